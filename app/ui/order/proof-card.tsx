import { Badge, BlockStack, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import { foldedRows } from "./proof-rows.ts";
import type { OrderPageView, PlanView } from "./types.ts";

interface Props {
  proof: PlanView["proof"];
  /** The version of the order that a made document was proved against; null: none is made, and this is the order as it is. */
  version: OrderPageView["provedVersion"];
  /** What stands beside Shopify's totals. */
  of?: "document" | "creditMemo" | "returnOrder";
}

/** Shopify's totals beside the document's, kind by kind, to the cent. A proof of an earlier version proves nothing of the order as it is. */
export function ProofCard({ proof, version, of = "document" }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: string) => format.money(amount, proof.currency);
  const { shown, zero } = foldedRows(proof.rows);
  const nameOf = ({ kind, label }: (typeof proof.rows)[number]) =>
    t(`proof.kind.${kind}`, { name: label ?? "" });
  const outdated = version !== null && !version.current;
  const columns = [
    { column: "shopify", head: t("proof.shopify") },
    { column: "document", head: t(`proof.${of}`) },
    { column: "difference", head: t("proof.difference") },
  ] as const;
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("proof.title")}
          </Text>
          {outdated ? (
            <Badge tone="warning">{t("proof.outdated")}</Badge>
          ) : (
            <Badge tone={proof.proved ? "success" : "critical"}>
              {t(proof.proved ? "proof.proved" : "proof.notProved")}
            </Badge>
          )}
        </InlineStack>
        {version?.at ? (
          <Text as="p" tone="subdued">
            {t(outdated ? "proof.ofEarlier" : "proof.of", {
              at: format.time(version.at),
            })}
          </Text>
        ) : null}
        <table className="plain-table as-list">
          <caption className="visually-hidden">{t("proof.title")}</caption>
          <thead>
            <tr>
              <th scope="col">{t("proof.kindHead")}</th>
              {columns.map(({ column, head }) => (
                <th key={column} scope="col" className="number">
                  {head}
                </th>
              ))}
            </tr>
          </thead>
          <tbody>
            {shown.map((row) => (
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
                <th scope="row">{nameOf(row)}</th>
                {columns.map(({ column, head }) => (
                  <td key={column} className="number" data-label={head}>
                    {money(row[column])}
                  </td>
                ))}
              </tr>
            ))}
          </tbody>
        </table>
        {zero.length > 0 ? (
          <details className="folded">
            <summary>{t("proof.zero", { count: zero.length })}</summary>
            <Text as="p" tone="subdued" breakWord>
              {zero.map(nameOf).join(", ")}
            </Text>
          </details>
        ) : null}
      </BlockStack>
    </Card>
  );
}
