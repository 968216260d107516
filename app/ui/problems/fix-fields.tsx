import { BlockStack, ChoiceList } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { FixFormView, SuggestedItem } from "#app/domain/attention/views/fix-form.server.ts";
import type { FixValue } from "#app/domain/attention/fix-problem.server.ts";
import { ReferencePicker, type ReferenceChoice } from "../reference-picker.tsx";
import { ChargeFields } from "../mappings/charge-fields.tsx";
import { erpOf, typedOf, type TypedRow } from "../mappings/typed-row.ts";
import { FixMemo } from "./fix-memo.tsx";
import { SettingField } from "../settings/setting-field.tsx";
import { useFormat } from "../shop-context.tsx";

type Form = NonNullable<FixFormView>;

interface Props {
  form: Form;
  value: FixValue | null;
  onChange: (value: FixValue | null) => void;
}

/** The fields of each form. */
export function FixFields({ form, value, onChange }: Props) {
  const { t } = useTranslation();
  switch (form.form) {
    case "item":
      return (
        <ItemFields
          suggestions={form.suggestions}
          name={form.name}
          value={value}
          onChange={onChange}
        />
      );
    case "setting":
      return (
        <SettingField
          setting={form.setting}
          value={value?.form === "setting" ? value.value : form.value}
          onChange={(given) => {
            onChange({ form: "setting", value: given });
          }}
        />
      );
    case "mapping":
      return (
        <ReferencePicker
          kind={form.reference}
          label={t("problems.code", { title: form.name })}
          value={value?.form === "mapping" ? value.code : ""}
          onChange={(code) => {
            onChange(code === "" ? null : { form: "mapping", code });
          }}
        />
      );
    case "charge":
      return (
        <ChargeFields
          value={value?.form === "charge" ? typedOf({ charge: value.charge }) : {}}
          onChange={(typed) => {
            onChange(
              chargeOf({
                ...(value?.form === "charge" ? typedOf({ charge: value.charge }) : {}),
                ...typed,
              }),
            );
          }}
        />
      );
    case "memoByHand":
      return (
        <FixMemo
          form={form}
          value={value?.form === "memoByHand" ? value : null}
          onChange={onChange}
        />
      );
    case "customer":
      return (
        <ReferencePicker
          kind="customers"
          {...(form.links ? { help: t("problems.linksCustomer") } : {})}
          label={t("problems.customer")}
          value={value?.form === "customer" ? (value.customer.ref.number ?? "") : ""}
          onChange={(_code, choice) => {
            const ref = choice && refOf(choice, "customer");
            onChange(ref ? { form: "customer", customer: { ref, name: choice.title } } : null);
          }}
        />
      );
  }
}

/** What is given, number or not: the button waits for one. */
const chargeOf = (typed: TypedRow): FixValue => ({
  form: "charge",
  charge: (erpOf(typed)?.["charge"] ?? null) as (FixValue & { form: "charge" })["charge"],
});

const refOf = <Kind extends "item" | "customer">({ ref }: ReferenceChoice, kind: Kind) =>
  ref && { kind, id: ref.id, ...(ref.number ? { number: ref.number } : {}) };

/** Likely items with the reason of each, and a search over all others. */
function ItemFields({
  suggestions,
  name,
  value,
  onChange,
}: Omit<Props, "form"> & { suggestions: SuggestedItem[]; name: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const item = value?.form === "item" ? value.item : null;
  const keyOf = (one: { ref: { id: string }; variantCode?: string | undefined }) =>
    `${one.ref.id} ${one.variantCode ?? ""}`;
  return (
    <BlockStack gap="300">
      {suggestions.length > 0 ? (
        <ChoiceList
          title={t("problems.suggestions")}
          choices={suggestions.map((one) => ({
            value: keyOf(one),
            label: [one.ref.number ?? one.ref.id, one.variantCode, one.title]
              .filter(Boolean)
              .join(format.between),
            helpText: t(`problems.suggestedBy.${one.by}`),
          }))}
          selected={item ? [keyOf(item)] : []}
          onChange={([key]) => {
            const chosen = suggestions.find((one) => keyOf(one) === key);
            if (!chosen) return;
            const { by: _by, ref, ...rest } = chosen;
            onChange({ form: "item", item: { ...rest, ref: { ...ref, kind: "item" } } });
          }}
        />
      ) : null}
      <ReferencePicker
        kind="items"
        label={t(suggestions.length > 0 ? "problems.otherItem" : "mappings.link.chooseItem", {
          name,
        })}
        value={
          item && !suggestions.some((one) => keyOf(one) === keyOf(item))
            ? (item.ref.number ?? "")
            : ""
        }
        onChange={(_code, choice) => {
          const ref = choice && refOf(choice, "item");
          onChange(
            ref
              ? {
                  form: "item",
                  item: {
                    ...{ ref, title: choice.title },
                    ...(choice.variantCode ? { variantCode: choice.variantCode } : {}),
                    ...(choice.unit ? { unit: choice.unit } : {}),
                  },
                }
              : null,
          );
        }}
      />
    </BlockStack>
  );
}
