import { BlockStack, Card, Select, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { EditBar } from "../edit-bar.tsx";
import { ReferencePicker } from "../reference-picker.tsx";
import type { OrderAct, OrderPageView } from "./types.ts";

/** Fields a person may choose for one document, with the ERP's list each takes its codes from. */
const PICKED = {
  shipmentMethod: "shipmentMethods",
  shippingAgent: "shippingAgents",
  shippingAgentService: "shippingAgentServices",
  paymentTerms: "paymentTerms",
  paymentMethod: "paymentMethods",
} as const;
type Picked = keyof typeof PICKED;
const FIELDS = Object.keys(PICKED) as Picked[];

const typedOf = (choices: OrderPageView["choices"]) => ({
  shipmentMethod: choices.shipmentMethod ?? "",
  shippingAgent: choices.shippingAgent ?? "",
  shippingAgentService: choices.shippingAgentService ?? "",
  paymentTerms: choices.paymentTerms ?? "",
  paymentMethod: choices.paymentMethod ?? "",
  number:
    choices.useShopifyOrderNumber === undefined
      ? "card"
      : choices.useShopifyOrderNumber
        ? "shopify"
        : "erp",
});

/** Header values of this one document, chosen before it is made; an empty field leaves it to the rules. */
export function HeaderCard({
  view,
  busy,
  act,
}: {
  view: OrderPageView;
  busy: boolean;
  act: OrderAct;
}) {
  const { t } = useTranslation();
  const saved = typedOf(view.choices);
  const [typed, setTyped] = useState(saved);
  const dirty = JSON.stringify(typed) !== JSON.stringify(saved);
  const set = (key: keyof typeof typed) => (value: string) => {
    setTyped((before) => ({ ...before, [key]: value }));
  };
  const save = () => {
    const values = Object.fromEntries(
      FIELDS.map((field) => [field, typed[field].trim() === "" ? null : typed[field].trim()]),
    );
    act({
      intent: "header",
      values: {
        ...values,
        useShopifyOrderNumber: typed.number === "card" ? null : typed.number === "shopify",
      },
    });
  };
  const ruled = (field: Picked): string =>
    typed[field] === "" ? (view.plan?.document?.[field] ?? "") : "";
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("order.header.title")}
        </Text>
        <Text as="p" tone="subdued">
          {t("order.header.help")}
        </Text>
        {FIELDS.map((field) => (
          <ReferencePicker
            key={field}
            kind={PICKED[field]}
            label={t(`order.header.${field}`)}
            value={typed[field]}
            disabled={busy}
            onChange={set(field)}
            placeholder={
              ruled(field) ? t("order.header.byRules", { value: ruled(field) }) : t("order.byRules")
            }
          />
        ))}
        <Select
          label={t("order.header.number")}
          value={typed.number}
          disabled={busy}
          onChange={set("number")}
          options={(["card", "shopify", "erp"] as const).map((value) => ({
            value,
            label: t(`order.header.numbers.${value}`),
          }))}
        />
      </BlockStack>
      <EditBar
        id="order-header"
        dirty={dirty}
        busy={busy}
        onSave={save}
        onDiscard={() => {
          setTyped(saved);
        }}
      />
    </Card>
  );
}
