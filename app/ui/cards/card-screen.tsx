import {
  BlockStack,
  Button,
  Card,
  Checkbox,
  FormLayout,
  Link,
  List,
  Page,
  Select,
  Text,
  TextField,
} from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CardPage } from "#app/domain/cards/views/card-page.server.ts";
import type { FieldError } from "#app/i18n/field-error.ts";
import { paths } from "#app/lib/paths.ts";
import type { Misfit } from "#app/domain/cards/misfits.server.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { SettingProblem } from "../settings/refused-settings.tsx";
import { MisfitsCard } from "./misfits-card.tsx";
import { EditBar } from "../edit-bar.tsx";
import { useFieldError } from "../fields/use-field-error.ts";
import { FilterFields } from "../orders-to-import/filter-fields.tsx";
import { FilterPresets } from "../orders-to-import/filter-presets.tsx";
import type { Outcome } from "../outcome.ts";
import { Refusal } from "../refusal.tsx";
import { mergeSchedule, type ScheduleValues } from "../settings/schedule-values.ts";
import { ScheduleMerge } from "../settings/schedule-merge.tsx";
import { useAct } from "../use-act.ts";
import { useDownload } from "../use-download.tsx";

export interface CardOutcome extends Outcome<FieldError> {
  problems?: SettingProblem[];
  /** Null: the ERP did not answer. */
  misfits?: Misfit[] | null;
}

/** A card's name, its ERP and the orders it takes; its settings and mappings have pages of their own. */
export function CardScreen({ id, code, revision, connections, values: saved }: CardPage) {
  const { t } = useTranslation();
  const known = useKnownText();
  // What this person changed, on top of what is saved: what others save meanwhile stays.
  const [typed, setTyped] = useState<ScheduleValues>({});
  const [began, setBegan] = useState<{ revision: number; values: ScheduleValues } | null>(null);
  const startAnew = () => {
    setTyped({});
    setBegan(null);
  };
  const download = useDownload({
    name: `shop-card-${code.toLowerCase()}.json`,
    failed: "orders.exportFailed",
  });
  const { act, busy, outcome } = useAct<CardOutcome>({ onDone: startAnew });
  const merge = mergeSchedule(began?.values ?? saved, saved, typed);
  const dirty = merge.mine.length > 0;
  const overtaken = began !== null && began.revision !== revision && dirty;
  const { title, enabled, connectionId, ...form } = { ...saved, ...typed };
  const error = useFieldError(outcome?.errors);
  const change = (values: ScheduleValues) => {
    setBegan((before) => before ?? { revision, values: saved });
    setTyped((before) => ({ ...before, ...values }));
  };
  const save = (on: number) => {
    act({ intent: "save", revision: on, title, enabled, connectionId, form });
  };
  return (
    <Page
      title={saved.title}
      subtitle={code}
      backAction={{ content: t("cards.title"), url: paths.cards }}
      actionGroups={[
        {
          title: t("home.more"),
          actions: [
            { content: t("cards.settings"), url: paths.cardSettings(id) },
            { content: t("cards.mappings"), url: paths.cardMappings(id) },
            { content: t("cards.history"), url: paths.cardHistory(id) },
            {
              content: t("cards.file.export"),
              onAction: () => {
                download.start(paths.cardFile(id));
              },
            },
            { content: t("cards.file.title"), url: paths.cardImport(id) },
            { content: t("cards.schedules"), url: paths.schedules },
          ],
        },
      ]}
    >
      <EditBar
        id={`card-${id}`}
        dirty={dirty}
        busy={busy}
        onDiscard={startAnew}
        onSave={() => {
          save(began?.revision ?? revision);
        }}
      />
      <BlockStack gap="400">
        {download.failure}
        {overtaken ? (
          <ScheduleMerge
            merge={merge}
            saved={saved}
            busy={busy}
            onSave={() => {
              save(revision);
            }}
            onTakeTheirs={() => {
              setTyped((before) =>
                Object.fromEntries(
                  Object.entries(before).filter(([key]) => !merge.both.includes(key)),
                ),
              );
              setBegan({ revision, values: saved });
            }}
          />
        ) : (
          <Refusal outcome={outcome} />
        )}
        {outcome?.problems ? (
          <Card>
            <List>
              {outcome.problems.map(({ key, problem, params }) => (
                <List.Item key={key}>
                  <Link url={`${paths.cardSettings(id)}#${key}`}>
                    {known("settings", `${key}.label`, key)}
                  </Link>
                  : {t(problem, params)}
                </List.Item>
              ))}
            </List>
          </Card>
        ) : null}
        {outcome?.misfits === undefined ? null : (
          <MisfitsCard card={id} misfits={outcome.misfits} />
        )}
        <Card>
          <FormLayout>
            <TextField
              label={t("cards.name")}
              helpText={t("cards.nameHelp")}
              value={title}
              maxLength={60}
              autoComplete="off"
              onChange={(value) => {
                change({ title: value });
              }}
              {...error("title")}
            />
            <Select
              label={t("cards.connection")}
              value={connectionId}
              options={[
                ...(saved.connectionId === ""
                  ? [{ value: "", label: t("cards.connectionNone") }]
                  : []),
                ...connections.map((one) => ({ value: one.id, label: one.title })),
              ]}
              onChange={(value) => {
                change({ connectionId: value });
              }}
            />
            <Button
              disabled={busy || dirty}
              onClick={() => {
                act({ intent: "check" });
              }}
            >
              {t("cards.misfits.check")}
            </Button>
            <Checkbox
              label={t("cards.enabled")}
              helpText={t("cards.enabledHelp")}
              checked={enabled}
              onChange={(value) => {
                change({ enabled: value });
              }}
            />
          </FormLayout>
        </Card>
        <Card>
          <BlockStack gap="400">
            <FilterPresets title={t("cards.filterTitle")} onChange={change} />
            <Text as="p" tone="subdued">
              {t("cards.filterHelp")}
            </Text>
            <FilterFields form={form} errors={outcome?.errors ?? {}} onChange={change} />
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}
