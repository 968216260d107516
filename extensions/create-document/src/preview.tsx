import type {} from "@shopify/ui-extensions/admin.order-details.action.render";
import type { PreviewAnswer } from "../../../app/web/extension/answers.ts";

interface Props {
  preview: PreviewAnswer;
  translate: (key: string) => string;
}

/** Shopify's totals beside the document's, then what the document says. */
export const Preview = ({ preview: { proof, document }, translate }: Props) => (
  <>
    {proof ? <Proof proof={proof} /> : null}
    {document ? <Draft document={document} translate={translate} /> : null}
  </>
);

function Proof({ proof }: { proof: NonNullable<PreviewAnswer["proof"]> }) {
  return (
    <>
      <s-banner tone={proof.proved ? "success" : "critical"} heading={proof.text} />
      <s-table>
        <s-table-header-row>
          <s-table-header listSlot="primary">{proof.heads.name}</s-table-header>
          <s-table-header format="currency">{proof.heads.shopify}</s-table-header>
          <s-table-header format="currency">{proof.heads.document}</s-table-header>
        </s-table-header-row>
        <s-table-body>
          {proof.rows.map((row) => (
            <s-table-row key={row.name}>
              <s-table-cell>{row.name}</s-table-cell>
              <s-table-cell>{row.shopify}</s-table-cell>
              <s-table-cell>
                {row.differs ? <s-text tone="critical">{row.document}</s-text> : row.document}
              </s-table-cell>
            </s-table-row>
          ))}
        </s-table-body>
      </s-table>
    </>
  );
}

function Draft({
  document,
  translate,
}: {
  document: NonNullable<PreviewAnswer["document"]>;
  translate: Props["translate"];
}) {
  return (
    <>
      <s-heading>{document.title}</s-heading>
      {document.facts.map(({ name, text }) => (
        <s-stack key={name} direction="inline" gap="small">
          <s-text color="subdued">{name}</s-text>
          <s-text>{text}</s-text>
        </s-stack>
      ))}
      <s-table>
        <s-table-header-row>
          <s-table-header listSlot="primary">{translate("line")}</s-table-header>
          <s-table-header format="numeric">{translate("quantity")}</s-table-header>
          <s-table-header format="currency">{translate("amount")}</s-table-header>
        </s-table-header-row>
        <s-table-body>
          {document.lines.map((line, index) => (
            <s-table-row key={String(index)}>
              <s-table-cell>{line.text}</s-table-cell>
              <s-table-cell>{line.quantity}</s-table-cell>
              <s-table-cell>{line.amount}</s-table-cell>
            </s-table-row>
          ))}
        </s-table-body>
      </s-table>
      {document.more ? <s-text>{document.more}</s-text> : null}
    </>
  );
}
