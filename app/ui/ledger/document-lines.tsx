import { Card, Link, Text, BlockStack } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { isZero } from "#app/money/decimal.ts";
import { useFormat } from "../shop-context.tsx";
import type { DocumentLineView, DocumentView } from "./document-view.ts";
import { paths } from "#app/lib/paths.ts";

/** The lines as booked: what, where, how many, at what price, with which tax, and how much of it left and was invoiced. */
export function DocumentLines({ document }: { document: DocumentView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: string) => format.money(amount, document.currency);
  const [moved, booked] =
    document.kind === "returnOrder"
      ? (["received", "credited"] as const)
      : (["shipped", "invoiced"] as const);
  // A credit memo is posted as it is: nothing of it is shipped or invoiced by and by.
  const inParts = document.kind !== "creditMemo";
  const columns = ["line", "quantity", "price", "discount", "amount", "taxes"] as const;
  const head = [...columns, ...(inParts ? [moved, booked] : [])] as const;
  const label = (key: (typeof head)[number]) => t(`ledger.line.${key}`);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("ledger.document.lines")}
        </Text>
        <Text as="p" tone="subdued">
          {document.pricesIncludeTax
            ? t("ledger.document.withTax")
            : t("ledger.document.withoutTax")}
        </Text>
        <div
          className="scroll-box"
          tabIndex={0}
          role="region"
          aria-label={t("ledger.document.lines")}
        >
          <table className="plain-table as-list">
            <thead>
              <tr>
                {head.map((key) => (
                  <th
                    key={key}
                    scope="col"
                    className={key === "line" || key === "taxes" ? undefined : "number"}
                  >
                    {label(key)}
                  </th>
                ))}
              </tr>
            </thead>
            <tbody>
              {document.lines.map((line) =>
                line.kind === "comment" ? (
                  <tr key={line.id}>
                    <th scope="row" colSpan={head.length}>
                      {line.description}
                    </th>
                  </tr>
                ) : (
                  <tr key={line.id}>
                    <th scope="row" className="what">
                      <What line={line} />
                    </th>
                    <td className="number" data-label={label("quantity")}>
                      {format.decimal(line.quantity)}
                      {line.unit ? ` ${line.unit}` : ""}
                    </td>
                    <td className="number" data-label={label("price")}>
                      {money(line.unitPrice)}
                    </td>
                    <td className="number" data-label={label("discount")}>
                      {isZero(line.discount) ? "–" : money(line.discount)}
                    </td>
                    <td className="number" data-label={label("amount")}>
                      {money(line.amount)}
                    </td>
                    <td data-label={label("taxes")}>
                      <span>
                        {line.taxes.length === 0
                          ? "–"
                          : line.taxes.map((tax, index) => (
                              <span key={index} className="tax-line">
                                {tax.title}
                                {tax.rate === null ? "" : ` ${format.rate(tax.rate)}`}:{" "}
                                {money(tax.amount)}
                              </span>
                            ))}
                      </span>
                    </td>
                    {inParts ? (
                      <>
                        <td className="number" data-label={label(moved)}>
                          {line.item ? format.decimal(line.shipped) : "–"}
                        </td>
                        <td className="number" data-label={label(booked)}>
                          {format.decimal(line.invoiced)}
                        </td>
                      </>
                    ) : null}
                  </tr>
                ),
              )}
            </tbody>
          </table>
        </div>
      </BlockStack>
    </Card>
  );
}

function What({ line }: { line: DocumentLineView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const booked = line.item
    ? t("ledger.line.item", { number: line.item.number })
    : line.itemCharge
      ? t("ledger.line.itemCharge", { code: line.itemCharge })
      : line.account
        ? t("ledger.line.account", { code: line.account })
        : known("order.kind", line.kind, line.kind);
  const format = useFormat();
  const details = [
    line.variantCode ? t("ledger.line.variant", { code: line.variantCode }) : "",
    line.location ? t("ledger.line.location", { code: line.location }) : "",
  ].filter((text) => text !== "");
  return (
    <BlockStack>
      <Text as="span" fontWeight="semibold" breakWord>
        {line.description}
      </Text>
      <Text as="span" tone="subdued" fontWeight="regular" breakWord>
        {line.item ? <Link url={paths.ledgerItem(line.item.id)}>{booked}</Link> : booked}
        {details.length > 0 ? `${format.between}${details.join(format.between)}` : ""}
      </Text>
    </BlockStack>
  );
}
