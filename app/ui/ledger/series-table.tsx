import { Button, FormLayout, Text } from "@shopify/polaris";
import { useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { TextInput, YesNo } from "../fields/field.tsx";
import { useFields, type FieldOutcome } from "../fields/use-fields.ts";
import { Dialog } from "../dialog.tsx";
import { RecordTable } from "../list/record-table.tsx";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";

export interface SeriesView {
  code: string;
  prefix: string;
  next: number;
  width: number;
  manualAllowed: boolean;
  version: string;
  nextNumber: string;
}

/** The number series: what numbers customers, items and documents get. */
export function SeriesTable({ series }: { series: SeriesView[] }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const [editing, setEditing] = useState<SeriesView | null>(null);
  const name = (code: string) => known("ledger.series.of", code, code);
  return (
    <>
      <RecordTable
        rows={series}
        keyOf={(row) => row.code}
        loading={false}
        one={t("ledger.setUp.one")}
        many={t("ledger.setUp.many")}
        none={{ title: t("ledger.setUp.none"), help: t("ledger.setUp.noneHelp") }}
        columns={[
          {
            id: "code",
            title: t("ledger.series.for"),
            cell: (row) => (
              <Text as="span" fontWeight="semibold">
                {name(row.code)}
              </Text>
            ),
          },
          { id: "example", title: t("ledger.series.example"), cell: (row) => row.nextNumber },
          {
            id: "manual",
            title: t("ledger.series.manualAllowed"),
            cell: (row) => (row.manualAllowed ? t("common.yes") : t("common.no")),
          },
          {
            id: "edit",
            title: t("ledger.setUp.actions"),
            cell: (row) => (
              <Button
                size="slim"
                onClick={() => {
                  setEditing(row);
                }}
                accessibilityLabel={t("ledger.setUp.editThis", { code: name(row.code) })}
              >
                {t("common.edit")}
              </Button>
            ),
          },
        ]}
      />
      {editing ? (
        <SeriesForm
          key={editing.code}
          series={editing}
          title={name(editing.code)}
          onClose={() => {
            setEditing(null);
          }}
        />
      ) : null}
    </>
  );
}

function SeriesForm({
  series,
  title,
  onClose,
}: {
  series: SeriesView;
  title: string;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone: onClose });
  const fields = useFields(
    {
      prefix: series.prefix,
      next: String(series.next),
      width: String(series.width),
      manualAllowed: series.manualAllowed,
    },
    outcome,
  );
  const { text } = fields;
  const save = () => {
    act({
      intent: "series",
      version: series.version,
      code: series.code,
      prefix: text("prefix"),
      next: text("next"),
      width: text("width"),
      manualAllowed: fields.isOn("manualAllowed"),
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={title}
      primaryAction={{ content: t("common.save"), loading: busy, onAction: save }}
    >
      <FormLayout>
        <Refusal outcome={outcome} />
        <TextInput fields={fields} name="prefix" label={t("ledger.series.prefix")} maxLength={12} />
        <TextInput
          fields={fields}
          name="next"
          label={t("ledger.series.next")}
          help={t("ledger.series.nextHelp")}
          inputMode="numeric"
          maxLength={9}
          required
        />
        <TextInput
          fields={fields}
          name="width"
          label={t("ledger.series.width")}
          help={t("ledger.series.widthHelp")}
          inputMode="numeric"
          maxLength={1}
          required
        />
        <YesNo
          fields={fields}
          name="manualAllowed"
          label={t("ledger.series.manualAllowed")}
          help={t("ledger.series.manualHelp")}
        />
      </FormLayout>
    </Dialog>
  );
}
