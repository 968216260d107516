import { BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { ReactNode } from "react";
import type { KeyUnder } from "#app/i18n/text-keys.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import type { DocumentView, PostalAddress } from "./document-view.ts";
import { taxTotals } from "./tax-totals.ts";
import { paths } from "#app/lib/paths.ts";

export function DocumentTotals({ document }: { document: DocumentView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: string) => format.money(amount, document.currency);
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("ledger.document.totals")}
        </Text>
        <table className="plain-table">
          <tbody>
            <tr>
              <th scope="row">{t("ledger.document.net")}</th>
              <td className="number">{money(document.totals.net)}</td>
            </tr>
            {taxTotals(document.lines).map((tax) => (
              <tr key={`${tax.title} ${tax.rate}`}>
                <th scope="row">
                  {tax.title}
                  {tax.rate === null ? "" : ` ${format.rate(tax.rate)}`}
                </th>
                <td className="number">{money(tax.amount)}</td>
              </tr>
            ))}
            <tr>
              <th scope="row">{t("ledger.document.tax")}</th>
              <td className="number">{money(document.totals.tax)}</td>
            </tr>
            <tr className="total">
              <th scope="row">{t("ledger.document.gross")}</th>
              <td className="number">{money(document.totals.gross)}</td>
            </tr>
          </tbody>
        </table>
      </BlockStack>
    </Card>
  );
}

export function DocumentFacts({ document }: { document: DocumentView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const facts: [KeyUnder<"ledger.fact">, ReactNode][] = [
    [
      "order",
      document.shopifyOrderId ? (
        <Link key="order" url={paths.order(document.shopifyOrderId)}>
          {document.shopifyOrderNumber}
        </Link>
      ) : (
        document.shopifyOrderNumber
      ),
    ],
    ["external", document.externalDocumentNumber],
    ["date", format.plainDay(document.documentDate)],
    ["due", document.dueDate ? format.plainDay(document.dueDate) : ""],
    ["paymentTerms", document.paymentTerms],
    ["paymentMethod", document.paymentMethod],
    ["shipmentMethod", document.shipmentMethod],
    [
      "agent",
      [document.shippingAgent, document.shippingAgentService].filter((part) => part).join(" "),
    ],
    ["taxArea", document.taxArea],
    ["created", format.time(document.createdAt)],
  ];
  return (
    <BlockStack gap="400">
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("ledger.document.facts")}
          </Text>
          <dl className="key-values">
            {facts
              .filter(([, value]) => value !== null && value !== "")
              .map(([key, value]) => (
                <div key={key} className="key-value">
                  <dt>{t(`ledger.fact.${key}`)}</dt>
                  <dd>{value}</dd>
                </div>
              ))}
          </dl>
        </BlockStack>
      </Card>
      <Card>
        <BlockStack gap="300">
          <Text as="h2" variant="headingMd">
            {t("ledger.document.parties")}
          </Text>
          <Party
            title={t("ledger.document.sellTo")}
            customer={document.sellTo}
            address={document.sellTo.address}
            more={[document.email, document.phone]}
          />
          <Party
            title={t("ledger.document.billTo")}
            customer={document.billTo}
            address={document.billTo.address}
          />
          <Party title={t("ledger.document.shipTo")} address={document.shipTo} />
        </BlockStack>
      </Card>
      {document.note ? (
        <Card>
          <BlockStack gap="200">
            <Text as="h2" variant="headingMd">
              {t("ledger.document.note")}
            </Text>
            <div className="keep-lines">{document.note}</div>
          </BlockStack>
        </Card>
      ) : null}
    </BlockStack>
  );
}

/** The lines of a postal address that are there, in the order they are written; a contact of the same name is not said twice. */
function addressLines(address: PostalAddress): string[] {
  const { name, name2, contact, address1, address2, zip, city, county, countryCode, phone } =
    address;
  const place = [zip, city].filter((part) => part).join(" ");
  const region = [county, countryCode].filter((part) => part).join(", ");
  return [
    name,
    name2,
    contact === name ? "" : contact,
    address1,
    address2,
    place,
    region,
    phone,
  ].filter((line) => line !== undefined && line !== "") as string[];
}

function Party({
  title,
  customer,
  address,
  more = [],
}: {
  title: string;
  customer?: DocumentView["sellTo"];
  address: PostalAddress;
  more?: string[];
}) {
  const lines = [...addressLines(address), ...more.filter((line) => line !== "")];
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="h3" variant="headingSm">
          {title}
        </Text>
        {customer ? <Link url={paths.ledgerCustomer(customer.id)}>{customer.number}</Link> : null}
      </InlineStack>
      {lines.map((line, index) => (
        <Text key={index} as="p" breakWord>
          {line}
        </Text>
      ))}
    </BlockStack>
  );
}
