import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { KeyValues } from "../key-values.tsx";
import { useFormat } from "../shop-context.tsx";
import type { ReturnView } from "#app/domain/returns/views/return-page.server.ts";
import type { MoneyBag } from "#app/money/money.ts";

/** What comes back and why, with the fees that are kept, and what the buyer gets instead. */
export function ReturnLines({ view }: { view: ReturnView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = ({ presentment }: MoneyBag) =>
    format.money(presentment.amount, presentment.currency);
  const numbers = ["quantity", "processed", "refunded"] as const;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("returns.lines")}
        </Text>
        {view.lines.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("returns.noLines")}
          </Text>
        ) : (
          <table className="plain-table as-list">
            <caption className="visually-hidden">{t("returns.lines")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("order.line.product")}</th>
                <th scope="col">{t("common.reason")}</th>
                {numbers.map((name) => (
                  <th key={name} scope="col" className="number">
                    {t(`returns.column.${name}`)}
                  </th>
                ))}
                <th scope="col" className="number">
                  {t("returns.column.fee")}
                </th>
              </tr>
            </thead>
            <tbody>
              {view.lines.map((line) => (
                <tr key={line.id}>
                  <th scope="row">
                    <Text as="span" fontWeight="medium" breakWord>
                      {line.title ?? t("refunds.unknownLine")}
                    </Text>
                  </th>
                  <td data-label={t("common.reason")}>{line.reason?.name ?? "–"}</td>
                  {numbers.map((name) => (
                    <td key={name} className="number" data-label={t(`returns.column.${name}`)}>
                      {format.count(line[name])}
                    </td>
                  ))}
                  <td className="number" data-label={t("returns.column.fee")}>
                    {line.restockingFee ? money(line.restockingFee.amount) : "–"}
                  </td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
        <KeyValues
          rows={[
            [
              t("returns.shippingFee"),
              view.shippingFees.map(({ amount }) => money(amount)).join(", "),
            ],
            [
              t("returns.exchange"),
              view.exchanges
                .map(
                  ({ quantity, titles }) =>
                    `${format.count(quantity)} × ${titles.map((title) => title ?? t("refunds.unknownLine")).join(", ")}`,
                )
                .join("; "),
            ],
          ]}
        />
      </BlockStack>
    </Card>
  );
}
