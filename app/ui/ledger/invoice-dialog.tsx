import { BlockStack, ChoiceList, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { FieldOutcome } from "../fields/use-fields.ts";
import { Dialog } from "../dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import type { DocumentView } from "./document-view.ts";

/** The texts of posting a document: an order and an invoice give an invoice, a return order and a credit memo a credit memo. */
export const postingOf = ({ kind }: DocumentView) =>
  kind === "creditMemo" || kind === "returnOrder" ? "crediting" : "invoicing";

/** What is invoiced: what was shipped so far, or all that is left. Documents that are no orders are posted whole. */
export function InvoiceDialog({
  document,
  onClose,
}: {
  document: DocumentView;
  onClose: () => void;
}) {
  const { t } = useTranslation();
  const { act, busy, outcome } = useAct<FieldOutcome>({ onDone: onClose });
  const [what, setWhat] = useState<string>(document.may.invoiceShipped ? "shipped" : "whole");
  const post = () => {
    act({ intent: "invoice", version: document.version, what });
  };
  const order = document.kind === "salesOrder";
  const posting = postingOf(document);
  return (
    <Dialog
      open
      onClose={onClose}
      title={t(`ledger.${posting}.title`, { number: document.number })}
      primaryAction={{ content: t(`ledger.${posting}.do`), loading: busy, onAction: post }}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        {order ? (
          <ChoiceList
            title={t("ledger.invoicing.what")}
            selected={[what]}
            onChange={([chosen]) => {
              setWhat(chosen ?? what);
            }}
            choices={[
              {
                value: "shipped",
                label: t("ledger.invoicing.shipped"),
                helpText: t(
                  document.may.invoiceShipped
                    ? "ledger.invoicing.shippedHelp"
                    : "ledger.invoicing.shippedNone",
                ),
                disabled: !document.may.invoiceShipped,
              },
              {
                value: "whole",
                label: t("ledger.invoicing.whole"),
                helpText: t("ledger.invoicing.wholeHelp"),
              },
            ]}
          />
        ) : (
          <Text as="p">{t(`ledger.${posting}.all`)}</Text>
        )}
        <Text as="p" tone="subdued">
          {t(`ledger.${posting}.stays`)}
        </Text>
      </BlockStack>
    </Dialog>
  );
}
