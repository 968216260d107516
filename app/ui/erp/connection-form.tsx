import { Checkbox, FormLayout, Select, TextField } from "@shopify/polaris";
import { useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { Dialog } from "../dialog.tsx";
import type { Outcome } from "../outcome.ts";
import { Refusal } from "../refusal.tsx";
import { useErpName } from "./erp-name.ts";

interface Adapter {
  name: string;
  title: string;
  settings: { key: string; type: string; secret: boolean; label: string; help: string }[];
}

type Values = Record<string, string | boolean>;

interface Props {
  adapters: Adapter[];
  connection?: {
    title: string;
    settings: Record<string, string | number | boolean>;
    secretsSet: string[];
  };
  busy: boolean;
  outcome: Outcome | undefined;
  onClose: () => void;
  onSave: (form: { adapter: string; title: string; values: Values }) => void;
}

/** The connection's own settings, as its adapter describes them. Secrets can be written, never read. */
export function ConnectionForm({ adapters, connection, busy, outcome, onClose, onSave }: Props) {
  const { t } = useTranslation();
  const known = useKnownText();
  const erpName = useErpName();
  const [name, setName] = useState(adapters[0]?.name ?? "");
  const adapter = adapters.find((one) => one.name === name);
  const [title, setTitle] = useState(connection?.title ?? adapter?.title ?? "");
  const [values, setValues] = useState<Values>(() =>
    Object.fromEntries(
      Object.entries(connection?.settings ?? {}).map(([key, value]) => [
        key,
        typeof value === "boolean" ? value : String(value),
      ]),
    ),
  );
  /** In the person's language where there is a text, else as the adapter says it. */
  const words = (field: Adapter["settings"][number], part: "label" | "help"): string =>
    known("connection.setting", `${name}.${field.key}.${part}`, field[part]);
  const error = (key: string) => (outcome?.errors?.[key] ? { error: t(outcome.errors[key]) } : {});
  return (
    <Dialog
      open
      onClose={onClose}
      title={connection ? t("connection.edit") : t("connection.add")}
      primaryAction={{
        content: t("common.save"),
        loading: busy,
        onAction: () => {
          onSave({ adapter: name, title, values });
        },
      }}
    >
      <FormLayout>
        <Refusal outcome={outcome} />
        {adapters.length > 1 ? (
          <Select
            label={t("connection.kind")}
            options={adapters.map((one) => ({ value: one.name, label: erpName(one.title) }))}
            value={name}
            onChange={setName}
          />
        ) : null}
        <TextField
          label={t("connection.name")}
          value={title}
          onChange={setTitle}
          autoComplete="off"
          maxLength={100}
        />
        {(adapter?.settings ?? []).map((field) =>
          field.type === "boolean" ? (
            <Checkbox
              key={field.key}
              label={words(field, "label")}
              helpText={words(field, "help")}
              checked={values[field.key] === true}
              onChange={(value) => {
                setValues({ ...values, [field.key]: value });
              }}
              {...error(field.key)}
            />
          ) : (
            <TextField
              key={field.key}
              label={words(field, "label")}
              helpText={words(field, "help")}
              autoComplete="off"
              type={field.secret ? "password" : "text"}
              value={String(values[field.key] ?? "")}
              onChange={(value) => {
                setValues({ ...values, [field.key]: value });
              }}
              {...error(field.key)}
              {...(field.secret && connection?.secretsSet.includes(field.key)
                ? { placeholder: t("connection.secretKept") }
                : {})}
            />
          ),
        )}
      </FormLayout>
    </Dialog>
  );
}
