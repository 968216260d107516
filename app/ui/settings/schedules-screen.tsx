import { BlockStack, Button, Card, Checkbox, Collapsible, EmptyState, InlineStack, Page, Text, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { FilterFields } from "../orders-to-import/filter-fields.tsx";
import type { SyncForm } from "../orders-to-import/sync-form.ts";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { EditBar } from "../edit-bar.tsx";
import { useAct } from "../use-act.ts";

interface Schedule {
  id: string;
  kind: string;
  everyMinutes: number;
  enabled: boolean;
  form: SyncForm;
  nextRunAt: string;
  lastRunAt: string | null;
}

/** Jobs that repeat, each with its own filter. */
export function SchedulesScreen({ schedules }: { schedules: Schedule[] }) {
  const { t } = useTranslation();
  return (
    <Page title={t("settings.schedules")} subtitle={t("schedules.subtitle")} backAction={{ content: t("settings.title"), url: "/app/settings" }}>
      <BlockStack gap="400">
        {schedules.length === 0 ? <Card><EmptyState heading={t("schedules.empty")} image=""><p>{t("schedules.emptyHelp")}</p></EmptyState></Card> : null}
        {schedules.map((schedule) => <ScheduleCard key={schedule.id} schedule={schedule} />)}
      </BlockStack>
    </Page>
  );
}

function ScheduleCard({ schedule }: { schedule: Schedule }) {
  const { t } = useTranslation();
  const format = useFormat();
  const saved = { everyMinutes: String(schedule.everyMinutes), enabled: schedule.enabled, form: schedule.form };
  const [typed, setTyped] = useState(saved);
  const [open, setOpen] = useState(false);
  const { act, busy, outcome } = useAct();
  const dirty = JSON.stringify(typed) !== JSON.stringify(saved);
  const everyError = outcome?.errors?.["everyMinutes"];
  return (
    <Card>
      <EditBar id={`schedule-${schedule.id}`} dirty={dirty} busy={busy} onDiscard={() => { setTyped(saved); }} onSave={() => { act({ intent: "save", id: schedule.id, everyMinutes: typed.everyMinutes, enabled: typed.enabled, form: { ...typed.form } }); }} />
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">{t(`schedules.kind.${schedule.kind}`, { defaultValue: schedule.kind })}</Text>
          <Button onClick={() => { act({ intent: "runNow", id: schedule.id }); }} disabled={busy || dirty}>{t("schedules.runNow")}</Button>
        </InlineStack>
        <Refusal outcome={outcome} />
        <Text as="p" tone="subdued">{schedule.enabled ? t("schedules.next", { at: format.time(schedule.nextRunAt) }) : t("schedules.isOff")} {schedule.lastRunAt ? t("schedules.last", { at: format.time(schedule.lastRunAt) }) : ""}</Text>
        <Checkbox label={t("schedules.enabled")} checked={typed.enabled} onChange={(enabled) => { setTyped({ ...typed, enabled }); }} />
        <TextField label={t("schedules.every")} value={typed.everyMinutes} onChange={(everyMinutes) => { setTyped({ ...typed, everyMinutes }); }} inputMode="numeric" autoComplete="off" {...(everyError ? { error: t(everyError) } : {})} />
        <InlineStack><Button variant="plain" ariaExpanded={open} ariaControls={`filter-${schedule.id}`} onClick={() => { setOpen(!open); }}>{t("sync.filters")}</Button></InlineStack>
        <Collapsible id={`filter-${schedule.id}`} open={open}>
          <FilterFields form={typed.form} errors={outcome?.errors ?? {}} onChange={(change) => { setTyped({ ...typed, form: { ...typed.form, ...change } }); }} />
        </Collapsible>
      </BlockStack>
    </Card>
  );
}
