import type { OrderId, TaskId } from "#app/lib/ids.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Result } from "#app/lib/result.ts";
import { err } from "#app/lib/result.ts";
import type { OrderActRefusal } from "./act-refusal.ts";
import type { StoredOrder } from "./begin-act.server.ts";
import { beginAct } from "./begin-act.server.ts";
import type { CancelRefund } from "./cancel-choices.ts";
import { cancelReason, STAFF_NOTE_MAX } from "./cancel-choices.ts";
import { awaitCancelKind } from "./task-kinds/await-cancel.server.ts";
import { cancelOrderKind } from "./task-kinds/cancel-order.server.ts";

export interface CancelOptions {
  /** Made by the screen once per click. */
  clickId: string;
  /** OrderCancelReason; blank or unknown: OTHER. */
  reason: string;
  refund: CancelRefund;
  restock: boolean;
  /** Whether Shopify writes to the customer. */
  notify: boolean;
  staffNote: string;
  by: string;
}

/** PAY-4. It cannot be undone. Shopify carries it out in a job of its own, which is followed to its end. */
export async function cancelOrder(
  shop: string,
  orderId: OrderId,
  { clickId, reason, refund, restock, notify, staffNote, by }: CancelOptions,
): Promise<Result<{ taskId: TaskId }, OrderActRefusal>> {
  const note = staffNote.trim();
  if ([...note].length > STAFF_NOTE_MAX)
    return err({ kind: "note-too-long", most: STAFF_NOTE_MAX });
  return beginAct(
    shop,
    {
      kind: cancelOrderKind,
      followedBy: [awaitCancelKind],
      event: "cancelRequested",
      forbids: forbidsCancel,
    },
    {
      orderId,
      clickId,
      by,
      reason: cancelReason(reason),
      refund,
      restock,
      notify,
      note: note === "" ? null : note,
    },
  );
}

/** Why the order cannot be cancelled as far as it was last read; null: it can. Shopify has the last word. */
function forbidsCancel({ state }: Pick<StoredOrder, "state">): ProblemValue | null {
  return state.cancelledAt === null
    ? null
    : problem("cancel-refused", {
        message: "Cannot cancel an order that has already been canceled",
      });
}
