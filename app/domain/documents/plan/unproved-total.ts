import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { OrderId } from "#app/lib/ids.ts";
import * as decimal from "#app/money/decimal.ts";
import type { Proof, ProofRow } from "./plan.ts";

const RATES: ReadonlySet<ProofRow["kind"]> = new Set(["taxRate", "channelTaxOn", "channelTaxOff"]);

/** Where the document does not come to what Shopify says. */
export function unprovedTotal({ rows, currency }: Proof, orderId: OrderId): ProblemValue {
  const total = rows.find(({ kind }) => kind === "total");
  const different = rows.filter(
    ({ kind, difference }) =>
      kind !== "total" &&
      kind !== "orderTotal" &&
      kind !== "rounding" &&
      !decimal.isZero(difference),
  );
  // The rates say which tax it is only where the tax as a whole agrees.
  const whole = different.some(({ kind }) => kind === "tax");
  const apart = different.flatMap((row) =>
    !RATES.has(row.kind) ? [row] : whole ? [] : [{ ...row, kind: "tax" as const }],
  );
  return problem(
    "unproved-total",
    {
      orderId,
      currency,
      shopify: total?.shopify ?? "",
      document: total?.document ?? "",
      difference: total?.difference ?? "",
      kinds: apart.map(({ kind, shopify, document, difference }) => ({
        kind,
        shopify,
        document,
        difference,
      })),
    },
    apart.map(({ kind }) => kind).join(","),
  );
}
