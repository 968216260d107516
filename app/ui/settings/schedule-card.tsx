import {
  Badge,
  BlockStack,
  Button,
  Card,
  Checkbox,
  Collapsible,
  InlineStack,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import type { FieldError } from "#app/i18n/field-error.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFieldError } from "../fields/use-field-error.ts";
import type { CardChoice } from "#app/domain/shop-card/views/card-choice.server.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { EditBar } from "../edit-bar.tsx";
import { FilterFields } from "../orders-to-import/filter-fields.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import type { Outcome } from "../outcome.ts";
import { useAct } from "../use-act.ts";
import { LastRun, type LastRunView } from "./last-run.tsx";
import { ScheduleMerge } from "./schedule-merge.tsx";
import { mergeSchedule, valuesOf, type ScheduleValues } from "./schedule-values.ts";
import { PostedFields } from "../shipments/posted-fields.tsx";
import type { TypedSync } from "#app/domain/order-filter/sync-form.ts";
import type { TypedPosted } from "#app/domain/posted/posted-form.ts";

export type ScheduleRow = {
  id: string;
  revision: number;
  everyMinutes: number;
  enabled: boolean;
  cardId: string;
  nextRunAt: string;
  lastRun: LastRunView | null;
} & ({ kind: "orders"; form: TypedSync } | { kind: "shipments" | "invoices"; form: TypedPosted });

/** One schedule: on or off, how often, which; run now; what the last run came to. A running one is paused and cancelled in the banner above. */
export function ScheduleCard({
  schedule,
  cards,
  removable,
}: {
  schedule: ScheduleRow;
  cards: CardChoice[];
  removable: boolean;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const saved = valuesOf(schedule);
  // What this person changed, on top of what is saved: what others save meanwhile stays.
  const [typed, setTyped] = useState<ScheduleValues>({});
  const [began, setBegan] = useState<{ revision: number; values: ScheduleValues } | null>(null);
  const [open, setOpen] = useState(false);
  const [removing, setRemoving] = useState(false);
  const startAnew = () => {
    setTyped({});
    setBegan(null);
  };
  const { act, busy, outcome } = useAct<Outcome<FieldError>>({ onDone: startAnew });
  const merge = mergeSchedule(began?.values ?? saved, saved, typed);
  const dirty = merge.mine.length > 0;
  const overtaken = began !== null && began.revision !== schedule.revision && dirty;
  const shown = { ...saved, ...typed };
  const errors = outcome?.errors ?? {};
  const error = useFieldError(errors);
  const title = t(`schedules.kind.${schedule.kind}`);
  const change = (values: ScheduleValues) => {
    setBegan((before) => before ?? { revision: schedule.revision, values: saved });
    setTyped((before) => ({ ...before, ...values }));
  };
  const { everyMinutes, enabled, cardId, ...form } = shown;
  const ofCard = cards.find(({ id }) => id === saved["cardId"])?.title;
  const save = (revision: number) => {
    act({
      intent: schedule.kind === "orders" ? "save" : "savePosted",
      id: schedule.id,
      revision,
      everyMinutes: String(everyMinutes),
      enabled: enabled === true,
      cardId: cardId as string,
      form,
    });
  };
  return (
    <Card>
      <EditBar
        id={`schedule-${schedule.id}`}
        dirty={dirty}
        busy={busy}
        onDiscard={startAnew}
        onSave={() => {
          save(began?.revision ?? schedule.revision);
        }}
      />
      <BlockStack gap="400">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {title}
            </Text>
            {ofCard ? <Badge tone="info">{ofCard}</Badge> : null}
            {schedule.enabled ? null : <Badge>{t("schedules.isOff")}</Badge>}
          </InlineStack>
          <InlineStack gap="200">
            {removable ? (
              <Button
                onClick={() => {
                  setRemoving(true);
                }}
                disabled={busy || dirty}
                accessibilityLabel={t("schedules.removeThis", { title })}
              >
                {t("schedules.remove")}
              </Button>
            ) : null}
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
        </InlineStack>
        {overtaken ? (
          <ScheduleMerge
            merge={merge}
            saved={saved}
            busy={busy}
            onSave={() => {
              save(schedule.revision);
            }}
            onTakeTheirs={() => {
              setTyped((before) =>
                Object.fromEntries(
                  Object.entries(before).filter(([key]) => !merge.both.includes(key)),
                ),
              );
              setBegan({ revision: schedule.revision, values: saved });
            }}
          />
        ) : (
          <Refusal outcome={outcome} />
        )}
        <Text as="p" tone="subdued">
          {t(`schedules.help.${schedule.kind}`)}
        </Text>
        {schedule.enabled ? (
          <Text as="p">{t("schedules.next", { at: format.time(schedule.nextRunAt) })}</Text>
        ) : null}
        <LastRun kind={schedule.kind} run={schedule.lastRun} />
        <Checkbox
          label={t("schedules.enabled")}
          checked={enabled === true}
          onChange={(value) => {
            change({ enabled: value });
          }}
        />
        {cards.length > 1 ? (
          <Select
            label={t("cards.one")}
            helpText={t("schedules.cardHelp")}
            value={cardId as string}
            options={[
              { value: "", label: t("schedules.everyCard") },
              ...cards.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={(value) => {
              change({ cardId: value });
            }}
          />
        ) : null}
        <TextField
          label={t("schedules.every")}
          value={String(everyMinutes)}
          onChange={(value) => {
            change({ everyMinutes: value });
          }}
          inputMode="numeric"
          autoComplete="off"
          {...error("everyMinutes")}
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
            <FilterFields form={form as TypedSync} errors={errors} onChange={change} />
          ) : (
            <PostedFields form={form as TypedPosted} errors={errors} onChange={change} />
          )}
        </Collapsible>
      </BlockStack>
      <ConfirmDialog
        open={removing}
        destructive
        title={t("schedules.removeTitle", { title })}
        help={[t("schedules.removeHelp")]}
        action={t("schedules.remove")}
        onClose={() => {
          setRemoving(false);
        }}
        onConfirm={() => {
          act({ intent: "remove", id: schedule.id });
          setRemoving(false);
        }}
      />
    </Card>
  );
}
