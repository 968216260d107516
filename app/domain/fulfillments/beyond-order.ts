import type { OrderId } from "#app/lib/ids.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { beyondOf } from "./stored-shipment.ts";

export const BEYOND_ORDER = "shipped-beyond-order";

/** What left with a shipment and is no line of its order; null: nothing did. */
export function beyondProblem(row: {
  number: string;
  orderId: OrderId | null;
  beyond: unknown;
}): ProblemValue | null {
  const lines = beyondOf(row)
    .map(({ name, quantity }) => `${quantity} × ${name}`)
    .join(", ");
  const { number, orderId } = row;
  return lines === ""
    ? null
    : problem(BEYOND_ORDER, { lines, number, orderId: orderId ?? "" }, number);
}
