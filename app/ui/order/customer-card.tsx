import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ReferencePicker } from "../reference-picker.tsx";
import { useFormat } from "../shop-context.tsx";
import type { AddressView, OrderAct, OrderPageView } from "./types.ts";
import { Why } from "./why.tsx";

type Mode = "none" | "sellTo" | "billTo" | "new";

/** The buyer, the ERP customer the document goes to and why; while there is no document, another can be chosen or made. */
export function CustomerCard({
  view,
  busy,
  act,
}: {
  view: OrderPageView;
  busy: boolean;
  act: OrderAct;
}) {
  const { t } = useTranslation();
  const [mode, setMode] = useState<Mode>("none");
  const format = useFormat();
  const { personal, content, plan } = view;
  const reasons = (about: string) =>
    (plan?.explanation ?? []).filter((reason) => reason.about === about);
  // A held order has no document yet, but its customer is decided all the same.
  const decided = (party: string) => {
    const number = reasons(party)[0]?.params["number"];
    return typeof number === "string" && number !== "" ? number : undefined;
  };
  const name = (party: "sellTo" | "billTo") =>
    plan?.newCustomer
      ? t("order.newCustomerNamed", { name: plan.newCustomer.data.name })
      : (plan?.document?.[party].number ??
        plan?.document?.[party].id ??
        decided(party) ??
        t("order.noCustomer"));
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("order.customer")}
        </Text>
        {view.order.redacted ? (
          <Text as="p" tone="subdued">
            {t("order.redacted")}
          </Text>
        ) : null}
        {content.company ? (
          <Text as="p">
            {t("order.company", {
              company: content.company.name,
              location: content.company.locationName,
            })}
          </Text>
        ) : null}
        <Text as="p" breakWord>
          {[personal.email, personal.phone].filter(Boolean).join(format.between)}
        </Text>
        {(["sellTo", "billTo"] as const).map((party) => (
          <InlineStack key={party} gap="100" blockAlign="center">
            <Text as="span" tone="subdued">
              {t(`order.field.${party}`)}
            </Text>
            <Text as="span" fontWeight="medium" breakWord>
              {name(party)}
            </Text>
            <Why of={t(`order.field.${party}`)} reasons={reasons(party)} />
            {view.made ? null : (
              <Button
                variant="plain"
                onClick={() => {
                  setMode(party);
                }}
                accessibilityLabel={t("order.changeParty", { party: t(`order.field.${party}`) })}
              >
                {t("mappings.link.change")}
              </Button>
            )}
          </InlineStack>
        ))}
        {mode === "sellTo" || mode === "billTo" ? (
          <>
            <ReferencePicker
              kind="customers"
              label={t("mappings.link.chooseCustomer", { name: view.order.name })}
              value=""
              disabled={busy}
              onChange={(_code, choice) => {
                if (!choice?.ref) return;
                act({
                  intent: "customer",
                  party: mode,
                  name: choice.title,
                  ref: {
                    kind: choice.ref.kind,
                    id: choice.ref.id,
                    ...(choice.ref.number ? { number: choice.ref.number } : {}),
                  },
                });
                setMode("none");
              }}
            />
            <InlineStack gap="200">
              <Button
                variant="plain"
                onClick={() => {
                  act({ intent: "customer", party: mode, name: "", ref: null });
                  setMode("none");
                }}
                disabled={busy}
              >
                {t("order.byRules")}
              </Button>
              <Button
                variant="plain"
                onClick={() => {
                  setMode("new");
                }}
              >
                {t("order.newCustomer")}
              </Button>
              <Button
                variant="plain"
                onClick={() => {
                  setMode("none");
                }}
              >
                {t("common.cancel")}
              </Button>
            </InlineStack>
          </>
        ) : null}
        {mode === "new" ? (
          <NewCustomer
            busy={busy}
            onCancel={() => {
              setMode("none");
            }}
            onCreate={(template) => {
              act({ intent: "newCustomer", template });
              setMode("none");
            }}
          />
        ) : null}
        <Address title={t("order.address.sellTo")} address={personal.sellTo} />
        <Address title={t("order.address.shipTo")} address={personal.shipTo} />
        <Address title={t("order.address.billTo")} address={personal.billTo} />
      </BlockStack>
    </Card>
  );
}

function NewCustomer({
  busy,
  onCancel,
  onCreate,
}: {
  busy: boolean;
  onCancel: () => void;
  onCreate: (template: string) => void;
}) {
  const { t } = useTranslation();
  const [template, setTemplate] = useState("");
  return (
    <BlockStack gap="200">
      <ReferencePicker
        kind="customerTemplates"
        label={t("mappings.field.template")}
        help={t("order.templateHelp")}
        value={template}
        onChange={setTemplate}
        disabled={busy}
      />
      <InlineStack gap="200">
        <Button
          onClick={() => {
            onCreate(template);
          }}
          disabled={busy}
        >
          {t("order.newCustomer")}
        </Button>
        <Button variant="plain" onClick={onCancel}>
          {t("common.cancel")}
        </Button>
      </InlineStack>
    </BlockStack>
  );
}

function Address({ title, address }: { title: string; address: AddressView | null }) {
  const lines =
    address === null
      ? []
      : [
          [address.firstName, address.lastName].filter(Boolean).join(" "),
          address.company,
          address.address1,
          address.address2,
          [address.zip, address.city].filter(Boolean).join(" "),
          [address.province, address.country].filter(Boolean).join(", "),
          address.phone,
        ].filter((line) => line !== null && line !== "");
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <address style={{ fontStyle: "normal" }} className="wrap-anywhere">
        {lines.length === 0
          ? "–"
          : lines.map((line, index) => (
              <div key={String(index)} dir="auto">
                {line}
              </div>
            ))}
      </address>
    </BlockStack>
  );
}
