import { isZero } from "#app/money/decimal.ts";
import type { PlanView } from "./types.ts";

type Row = PlanView["proof"]["rows"][number];

const says = ({ kind, shopify, document, difference }: Row): boolean =>
  kind === "total" || ![shopify, document, difference].every((amount) => isZero(amount));

/** What occurs in a proof, its total always; and the kinds that are zero on both sides, which prove as much but need no lines of their own. */
export const foldedRows = (rows: readonly Row[]): { shown: Row[]; zero: Row[] } => ({
  shown: rows.filter(says),
  zero: rows.filter((row) => !says(row)),
});
