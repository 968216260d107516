import {
  Badge,
  BlockStack,
  Button,
  Card,
  Checkbox,
  Collapsible,
  InlineStack,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "react-i18next";
import { EditBar } from "../edit-bar.tsx";
import { FilterFields } from "../orders-to-import/filter-fields.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useAct } from "../use-act.ts";
import { LastRun, type LastRunView } from "./last-run.tsx";
import { PostedFields } from "../shipments/posted-fields.tsx";
import type { TypedSync } from "#app/domain/order-filter/sync-form.ts";
import type { TypedPosted } from "#app/domain/posted/posted-form.ts";

export type ScheduleRow = {
  id: string;
  everyMinutes: number;
  enabled: boolean;
  nextRunAt: string;
  lastRun: LastRunView | null;
} & ({ kind: "orders"; form: TypedSync } | { kind: "shipments" | "invoices"; form: TypedPosted });

/** One schedule: on or off, how often, which; run now; what the last run came to. A running one is paused and cancelled in the banner above. */
export function ScheduleCard({ schedule }: { schedule: ScheduleRow }) {
  const { t } = useTranslation();
  const format = useFormat();
  const saved = {
    everyMinutes: String(schedule.everyMinutes),
    enabled: schedule.enabled,
    form: schedule.form,
  };
  const [typed, setTyped] = useState(saved);
  const [open, setOpen] = useState(false);
  const { act, busy, outcome } = useAct();
  const dirty = JSON.stringify(typed) !== JSON.stringify(saved);
  const errors = outcome?.errors ?? {};
  const title = t(`schedules.kind.${schedule.kind}`);
  const change = (form: Partial<TypedSync> | Partial<TypedPosted>) => {
    setTyped((before) => ({ ...before, form: { ...before.form, ...form } }));
  };
  const save = () => {
    act({
      intent: schedule.kind === "orders" ? "save" : "savePosted",
      id: schedule.id,
      everyMinutes: typed.everyMinutes,
      enabled: typed.enabled,
      form: { ...typed.form },
    });
  };
  return (
    <Card>
      <EditBar
        id={`schedule-${schedule.id}`}
        dirty={dirty}
        busy={busy}
        onDiscard={() => {
          setTyped(saved);
        }}
        onSave={save}
      />
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            {schedule.enabled ? null : <Badge>{t("schedules.isOff")}</Badge>}
          </InlineStack>
          <Button
            onClick={() => {
              act({ intent: "runNow", id: schedule.id });
            }}
            disabled={busy || dirty || schedule.lastRun?.live === true}
            accessibilityLabel={t("schedules.runThis", { title })}
          >
            {t("schedules.runNow")}
          </Button>
        </InlineStack>
        <Refusal outcome={outcome} />
        <Text as="p" tone="subdued">
          {t(`schedules.help.${schedule.kind}`)}
        </Text>
        {schedule.enabled ? (
          <Text as="p">{t("schedules.next", { at: format.time(schedule.nextRunAt) })}</Text>
        ) : null}
        <LastRun kind={schedule.kind} run={schedule.lastRun} />
        <Checkbox
          label={t("schedules.enabled")}
          checked={typed.enabled}
          onChange={(enabled) => {
            setTyped({ ...typed, enabled });
          }}
        />
        <TextField
          label={t("schedules.every")}
          value={typed.everyMinutes}
          onChange={(everyMinutes) => {
            setTyped({ ...typed, everyMinutes });
          }}
          inputMode="numeric"
          autoComplete="off"
          {...(errors["everyMinutes"] ? { error: t(errors["everyMinutes"]) } : {})}
        />
        <InlineStack>
          <Button
            variant="plain"
            ariaExpanded={open}
            ariaControls={`filter-${schedule.id}`}
            onClick={() => {
              setOpen(!open);
            }}
            accessibilityLabel={t("schedules.filterOf", { title })}
          >
            {t("sync.filters")}
          </Button>
        </InlineStack>
        <Collapsible
          id={`filter-${schedule.id}`}
          open={open || Object.keys(errors).some((key) => key !== "everyMinutes")}
        >
          {schedule.kind === "orders" ? (
            <FilterFields form={typed.form as TypedSync} errors={errors} onChange={change} />
          ) : (
            <PostedFields form={typed.form as TypedPosted} errors={errors} onChange={change} />
          )}
        </Collapsible>
      </BlockStack>
    </Card>
  );
}
