import { BlockStack, Button, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import { useCallback, useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { isZero } from "#app/money/decimal.ts";
import { useFormat } from "../shop-context.tsx";
import type { DocumentForms, DocumentView, InvoiceView } from "./document-view.ts";
import { InvoiceStatus } from "./invoice-status.tsx";
import { PaymentDialog } from "./payment-dialog.tsx";
import { paths } from "#app/lib/paths.ts";

/** What was invoiced, with what is still to be paid and the payments there were. */
export function PostedInvoices({
  document,
  forms,
}: {
  document: DocumentView;
  forms: DocumentForms;
}) {
  const { t } = useTranslation();
  const [paying, setPaying] = useState<InvoiceView | null>(null);
  const close = useCallback(() => {
    setPaying(null);
  }, []);
  if (document.invoices.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="400">
        <Text as="h2" variant="headingMd">
          {t("ledger.invoices.title")}
        </Text>
        {document.invoices.map((invoice) => (
          <Invoice
            key={invoice.id}
            invoice={invoice}
            currency={document.currency}
            onPay={() => {
              setPaying(invoice);
            }}
          />
        ))}
      </BlockStack>
      {paying ? (
        <PaymentDialog
          invoice={paying}
          currency={document.currency}
          method={document.paymentMethod}
          forms={forms}
          onClose={close}
        />
      ) : null}
    </Card>
  );
}

function Invoice({
  invoice,
  currency,
  onPay,
}: {
  invoice: InvoiceView;
  currency: string;
  onPay: () => void;
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const sold = invoice.kind === "salesInvoice";
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {invoice.number}
        </Text>
        <InvoiceStatus status={invoice.status} />
      </InlineStack>
      <Text as="p" tone="subdued">
        {[
          sold ? "" : known("state.kind", invoice.kind, invoice.kind),
          format.time(invoice.postedAt),
        ]
          .filter((part) => part !== "")
          .join(format.between)}
      </Text>
      <Text as="p">
        {t("ledger.invoices.amounts", {
          gross: format.money(invoice.gross, currency),
          remaining: format.money(invoice.remaining, currency),
        })}
      </Text>
      {invoice.payments.length > 0 ? (
        <List>
          {invoice.payments.map((payment) => (
            <List.Item key={payment.id}>
              {t("ledger.document.payment", {
                number: payment.number,
                amount: format.money(payment.amount, currency),
                method: payment.method,
                day: format.plainDay(payment.date),
              })}
            </List.Item>
          ))}
        </List>
      ) : null}
      {sold ? (
        <InlineStack gap="300" blockAlign="center">
          {isZero(invoice.remaining) ? null : (
            <Button
              size="slim"
              onClick={onPay}
              accessibilityLabel={t("ledger.pay.openThis", { number: invoice.number })}
            >
              {t("ledger.pay.open")}
            </Button>
          )}
          <Link
            url={paths.invoice(invoice.id)}
            accessibilityLabel={t("ledger.invoices.paymentLinesOf", { number: invoice.number })}
          >
            {t("ledger.invoices.paymentLines")}
          </Link>
        </InlineStack>
      ) : null}
    </BlockStack>
  );
}
