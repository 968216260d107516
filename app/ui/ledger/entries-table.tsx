import { Badge, Button, Text, type PaginationProps } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { KeyUnder } from "#app/i18n/text-keys.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { RecordTable } from "../list/record-table.tsx";

export interface EntryView {
  parent: string;
  code: string;
  title: string;
  blocked: boolean;
  details: Record<string, string | number | boolean>;
  version: string;
}

export interface EntryField {
  key: string;
  type: string;
  choices?: string[] | undefined;
  names?: KeyUnder<"ledger.list"> | undefined;
}

interface Props {
  entries: EntryView[];
  fields: EntryField[];
  /** The list's entries belong to another list's. */
  withParent: boolean;
  loading: boolean;
  onEdit: (entry: EntryView) => void;
  pagination: PaginationProps;
}

/** A code list with what each entry knows. */
export function EntriesTable({ entries, fields, withParent, loading, onEdit, pagination }: Props) {
  const { t } = useTranslation();
  const known = useKnownText();
  const shown = (field: EntryField, value: string | number | boolean | undefined): string => {
    if (typeof value === "boolean") return value ? t("common.yes") : t("common.no");
    if (field.choices) return known("ledger.detail.choice", String(value), String(value));
    return value === undefined || value === "" ? "–" : String(value);
  };
  return (
    <RecordTable
      rows={entries}
      keyOf={(row) => `${row.parent} ${row.code}`}
      loading={loading}
      one={t("ledger.setUp.one")}
      many={t("ledger.setUp.many")}
      none={{ title: t("ledger.setUp.none"), help: t("ledger.setUp.noneHelp") }}
      pagination={pagination}
      columns={[
        {
          id: "code",
          title: t("ledger.setUp.code"),
          cell: (row) => (
            <Text as="span" fontWeight="semibold">
              {row.code}
            </Text>
          ),
        },
        ...(withParent
          ? [
              {
                id: "parent",
                title: t("ledger.setUp.parent"),
                cell: (row: EntryView) => row.parent,
              },
            ]
          : []),
        { id: "title", title: t("ledger.setUp.name"), cell: (row) => row.title },
        ...fields.map((field) => ({
          id: field.key,
          title: known("ledger.detail", field.key, field.key),
          cell: (row: EntryView) => shown(field, row.details[field.key]),
        })),
        {
          id: "state",
          title: t("common.state"),
          cell: (row) =>
            row.blocked ? (
              <Badge tone="warning">{t("ledger.blocked")}</Badge>
            ) : (
              <Badge tone="success">{t("ledger.active")}</Badge>
            ),
        },
        {
          id: "edit",
          title: t("ledger.setUp.actions"),
          cell: (row) => (
            <Button
              size="slim"
              onClick={() => {
                onEdit(row);
              }}
              accessibilityLabel={t("ledger.setUp.editThis", { code: row.code })}
            >
              {t("common.edit")}
            </Button>
          ),
        },
      ]}
    />
  );
}
