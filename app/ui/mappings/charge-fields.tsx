import { FormLayout, Select } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ReferencePicker } from "../reference-picker.tsx";
import type { TypedRow } from "./typed-row.ts";

const KINDS: Record<string, string> = {
  account: "accounts",
  item: "items",
  itemCharge: "itemCharges",
};

/** How the charge of a shipment method is booked: on an account, as an item, or as an item charge (D-22). */
export function ChargeFields({
  value,
  onChange,
}: {
  value: TypedRow;
  onChange: (change: TypedRow) => void;
}) {
  const { t } = useTranslation();
  const type = value["chargeType"] ?? "";
  const kind = KINDS[type];
  return (
    <FormLayout.Group>
      <Select
        label={t("mappings.field.chargeType")}
        value={type}
        options={(["", "account", "item", "itemCharge"] as const).map((one) => ({
          value: one,
          label: t(`mappings.charge.${one || "card"}`),
        }))}
        onChange={(next) => {
          onChange({ chargeType: next, chargeNumber: "" });
        }}
      />
      {kind ? (
        <ReferencePicker
          kind={kind}
          label={t("mappings.field.chargeNumber")}
          value={value["chargeNumber"] ?? ""}
          onChange={(chargeNumber) => {
            onChange({ chargeNumber });
          }}
        />
      ) : null}
      {type === "itemCharge" ? (
        <Select
          label={t("mappings.field.chargeAssign")}
          value={value["chargeAssign"] ?? "equally"}
          options={(["equally", "amount", "quantity"] as const).map((way) => ({
            value: way,
            label: t(`mappings.chargeAssign.${way}`),
          }))}
          onChange={(chargeAssign) => {
            onChange({ chargeAssign });
          }}
        />
      ) : null}
    </FormLayout.Group>
  );
}
