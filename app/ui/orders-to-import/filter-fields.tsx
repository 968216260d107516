import { ChoiceList, FormLayout, Select, TextField } from "@shopify/polaris";
import type { FieldError } from "#app/i18n/field-error.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFieldError } from "../fields/use-field-error.ts";
import { FULFILLMENT_STATUSES, PAYMENT_STATUSES, RISKS } from "./sync-form.ts";
import type { TypedSync } from "#app/domain/order-filter/sync-form.ts";

/** The filters of SET-17, the same on a sync and on a schedule. `errors` are texts (i18n keys) by field. */
export function FilterFields({
  form,
  errors,
  onChange,
}: {
  form: TypedSync;
  errors: Record<string, FieldError>;
  onChange: (change: Partial<TypedSync>) => void;
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const set =
    <K extends keyof TypedSync>(key: K) =>
    (value: TypedSync[K]) => {
      onChange({ [key]: value });
    };
  const error = useFieldError(errors);
  const choices = (values: readonly string[], group: "payment" | "fulfillment" | "risk") =>
    values.map((value) => ({ value, label: known(`sync.${group}`, value, value) }));
  return (
    <FormLayout>
      <FormLayout.Group>
        <ChoiceList
          title={t("sync.paymentTitle")}
          allowMultiple
          choices={choices(PAYMENT_STATUSES, "payment")}
          selected={form.payment}
          onChange={set("payment")}
        />
        <ChoiceList
          title={t("sync.fulfillmentTitle")}
          allowMultiple
          choices={choices(FULFILLMENT_STATUSES, "fulfillment")}
          selected={form.fulfillment}
          onChange={set("fulfillment")}
        />
      </FormLayout.Group>
      <FormLayout.Group>
        <TextField
          label={t("sync.countries")}
          helpText={t("sync.countriesHelp")}
          value={form.countries}
          onChange={set("countries")}
          autoComplete="off"
          {...error("countries")}
        />
        <TextField
          label={t("sync.fromNumber")}
          helpText={t("sync.fromNumberHelp")}
          value={form.fromNumber}
          onChange={set("fromNumber")}
          inputMode="numeric"
          autoComplete="off"
          {...error("fromNumber")}
        />
      </FormLayout.Group>
      <TextField
        label={t("sync.tags")}
        helpText={t("sync.tagsHelp")}
        value={form.tags}
        onChange={set("tags")}
        autoComplete="off"
        {...error("tags")}
      />
      <FormLayout.Group>
        <TextField
          label={t("sync.channels")}
          helpText={t("sync.channelsHelp")}
          value={form.channels}
          onChange={set("channels")}
          autoComplete="off"
          {...error("channels")}
        />
        <Select
          label={t("sync.riskTitle")}
          options={choices(RISKS, "risk")}
          value={form.risk}
          onChange={(value) => {
            set("risk")(value as TypedSync["risk"]);
          }}
        />
      </FormLayout.Group>
      <FormLayout.Group>
        <TextField
          label={t("sync.attributeKey")}
          value={form.attributeKey}
          onChange={set("attributeKey")}
          autoComplete="off"
          {...error("attributeKey")}
        />
        <TextField
          label={t("sync.attributeValue")}
          helpText={t("sync.attributeHelp")}
          value={form.attributeValue}
          onChange={set("attributeValue")}
          autoComplete="off"
          {...error("attributeValue")}
        />
      </FormLayout.Group>
    </FormLayout>
  );
}
