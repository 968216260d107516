import { FormLayout, Select } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { CodeSelect, TextInput, YesNo, type CodeChoice } from "../fields/field.tsx";
import { NumberInput } from "../fields/number-input.tsx";
import { useFields, type FieldOutcome, type Fields } from "../fields/use-fields.ts";
import { Dialog } from "../dialog.tsx";
import { Refusal } from "../refusal.tsx";
import type { EntryField, EntryView } from "./entries-table.tsx";

interface Form {
  parent: string;
  code: string;
  title: string;
  blocked: boolean;
  details: Record<string, string | boolean>;
}

interface Props {
  /** Null: a new entry. */
  entry: EntryView | null;
  fields: EntryField[];
  /** Of a list of services: the agents they may belong to. */
  agents: CodeChoice[] | null;
  title: string;
  busy: boolean;
  outcome: FieldOutcome | undefined;
  onClose: () => void;
  onSave: (form: Form) => void;
}

/** One entry of a code list; its fields are those of the list. The code of an entry stays: documents name it. */
export function EntryForm({
  entry,
  fields: list,
  agents,
  title,
  busy,
  outcome,
  onClose,
  onSave,
}: Props) {
  const { t } = useTranslation();
  const fields = useFields(
    {
      parent: entry?.parent ?? agents?.[0]?.code ?? "",
      code: entry?.code ?? "",
      title: entry?.title ?? "",
      blocked: entry?.blocked ?? false,
      ...Object.fromEntries(list.map((field) => [`${field.key}`, valueOf(field, entry)])),
    },
    outcome,
  );
  const { text } = fields;
  const save = () => {
    onSave({
      parent: text("parent"),
      code: text("code"),
      title: text("title"),
      blocked: fields.isOn("blocked"),
      details: Object.fromEntries(list.map((field) => [field.key, fields.values[field.key] ?? ""])),
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
        {agents && entry === null ? (
          <CodeSelect
            fields={fields}
            name="parent"
            label={t("ledger.setUp.parent")}
            choices={agents}
          />
        ) : null}
        {entry === null ? (
          <TextInput
            fields={fields}
            name="code"
            label={t("ledger.setUp.code")}
            maxLength={35}
            required
          />
        ) : null}
        <TextInput
          fields={fields}
          name="title"
          label={t("ledger.setUp.name")}
          maxLength={255}
          required
        />
        {list.map((field) => (
          <Detail key={field.key} field={field} fields={fields} />
        ))}
        <YesNo
          fields={fields}
          name="blocked"
          label={t("ledger.blocked")}
          help={t("ledger.setUp.blockedHelp")}
        />
      </FormLayout>
    </Dialog>
  );
}

/** A new entry starts with a list's first choice, yes, zero or nothing. */
function valueOf(field: EntryField, entry: EntryView | null): string | boolean {
  const value = entry?.details[field.key];
  if (field.type === "boolean")
    return value === undefined
      ? field.key === "directPosting" || field.key === "taxLiable"
      : value === true;
  if (value !== undefined) return String(value);
  return field.choices?.[0] ?? (field.type === "number" ? "0" : field.key === "rate" ? "1" : "");
}

function Detail({ field, fields }: { field: EntryField; fields: Fields }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const label = known("ledger.detail", field.key, field.key);
  const help = field.names
    ? { help: t("ledger.setUp.codeOf", { list: t(`ledger.list.${field.names}`) }) }
    : {};
  if (field.type === "boolean") return <YesNo fields={fields} name={field.key} label={label} />;
  if (field.choices) {
    return (
      <Select
        label={label}
        options={field.choices.map((value) => ({
          value,
          label: known("ledger.detail.choice", value, value),
        }))}
        value={fields.text(field.key)}
        onChange={(value) => {
          fields.set(field.key, value);
        }}
      />
    );
  }
  const Input = field.type === "number" || field.key === "rate" ? NumberInput : TextInput;
  return <Input fields={fields} name={field.key} label={label} {...help} />;
}
