import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useFormat } from "../shop-context.tsx";
import { useShopifyWord } from "../state-badge.tsx";
import type { RefundView } from "#app/domain/refund-page/refund-page.server.ts";
import type { MoneyBag } from "#app/money/money.ts";

/** What went back, as Shopify tells it: lines, shipping, duties, and amounts without goods with the reason Shopify names. */
export function RefundLines({ view }: { view: RefundView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const shopifyWord = useShopifyWord();
  const format = useFormat();
  const money = ({ presentment }: MoneyBag) =>
    format.money(presentment.amount, presentment.currency);
  const rows = [
    ...view.lines.map((line) => ({
      title: line.title ?? t("refunds.unknownLine"),
      detail: line.detail.filter(Boolean).join(" · "),
      quantity: format.count(line.quantity),
      kind: known("refunds.restock", line.restockType, shopifyWord(line.restockType)),
      location: line.location ?? "–",
      subtotal: money(line.subtotal),
      tax: money(line.tax),
    })),
    ...view.shipping.map((line) => ({
      title: line.title ?? t("refunds.shipping"),
      detail: "",
      quantity: "–",
      kind: t("refunds.shipping"),
      location: "–",
      subtotal: money(line.subtotal),
      tax: money(line.tax),
    })),
    ...view.duties.map((amount) => ({
      title: t("refunds.duty"),
      detail: "",
      quantity: "–",
      kind: t("refunds.duty"),
      location: "–",
      subtotal: money(amount),
      tax: "–",
    })),
    ...view.adjustments.map(({ reason, amount, tax }) => ({
      title: known("refunds.adjustment", reason ?? "", t("refunds.amountOnly")),
      detail: "",
      quantity: "–",
      kind: t("refunds.amountOnly"),
      location: "–",
      subtotal: money(amount),
      tax: money(tax),
    })),
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("refunds.lines")}
        </Text>
        {rows.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("refunds.noLines")}
          </Text>
        ) : (
          <table className="plain-table as-list">
            <caption className="visually-hidden">{t("refunds.lines")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("order.line.product")}</th>
                <th scope="col" className="number">
                  {t("order.line.quantity")}
                </th>
                <th scope="col">{t("refunds.column.restock")}</th>
                <th scope="col">{t("refunds.column.location")}</th>
                <th scope="col" className="number">
                  {t("refunds.column.amount")}
                </th>
                <th scope="col" className="number">
                  {t("order.total.tax")}
                </th>
              </tr>
            </thead>
            <tbody>
              {rows.map((row, at) => (
                <tr key={String(at)}>
                  <th scope="row">
                    <BlockStack>
                      <Text as="span" fontWeight="medium" breakWord>
                        {row.title}
                      </Text>
                      <Text as="span" tone="subdued" breakWord>
                        {row.detail}
                      </Text>
                    </BlockStack>
                  </th>
                  <td className="number" data-label={t("order.line.quantity")}>
                    {row.quantity}
                  </td>
                  <td data-label={t("refunds.column.restock")}>{row.kind}</td>
                  <td data-label={t("refunds.column.location")}>{row.location}</td>
                  <td className="number" data-label={t("refunds.column.amount")}>
                    {row.subtotal}
                  </td>
                  <td className="number" data-label={t("order.total.tax")}>
                    {row.tax}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </BlockStack>
    </Card>
  );
}
