import { Banner, BlockStack, Card, InlineStack, Link, Page, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { KeyValues } from "../key-values.tsx";
import { fixLabel } from "../problems/fix-label.ts";
import { ConfirmDialog } from "../confirm-dialog.tsx";
import { Refusal } from "../refusal.tsx";
import { DocumentLink } from "../shipments/document-link.tsx";
import { useReasonText } from "../shipments/use-reason-text.ts";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { PaymentLines } from "./payment-lines.tsx";
import { useCaptureHelp } from "./use-capture-help.ts";
import type { MarketplaceView } from "#app/domain/orders/views/marketplace-view.server.ts";
import type {
  InvoiceView,
  PaymentLineView,
} from "#app/domain/payments/views/invoice-page.server.ts";
import { paths } from "#app/lib/paths.ts";
import { useNamedDocument } from "#app/ui/document-title.tsx";

const MOVING = ["new", "reading"];
const LINE_MOVING = ["open", "capturing", "pending"];

/** The payment lines of a posted invoice: what was authorized, what this invoice captures, and how far that has come. */
export function InvoiceScreen({
  invoice,
  marketplace,
}: {
  invoice: InvoiceView;
  marketplace: MarketplaceView | null;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const reasonText = useReasonText();
  const { act, busy, outcome } = useAct();
  const [skipping, setSkipping] = useState<"invoice" | PaymentLineView | null>(null);
  const [capturing, setCapturing] = useState<PaymentLineView | null>(null);
  const captureHelp = useCaptureHelp();
  useRefreshWhile(
    MOVING.includes(invoice.state) ||
      invoice.lines.some((line) => LINE_MOVING.includes(line.state)),
  );
  const forbidden = marketplace?.forbidden.includes("capture") ? marketplace.reason : null;
  // What stands at its payment line need not be said twice.
  const why =
    invoice.reason && !invoice.lines.some((line) => line.reason?.kind === invoice.reason?.kind)
      ? reasonText(invoice.reason)
      : null;
  const said = forbidden ? reasonText(forbidden) : null;
  const settled = ["captured", "skipped", "cancelled"].includes(invoice.state);
  const skip = (reason: string) => {
    if (skipping === "invoice") act({ intent: "skip", reason });
    else if (skipping) act({ intent: "skipLine", line: skipping.id, reason });
    setSkipping(null);
  };
  useNamedDocument(invoice.number);
  return (
    <Page
      title={invoice.number}
      subtitle={t("invoices.paymentLines")}
      fullWidth
      backAction={{ content: t("invoices.title"), url: paths.invoices }}
      titleMetadata={
        <InlineStack gap="100">
          <StateBadge group="invoice" value={invoice.status} />
          <StateBadge group="payment" value={invoice.state} />
        </InlineStack>
      }
      secondaryActions={[
        ...(invoice.state === "captured" || invoice.state === "cancelled"
          ? []
          : [
              {
                content: t("invoices.retry"),
                onAction: () => {
                  act({ intent: "retry" });
                },
                disabled: busy,
              },
            ]),
        ...(settled
          ? []
          : [
              {
                content: t("invoices.skip"),
                onAction: () => {
                  setSkipping("invoice");
                },
                disabled: busy,
              },
            ]),
      ]}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        {said ? (
          <Banner tone="info" title={said.title}>
            <Text as="p">{said.cause}</Text>
            <Text as="p">{said.action}</Text>
          </Banner>
        ) : null}
        {why && invoice.reason && invoice.reason.kind !== forbidden?.kind ? (
          <Banner
            tone={invoice.state === "failed" ? "critical" : "info"}
            title={why.title}
            {...(invoice.reason.fixPath
              ? {
                  action: {
                    content: t(fixLabel(invoice.reason.fixPath)),
                    url: invoice.reason.fixPath,
                  },
                }
              : {})}
          >
            <Text as="p" breakWord>
              {why.cause}
            </Text>
            <Text as="p" breakWord>
              {why.action}
            </Text>
          </Banner>
        ) : null}
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("invoices.facts")}
            </Text>
            <KeyValues
              rows={[
                [
                  t("common.order"),
                  invoice.orderId ? (
                    <Link key="order" url={paths.order(invoice.orderId)}>
                      {invoice.orderName ?? invoice.orderId.replace(/^.*\//, "")}
                    </Link>
                  ) : (
                    t("shipments.noOrder")
                  ),
                ],
                [
                  t("invoices.fact.document"),
                  invoice.document ? (
                    <DocumentLink key="document" document={invoice.document} />
                  ) : (
                    ""
                  ),
                ],
                [t("invoices.column.posted"), format.time(invoice.postedAt)],
                [t("invoices.fact.ordinal"), format.count(invoice.ordinal)],
                [t("invoices.column.amount"), format.money(invoice.gross, invoice.currency)],
                [t("invoices.column.remaining"), format.money(invoice.remaining, invoice.currency)],
                [
                  t("invoices.fact.readAt"),
                  invoice.readAt ? format.time(invoice.readAt) : t("invoices.fact.notYet"),
                ],
              ]}
            />
            {invoice.others.length > 0 ? (
              <BlockStack gap="100">
                <Text as="h3" variant="headingSm">
                  {t("invoices.others")}
                </Text>
                {invoice.others.map((other) => (
                  <InlineStack key={other.id} gap="200" blockAlign="center">
                    <Link url={paths.invoice(other.id)}>{other.number}</Link>
                    <StateBadge group="payment" value={other.state} />
                  </InlineStack>
                ))}
              </BlockStack>
            ) : null}
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("invoices.paymentLines")}
            </Text>
            {invoice.lines.length > 0 ? (
              <PaymentLines
                lines={invoice.lines}
                orderId={invoice.orderId}
                forbidden={forbidden}
                busy={busy}
                onCapture={setCapturing}
                onSkip={setSkipping}
              />
            ) : (
              <Text as="p" tone="subdued">
                {t(
                  invoice.readAt
                    ? "invoices.noLines"
                    : invoice.state === "failed"
                      ? "invoices.notRead"
                      : "invoices.reading",
                )}
              </Text>
            )}
          </BlockStack>
        </Card>
      </BlockStack>
      <ConfirmDialog
        open={capturing !== null}
        title={t("invoices.captureTitle")}
        help={capturing ? captureHelp(capturing) : []}
        action={t("invoices.capture")}
        onClose={() => {
          setCapturing(null);
        }}
        onConfirm={() => {
          if (capturing) act({ intent: "capture", line: capturing.id });
        }}
      />
      <ConfirmDialog
        reason="required"
        open={skipping !== null}
        title={t(skipping === "invoice" ? "invoices.skipOneTitle" : "invoices.skipLineTitle")}
        help={[t(skipping === "invoice" ? "invoices.skipHelp" : "invoices.skipLineHelp")]}
        action={t("invoices.skip")}
        onClose={() => {
          setSkipping(null);
        }}
        onConfirm={skip}
      />
    </Page>
  );
}
