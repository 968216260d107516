import type { OrderId } from "#app/lib/ids.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";

/**
 * orderCapture's user errors have no codes, so they are told apart by their text. `changed`: the order is not as it was read a moment
 * ago; reading it again says what is true now. Otherwise a person must look.
 */
export type CaptureRefusal =
  { kind: "changed"; message: string } | { kind: "stop"; problem: ProblemValue };

const CHANGED = [
  /cannot capture more than the authorized/i,
  /can only capture successful authorizations/i,
  /already (been )?captured/i,
];

export function captureRefusal(
  errors: readonly { field: string[] | null; message: string }[],
  params: { number: string; orderId: OrderId },
): CaptureRefusal {
  const message = errors.map((error) => error.message).join(" ");
  if (CHANGED.some((text) => text.test(message))) return { kind: "changed", message };
  if (/order does not exist/i.test(message))
    return { kind: "stop", problem: problem("order-missing", params, params.orderId) };
  return { kind: "stop", problem: problem("capture-failed", { ...params, message }, message) };
}
