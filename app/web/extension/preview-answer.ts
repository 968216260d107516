import type { OrderGlance } from "#app/domain/order-page/order-glance.server.ts";
import type { DocumentPlan, ProofRow } from "#app/domain/documents/plan/plan.ts";
import { amountOf } from "#app/domain/documents/plan/proof.ts";
import { isZero } from "#app/money/decimal.ts";
import type { PreviewAnswer } from "./answers.ts";
import { orderAnswer } from "./order-answer.ts";
import type { Speaker } from "./speaker.ts";

/** A dialog in the admin shows so many; the app's page shows all. */
const MOST_LINES = 25;

/** The document as it would be created, its proof first, for a dialog in the admin. */
export function previewAnswer(
  glance: OrderGlance,
  plan: DocumentPlan | null,
  say: Speaker,
): PreviewAnswer {
  return {
    order: orderAnswer(glance, say),
    document: plan?.document ? documentOf(plan, plan.document, say) : null,
    proof: plan?.document ? proofOf(plan, say) : null,
  };
}

function documentOf(
  { newCustomer }: DocumentPlan,
  document: NonNullable<DocumentPlan["document"]>,
  { t, known, money, decimal, plainDay }: Speaker,
): PreviewAnswer["document"] {
  const lines = document.lines.filter(({ kind }) => kind !== "comment");
  const facts: [string, string | undefined][] = [
    [
      t("order.field.sellTo"),
      newCustomer
        ? t("order.newCustomerNamed", { name: newCustomer.data.name })
        : [document.sellTo.number ?? document.sellTo.id, document.sellToAddress.name]
            .filter(Boolean)
            .join(" · "),
    ],
    [t("order.field.number"), document.number ?? t("order.preview.erpNumber")],
    [t("order.field.documentDate"), plainDay(document.documentDate)],
    [t("order.field.paymentTerms"), document.paymentTerms],
    [t("order.total.gross"), money(document.expected.gross, document.currency)],
  ];
  return {
    title: known("state.kind", document.kind, document.kind),
    facts: facts.flatMap(([name, text]) => (text ? [{ name, text }] : [])),
    lines: lines.slice(0, MOST_LINES).map((line) => ({
      text: line.description,
      quantity: `${decimal(line.quantity)} ${line.unit ?? ""}`.trim(),
      amount: money(amountOf(line), document.currency),
    })),
    more:
      lines.length > MOST_LINES
        ? t("extension.moreLines", { count: lines.length - MOST_LINES })
        : "",
  };
}

/** Kinds that neither side has are left out: a dialog is small. */
function proofOf({ proof }: DocumentPlan, { t, money }: Speaker): PreviewAnswer["proof"] {
  const occurs = ({ kind, shopify, document }: ProofRow) =>
    kind === "total" || !isZero(shopify) || !isZero(document);
  return {
    text: t(proof.proved ? "proof.proved" : "proof.notProved"),
    proved: proof.proved,
    heads: {
      name: t("proof.kindHead"),
      shopify: t("proof.shopify"),
      document: t("proof.document"),
    },
    rows: proof.rows.filter(occurs).map((row) => ({
      name: t(`proof.kind.${row.kind}`, { name: row.label ?? "" }),
      shopify: money(row.shopify, proof.currency),
      document: money(row.document, proof.currency),
      differs: !isZero(row.difference),
    })),
  };
}
