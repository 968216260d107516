import { Checkbox, Select, TextField, type TextFieldProps } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Fields } from "./use-fields.ts";

interface Props {
  fields: Fields;
  name: string;
  label: string;
  help?: string;
}

type TextMore = Partial<
  Pick<TextFieldProps, "type" | "multiline" | "maxLength" | "inputMode" | "prefix" | "suffix">
>;

export function TextInput({
  fields,
  name,
  label,
  help,
  required = false,
  ...more
}: Props & TextMore & { required?: boolean }) {
  return (
    <TextField
      autoComplete="off"
      {...more}
      label={label}
      value={fields.text(name)}
      requiredIndicator={required}
      onChange={(value) => {
        fields.set(name, value);
      }}
      {...(help === undefined ? {} : { helpText: help })}
      {...fields.error(name)}
    />
  );
}

export function YesNo({ fields, name, label, help }: Props) {
  return (
    <Checkbox
      label={label}
      checked={fields.isOn(name)}
      onChange={(value) => {
        fields.set(name, value);
      }}
      {...(help === undefined ? {} : { helpText: help })}
      {...fields.error(name)}
    />
  );
}

export interface CodeChoice {
  code: string;
  title: string;
}

/** A choice from a code list. A stored code that is not on the list (blocked meanwhile) stays choosable, so that saving does not lose it. */
export function CodeSelect({
  fields,
  name,
  label,
  help,
  choices,
  none,
}: Props & { choices: CodeChoice[]; none?: string }) {
  const { t } = useTranslation();
  const value = fields.text(name);
  const options = choices.map(({ code, title }) => ({
    value: code,
    label: title === "" || title === code ? code : `${code} – ${title}`,
  }));
  const lost =
    value !== "" && !choices.some(({ code }) => code === value)
      ? [{ value, label: t("common.blockedCode", { code: value }) }]
      : [];
  return (
    <Select
      label={label}
      options={[...(none === undefined ? [] : [{ value: "", label: none }]), ...lost, ...options]}
      value={value}
      onChange={(chosen) => {
        fields.set(name, chosen);
      }}
      {...(help === undefined ? {} : { helpText: help })}
      {...fields.error(name)}
    />
  );
}
