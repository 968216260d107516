import type { OrderId, TaskId } from "#app/lib/ids.ts";
import { marketplaceFacts, marketplaceForbids } from "#app/domain/marketplace/marketplace.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Result } from "#app/lib/result.ts";
import type { OrderActRefusal } from "./act-refusal.ts";
import type { StoredOrder } from "./begin-act.server.ts";
import { beginAct } from "./begin-act.server.ts";
import { markAsPaidKind } from "./task-kinds/mark-as-paid.server.ts";

/** PAY-3. `clickId` is made by the screen once per click. */
export function markAsPaid(
  shop: string,
  orderId: OrderId,
  { clickId, by }: { clickId: string; by: string },
): Promise<Result<{ taskId: TaskId }, OrderActRefusal>> {
  return beginAct(
    shop,
    {
      kind: markAsPaidKind,
      followedBy: [],
      event: "markAsPaidRequested",
      forbids: forbidsMarkAsPaid,
    },
    { orderId, clickId, by },
  );
}

/** Why the order cannot be marked as paid as far as it was last read; null: it can. Shopify has the last word. */
function forbidsMarkAsPaid({ content, state, settings }: StoredOrder): ProblemValue | null {
  if (state.cancelledAt !== null)
    return problem("mark-paid-refused", { message: "The order is cancelled." });
  const marketplace = marketplaceForbids(
    marketplaceFacts({ content, state }),
    settings.channelCaptures,
  ).get("markAsPaid");
  if (marketplace) return marketplace;
  if (state.fullyPaid)
    return problem("mark-paid-refused", { message: "The order is paid already." });
  return state.canMarkAsPaid
    ? null
    : problem("mark-paid-refused", { message: "Order cannot be marked as paid." });
}
