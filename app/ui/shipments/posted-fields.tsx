import { FormLayout, TextField } from "@shopify/polaris";
import type { FieldError } from "#app/i18n/field-error.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFieldError } from "../fields/use-field-error.ts";
import type { TypedPosted } from "#app/domain/posted/posted-form.ts";

/** Which posted shipments or invoices are meant (FUL-7, TSK-2). `errors` are texts (i18n keys) by field. */
export function PostedFields({
  form,
  errors,
  onChange,
}: {
  form: TypedPosted;
  errors: Record<string, FieldError>;
  onChange: (change: Partial<TypedPosted>) => void;
}) {
  const { t } = useTranslation();
  const error = useFieldError(errors);
  const field = (key: keyof TypedPosted) => ({
    label: t(`shipments.sync.${key}`),
    value: form[key],
    autoComplete: "off",
    onChange: (value: string) => {
      onChange({ [key]: value });
    },
    ...error(key),
  });
  return (
    <FormLayout>
      <FormLayout.Group>
        <TextField {...field("from")} type="date" />
        <TextField {...field("to")} type="date" />
      </FormLayout.Group>
      <TextField {...field("numbers")} helpText={t("shipments.sync.numbersHelp")} multiline={2} />
      <TextField {...field("orders")} helpText={t("shipments.sync.ordersHelp")} multiline={2} />
      <TextField {...field("tags")} helpText={t("shipments.sync.tagsHelp")} />
    </FormLayout>
  );
}
