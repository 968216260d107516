import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shop-context.tsx";
import type { OrderPageView, PlanView } from "./types.ts";

interface Props {
  proof: PlanView["proof"];
  /** The version of the order that a made document was proved against; null: none is made, and this is the order as it is. */
  version: OrderPageView["provedVersion"];
  /** What stands beside Shopify's totals. */
  of?: "document" | "creditMemo";
}

/** Shopify's totals beside the document's, kind by kind, to the cent. A proof of an earlier version proves nothing of the order as it is. */
export function ProofCard({ proof, version, of = "document" }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: string) => format.money(amount, proof.currency);
  const outdated = version !== null && !version.current;
  const columns = [
    { column: "shopify", head: t("order.proof.shopify") },
    { column: "document", head: t(`order.proof.${of}`) },
    { column: "difference", head: t("order.proof.difference") },
  ] as const;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("order.proof.title")}
          </Text>
          {outdated ? (
            <Badge tone="warning">{t("order.proof.outdated")}</Badge>
          ) : (
            <Badge tone={proof.proved ? "success" : "critical"}>
              {t(proof.proved ? "order.proof.proved" : "order.proof.notProved")}
            </Badge>
          )}
        </InlineStack>
        {version?.at ? (
          <Text as="p" tone="subdued">
            {t(outdated ? "order.proof.ofEarlier" : "order.proof.of", {
              at: format.time(version.at),
            })}
          </Text>
        ) : null}
        <table className="plain-table as-list">
          <caption className="visually-hidden">{t("order.proof.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("order.proof.kindHead")}</th>
              {columns.map(({ column, head }) => (
                <th key={column} scope="col" className="number">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {proof.rows.map((row) => (
              <tr
                key={row.kind + (row.label ?? "")}
                className={
                  [
                    row.kind === "total" ? "total" : "",
                    /^-?0*\.?0*$/.test(row.difference) ? "" : "off",
                  ]
                    .join(" ")
                    .trim() || undefined
                }
              >
                <th scope="row">{t(`order.proof.kind.${row.kind}`, { name: row.label ?? "" })}</th>
                {columns.map(({ column, head }) => (
                  <td key={column} className="number" data-label={head}>
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
