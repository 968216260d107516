import { Badge, Banner, BlockStack, Card, InlineGrid, InlineStack, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { KeyValues } from "../key-values.tsx";
import { useFormat } from "../shop-context.tsx";
import type { DraftLineView, DraftView, PlanView, PostalView } from "./types.ts";
import { Why } from "./why.tsx";

/** The very document: what creating writes is this, line by line. */
export function DocumentPreview({
  plan,
  document,
  made,
}: {
  plan: PlanView;
  document: DraftView;
  made: boolean;
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const money = (amount: string) => format.money(amount, document.currency);
  const why = (name: string, ...decisions: string[]) => (
    <Why of={name} reasons={plan.explanation.filter(({ about }) => decisions.includes(about))} />
  );
  const fact = (about: string, name: string, value: string | undefined): [string, ReactNode] => [
    name,
    value || plan.explanation.some((reason) => reason.about === about) ? (
      <InlineStack gap="100">
        <span>{value ?? "–"}</span>
        {why(name, about)}
      </InlineStack>
    ) : (
      ""
    ),
  ];
  const customer = plan.newCustomer
    ? t("order.newCustomerNamed", { name: plan.newCustomer.data.name })
    : (document.sellTo.number ?? document.sellTo.id);
  return (
    <BlockStack gap="400">
      {made ? null : <Banner tone="info" title={t("order.preview.note")} />}
      <Card>
        <BlockStack gap="400">
          <InlineStack gap="200" blockAlign="center">
            <Text as="h2" variant="headingMd">
              {known("state.kind", document.kind, document.kind)} {document.number ?? ""}
            </Text>
            {why(known("state.kind", document.kind, document.kind), "documentType")}
            <Badge>
              {t(
                document.pricesIncludeTax
                  ? "order.preview.taxIncluded"
                  : "order.preview.taxExcluded",
              )}
            </Badge>
          </InlineStack>
          <KeyValues
            rows={[
              fact("sellTo", t("order.field.sellTo"), customer),
              fact(
                "billTo",
                t("order.field.billTo"),
                plan.newCustomer ? customer : (document.billTo.number ?? document.billTo.id),
              ),
              fact(
                "number",
                t("order.field.number"),
                document.number ?? t("order.preview.erpNumber"),
              ),
              fact(
                "documentDate",
                t("order.field.documentDate"),
                format.plainDay(document.documentDate),
              ),
              [t("order.field.dueDate"), document.dueDate ? format.plainDay(document.dueDate) : ""],
              fact("currency", t("order.field.currency"), document.currency),
              [t("order.field.external"), document.externalDocumentNumber],
              [t("order.field.shopifyNumber"), document.shopifyOrderNumber],
              fact("paymentTerms", t("order.field.paymentTerms"), document.paymentTerms),
              fact("paymentMethod", t("order.field.paymentMethod"), document.paymentMethod),
              fact("shipmentMethod", t("order.field.shipmentMethod"), document.shipmentMethod),
              [
                t("order.field.agent"),
                [document.shippingAgent, document.shippingAgentService].filter(Boolean).join(" / "),
              ],
              fact("taxArea", t("order.field.taxArea"), document.taxArea),
              [t("order.field.email"), document.email],
              [
                t("order.field.note"),
                document.note ? <span className="keep-lines">{document.note}</span> : "",
              ],
            ]}
          />
          <InlineGrid columns={{ xs: 1, md: 3 }} gap="400">
            <AddressBlock title={t("order.address.sellTo")} address={document.sellToAddress} />
            <AddressBlock title={t("order.address.shipTo")} address={document.shipToAddress} />
            <AddressBlock title={t("order.address.billTo")} address={document.billToAddress} />
          </InlineGrid>
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("order.lines")}
          </Text>
          <table className="plain-table as-list">
            <caption className="visually-hidden">{t("order.lines")}</caption>
            <thead>
              <tr>
                <th scope="col">{t("order.line.description")}</th>
                <th scope="col">{t("order.line.what")}</th>
                <th scope="col" className="number">
                  {t("order.line.quantity")}
                </th>
                <th scope="col" className="number">
                  {t("order.line.price")}
                </th>
                <th scope="col" className="number">
                  {t("order.line.discount")}
                </th>
                <th scope="col">{t("order.line.tax")}</th>
              </tr>
            </thead>
            <tbody>
              {document.lines.map((line) => (
                <tr key={line.key}>
                  <th scope="row">
                    <Text as="span" breakWord>
                      {line.description}
                    </Text>
                  </th>
                  {line.kind === "comment" ? (
                    <td colSpan={5}>
                      <Badge size="small">{t("order.kind.comment")}</Badge>
                    </td>
                  ) : (
                    <>
                      <td data-label={t("order.line.what")}>
                        <InlineStack gap="100">
                          <What line={line} />
                          {why(
                            line.description,
                            `line:${line.shopifyLineId ?? line.key}`,
                            `location:${line.shopifyLineId ?? line.key}`,
                          )}
                        </InlineStack>
                      </td>
                      <td className="number" data-label={t("order.line.quantity")}>
                        {format.decimal(line.quantity)} {line.unit ?? ""}
                      </td>
                      <td className="number" data-label={t("order.line.price")}>
                        {money(line.unitPrice)}
                      </td>
                      <td className="number" data-label={t("order.line.discount")}>
                        {/^-?0*\.?0*$/.test(line.discount) ? "–" : money(line.discount)}
                      </td>
                      <td data-label={t("order.line.tax")}>
                        {line.taxes.length === 0
                          ? "–"
                          : line.taxes.map((tax, index) => (
                              <div key={tax.title + String(index)}>
                                {tax.title}
                                {tax.rate ? ` ${format.rate(tax.rate)}` : ""}: {money(tax.amount)}
                              </div>
                            ))}
                      </td>
                    </>
                  )}
                </tr>
              ))}
            </tbody>
          </table>
          <KeyValues
            rows={[
              [t("order.total.net"), money(document.expected.net)],
              [t("order.total.tax"), money(document.expected.tax)],
              [
                t("order.total.gross"),
                <strong key="gross">{money(document.expected.gross)}</strong>,
              ],
            ]}
          />
        </BlockStack>
      </Card>
    </BlockStack>
  );
}

function What({ line }: { line: DraftLineView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const kind = t(`order.kind.${line.kind}`);
  const to = line.item
    ? [line.item.number ?? t("order.newItem"), line.variantCode]
        .filter(Boolean)
        .join(format.between)
    : line.account
      ? t("order.onAccount", { account: line.account })
      : line.itemCharge
        ? t("order.onItemCharge", { charge: line.itemCharge })
        : "";
  return (
    <BlockStack>
      <Text as="span">{to}</Text>
      <Text as="span" tone="subdued">
        {[kind, line.location].filter(Boolean).join(format.between)}
      </Text>
    </BlockStack>
  );
}

function AddressBlock({ title, address }: { title: string; address: PostalView }) {
  const lines = [
    address.name,
    address.name2,
    address.contact === address.name ? undefined : address.contact,
    address.address1,
    address.address2,
    [address.zip, address.city].filter(Boolean).join(" "),
    [address.county, address.countryCode].filter(Boolean).join(", "),
    address.phone,
  ].filter((line) => line !== undefined && line !== "");
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm">
        {title}
      </Text>
      <address style={{ fontStyle: "normal" }} className="wrap-anywhere">
        {lines.length === 0
          ? "–"
          : lines.map((line, index) => <div key={String(index)}>{line}</div>)}
      </address>
    </BlockStack>
  );
}
