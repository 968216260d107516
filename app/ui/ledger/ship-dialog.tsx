import { BlockStack, FormLayout, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { compare, subtract } from "#app/money/decimal.ts";
import { CodeSelect, TextInput } from "../fields/field.tsx";
import { NumberInput } from "../fields/number-input.tsx";
import { useFields, type FieldOutcome } from "../fields/use-fields.ts";
import { Dialog } from "../dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useAct } from "../use-act.ts";
import type { DocumentForms, DocumentView } from "./document-view.ts";

/** What leaves: how many of each open item line, with whom, under which tracking numbers. Of a return order: what came in. Starts with all that is left. */
export function ShipDialog({
  document,
  forms,
  onClose,
}: {
  document: DocumentView;
  forms: DocumentForms;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone: onClose });
  const open = document.lines
    .map((line) => ({ ...line, left: subtract(line.quantity, line.shipped) }))
    .filter((line) => line.item !== null && compare(line.left, "0") > 0);
  const fields = useFields(
    {
      ...Object.fromEntries(open.map((line) => [`quantity:${line.id}`, line.left])),
      shippingAgent: document.shippingAgent ?? "",
      shippingAgentService: document.shippingAgentService ?? "",
      trackingNumbers: "",
      trackingUrl: "",
    },
    outcome,
  );
  const { text } = fields;
  const agent = text("shippingAgent");
  const services = forms.services.filter((service) => service.agent === agent);
  const agentFields = {
    ...fields,
    set: (name: string, value: string | boolean) => {
      fields.set("shippingAgentService", "");
      fields.set(name, value);
    },
  };
  const receipt = document.kind === "returnOrder";
  const posting = receipt ? "receive" : "ship";
  const post = () => {
    act({
      intent: "ship",
      version: document.version,
      lines: open.map((line) => ({ lineId: line.id, quantity: text(`quantity:${line.id}`) })),
      shippingAgent: agent,
      shippingAgentService: agent === "" ? "" : text("shippingAgentService"),
      trackingNumbers: text("trackingNumbers"),
      trackingUrl: text("trackingUrl"),
    });
  };
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`ledger.${posting}.title`, { number: document.number })}
      primaryAction={{ content: t(`ledger.${posting}.do`), loading: busy, onAction: post }}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        <BlockStack gap="300">
          <Text as="h3" variant="headingSm">
            {t(`ledger.${posting}.lines`)}
          </Text>
          <Text as="p" tone="subdued">
            {t(`ledger.${posting}.linesHelp`)}
          </Text>
          {open.map((line) => (
            <NumberInput
              key={line.id}
              fields={fields}
              name={`quantity:${line.id}`}
              maxLength={40}
              {...(line.unit ? { suffix: line.unit } : {})}
              label={[line.description, line.variantCode].filter((part) => part !== "").join(", ")}
              help={[
                t("ledger.ship.left", {
                  left: format.decimal(line.left),
                  of: format.decimal(line.quantity),
                }),
                line.location ? t("ledger.line.location", { code: line.location }) : "",
              ]
                .filter((part) => part !== "")
                .join(format.between)}
            />
          ))}
        </BlockStack>
        {receipt ? null : (
          <FormLayout>
            <Text as="h3" variant="headingSm">
              {t("ledger.ship.parcel")}
            </Text>
            <CodeSelect
              fields={agentFields}
              name="shippingAgent"
              label={t("ledger.ship.agent")}
              choices={forms.lists.shippingAgent}
              none={t("common.none")}
            />
            {services.length > 0 || text("shippingAgentService") !== "" ? (
              <CodeSelect
                fields={fields}
                name="shippingAgentService"
                label={t("ledger.ship.service")}
                choices={services}
                none={t("common.none")}
              />
            ) : null}
            <TextInput
              fields={fields}
              name="trackingNumbers"
              label={t("ledger.ship.numbers")}
              help={t("ledger.ship.numbersHelp")}
              multiline={2}
              maxLength={20_000}
            />
            <TextInput
              fields={fields}
              name="trackingUrl"
              label={t("ledger.ship.url")}
              help={t("ledger.ship.urlHelp")}
              type="url"
              maxLength={2000}
            />
          </FormLayout>
        )}
      </BlockStack>
    </Dialog>
  );
}
