import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useFormat } from "../shop-context.tsx";
import { useShopifyWord } from "../state-badge.tsx";
import type { ReturnView } from "#app/domain/returns/views/return-page.server.ts";

/** What was done with the goods, and where. */
export function ReturnGoods({ view }: { view: ReturnView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const shopifyWord = useShopifyWord();
  const format = useFormat();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("returns.goods")}
        </Text>
        {view.goods.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("returns.noGoods")}
          </Text>
        ) : (
          <table className="plain-table as-list">
            <caption className="visually-hidden">{t("returns.goods")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("order.line.product")}</th>
                <th scope="col" className="number">
                  {t("order.line.quantity")}
                </th>
                <th scope="col">{t("returns.column.disposition")}</th>
                <th scope="col">{t("refunds.column.location")}</th>
                <th scope="col">{t("common.date")}</th>
              </tr>
            </thead>
            <tbody>
              {view.goods.map((one) => (
                <tr key={one.id}>
                  <th scope="row">
                    <Text as="span" fontWeight="medium" breakWord>
                      {one.title ?? t("refunds.unknownLine")}
                    </Text>
                  </th>
                  <td className="number" data-label={t("order.line.quantity")}>
                    {format.count(one.quantity)}
                  </td>
                  <td data-label={t("returns.column.disposition")}>
                    {one.type === null
                      ? t("returns.notInspected")
                      : known("returns.disposition", one.type, shopifyWord(one.type))}
                  </td>
                  <td data-label={t("refunds.column.location")}>{one.locationName ?? "–"}</td>
                  <td data-label={t("common.date")}>{one.at ? format.time(one.at) : "–"}</td>
                </tr>
              ))}
            </tbody>
          </table>
        )}
      </BlockStack>
    </Card>
  );
}
