import { BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { KeyValues } from "../key-values.tsx";
import { Reason } from "../shipments/reason.tsx";
import { useFormat } from "../shop-context.tsx";
import { useShopifyWord, StateBadge } from "../state-badge.tsx";
import { Credits } from "./credits.tsx";
import { offeredCaptures } from "./capture-offer.ts";
import type { Decision } from "./decisions.tsx";
import type { Bag, OrderPageView } from "./types.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

/** Payments as Shopify has them (received, open, each transaction with the end of its authorization, refunds), and the invoices of the ERP with what each captures. */
export function PaymentsCard({
  view,
  busy,
  ask,
}: {
  view: OrderPageView;
  busy: boolean;
  ask: (decision: Decision) => void;
}) {
  const { t } = useTranslation();
  const shopifyWord = useShopifyWord();
  const format = useFormat();
  const { state } = view;
  const offered = offeredCaptures(view);
  const money = (bag: Bag) => format.money(bag.presentment.amount, bag.presentment.currency);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("order.payments")}
        </Text>
        <KeyValues
          rows={[
            [t("order.received"), money(state.received)],
            [t("order.outstanding"), money(state.outstanding)],
            [t("order.capturable"), money(state.capturable)],
            [t("order.refunded"), money(state.refunded)],
            [t("order.paidThrough"), view.marketplace?.name ?? ""],
          ]}
        />
        {state.transactions.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("order.noTransactions")}
          </Text>
        ) : (
          <table className="plain-table as-list">
            <caption className="visually-hidden">{t("order.payments")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("order.transaction.kind")}</th>
                <th scope="col">{t("order.transaction.gateway")}</th>
                <th scope="col">{t("common.state")}</th>
                <th scope="col">{t("common.date")}</th>
                <th scope="col" className="number">
                  {t("order.transaction.amount")}
                </th>
              </tr>
            </thead>
            <tbody>
              {state.transactions.map((one) => (
                <tr key={one.id}>
                  <th scope="row">{shopifyWord(one.kind)}</th>
                  <td data-label={t("order.transaction.gateway")}>
                    {one.gateway === "gift_card" ? (
                      <Link url={withQuery(paths.giftCards, { order: view.order.id })}>
                        {one.gatewayTitle ?? one.gateway}
                      </Link>
                    ) : (
                      (one.gatewayTitle ?? one.gateway ?? "–")
                    )}
                  </td>
                  <td data-label={t("common.state")}>
                    <span>
                      {shopifyWord(one.status)}
                      {one.kind === "AUTHORIZATION" && one.authorizationExpiresAt ? (
                        <Text as="p" tone="subdued">
                          {t("order.authorizedUntil", {
                            at: format.time(one.authorizationExpiresAt),
                          })}
                        </Text>
                      ) : null}
                    </span>
                  </td>
                  <td data-label={t("common.date")}>{format.time(one.createdAt)}</td>
                  <td className="number" data-label={t("order.transaction.amount")}>
                    {money(one.amount)}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        {state.refunds.length > 0 ? (
          <BlockStack gap="100">
            <Text as="h3" variant="headingSm">
              {t("order.refunds")}
            </Text>
            {state.refunds.map((refund) => {
              const text = [
                refund.createdAt ? format.time(refund.createdAt) : "",
                money(refund.total),
                refund.note,
              ]
                .filter(Boolean)
                .join(format.between);
              // One that is read a moment later has no page yet.
              const hasPage = view.refunds.some(({ id }) => id === refund.id);
              return (
                <Text as="p" key={refund.id} breakWord>
                  {hasPage ? <Link url={paths.refund(refund.id)}>{text}</Link> : text}
                </Text>
              );
            })}
          </BlockStack>
        ) : null}
        {view.invoices.length > 0 ? (
          <BlockStack gap="200">
            <InlineStack align="space-between" gap="200">
              <Text as="h3" variant="headingSm">
                {t("order.erpInvoices")}
              </Text>
              <Link url={withQuery(paths.invoices, { order: view.order.id })}>
                {t("order.openInvoices")}
              </Link>
            </InlineStack>
            {view.invoices.map((invoice) => (
              <BlockStack gap="100" key={invoice.id}>
                <InlineStack gap="200" blockAlign="center">
                  <Link
                    url={paths.invoice(invoice.id)}
                    accessibilityLabel={t("order.paymentLinesOf", { number: invoice.number })}
                  >
                    {invoice.number}
                  </Link>
                  <StateBadge group="payment" value={invoice.state} />
                  <Text as="span" tone="subdued">
                    {[
                      format.time(invoice.postedAt),
                      format.money(invoice.gross, invoice.currency),
                    ].join(format.between)}
                  </Text>
                </InlineStack>
                <Reason reason={invoice.reason} here={view.order.id} />
                {invoice.lines.map((line) => (
                  <InlineStack key={line.id} gap="200" blockAlign="center">
                    <Text as="span" breakWord>
                      {t("order.lineCaptures", {
                        gateway: line.gateway,
                        amount: format.money(line.amount, line.currency),
                        captured: format.money(line.captured, line.currency),
                      })}
                    </Text>
                    <StateBadge group="paymentLine" value={line.state} />
                    {offered.includes(line) ? (
                      <Button
                        size="slim"
                        disabled={busy}
                        onClick={() => {
                          ask({ about: "capture", line });
                        }}
                        accessibilityLabel={t("invoices.captureThis", { gateway: line.gateway })}
                      >
                        {t("invoices.capture")}
                      </Button>
                    ) : null}
                  </InlineStack>
                ))}
              </BlockStack>
            ))}
          </BlockStack>
        ) : null}
        <Credits credits={view.credits} />
      </BlockStack>
    </Card>
  );
}
