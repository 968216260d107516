import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shop-context.tsx";
import type { PlanView } from "./types.ts";

/** Shopify's totals beside the document's, kind by kind, to the cent. */
export function ProofCard({ proof }: { proof: PlanView["proof"] }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: string) => format.money(amount, proof.currency);
  const columns = ["shopify", "document", "difference"] as const;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("order.proof.title")}
          </Text>
          <Badge tone={proof.proved ? "success" : "critical"}>
            {t(proof.proved ? "order.proof.proved" : "order.proof.notProved")}
          </Badge>
        </InlineStack>
        <table className="plain-table as-list">
          <caption className="visually-hidden">{t("order.proof.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("order.proof.kindHead")}</th>
              {columns.map((column) => (
                <th key={column} scope="col" className="number">
                  {t(`order.proof.${column}`)}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {proof.rows.map((row) => (
              <tr
                key={row.kind}
                className={
                  [
                    row.kind === "total" ? "total" : "",
                    /^-?0*\.?0*$/.test(row.difference) ? "" : "off",
                  ]
                    .join(" ")
                    .trim() || undefined
                }
              >
                <th scope="row">{t(`order.proof.kind.${row.kind}`)}</th>
                {columns.map((column) => (
                  <td key={column} className="number" data-label={t(`order.proof.${column}`)}>
                    {money(row[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
      </BlockStack>
    </Card>
  );
}
