import { TextField, type TextFieldProps } from "@shopify/polaris";
import type { Fields } from "./use-fields.ts";
import { useTypedDecimal } from "./use-typed-decimal.ts";

interface Props extends Partial<Pick<TextFieldProps, "inputMode" | "maxLength" | "suffix">> {
  label: string;
  help?: string | undefined;
  required?: boolean;
}

/** An amount, a quantity or a rate, typed as the reader's language writes it; `value` is a decimal. */
export function NumberField({
  value,
  onChange,
  error,
  label,
  help,
  required = false,
  ...more
}: Props & {
  value: string;
  onChange: (value: string) => void;
  error?: string | undefined;
}) {
  const typed = useTypedDecimal(value, onChange, error);
  return (
    <TextField
      autoComplete="off"
      inputMode="decimal"
      {...more}
      {...typed}
      label={label}
      requiredIndicator={required}
      {...(help === undefined ? {} : { helpText: help })}
    />
  );
}

/** The same as a field of a form. */
export function NumberInput({ fields, name, ...more }: Props & { fields: Fields; name: string }) {
  return (
    <NumberField
      {...more}
      {...fields.error(name)}
      value={fields.text(name)}
      onChange={(value) => {
        fields.set(name, value);
      }}
    />
  );
}
