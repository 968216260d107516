import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { redactDocuments } from "#app/domain/documents/erase.server.ts";
import { documentTaskKinds } from "#app/domain/documents/task-kinds/list.server.ts";
import { redactShipments } from "#app/domain/fulfillments/redact-shipments.server.ts";
import { redactGiftCards } from "#app/domain/gift-cards/erase.server.ts";
import { setDocumentState } from "#app/domain/orders/document-of-order.server.ts";
import { forgetWaiting, redactOrders } from "#app/domain/orders/erase.server.ts";
import { redactPayments } from "#app/domain/payments/erase.server.ts";
import { redactRefunds } from "#app/domain/refunds/erase.server.ts";
import { refundTaskKinds } from "#app/domain/refunds/task-kinds/list.server.ts";
import { eraseProblems } from "#app/domain/problems/erase.server.ts";
import { redactSkipped } from "#app/domain/skipped/erase.server.ts";
import { eraseEvents, recordEvents } from "#app/domain/timeline/timeline.server.ts";
import { eraseFromBooks } from "#app/erp/registry.server.ts";
import { eraseTrafficOf } from "#app/shopify/erase.server.ts";
import { ordersBeingActedOn, redactTasks } from "#app/tasks/erase.server.ts";
import type { Progress } from "./progress.ts";

const personal = (kinds: readonly { kind: string; personal?: boolean }[]): string[] =>
  kinds.flatMap((kind) => (kind.personal ? [kind.kind] : []));
const PERSONAL_ACTS = personal(documentTaskKinds);
const PERSONAL_MEMOS = personal(refundTaskKinds);

/**
 * Everything about these orders without anything personal, in the caller's transaction. Work that needs no personal data goes on; an order
 * with a call under way is left, and named for later.
 */
export async function redactSlice(
  tx: Tx,
  shop: string,
  slice: readonly OrderId[],
  progress: Progress,
): Promise<Progress> {
  const busy = new Set(await ordersBeingActedOn(tx, shop, slice));
  const ids = slice.filter((id) => !busy.has(id));
  const { held } = await redactOrders(tx, shop, ids);
  await forgetWaiting(tx, shop, ids);
  await redactDocuments(tx, shop, ids);
  const ended = await redactTasks(tx, shop, { orderIds: ids, personal: PERSONAL_ACTS });
  await setDocumentState(tx, shop, ended, "failed");
  const uncredited = await redactTasks(tx, shop, { orderIds: ids, personal: PERSONAL_MEMOS });
  await redactRefunds(tx, shop, ids, uncredited);
  await redactShipments(tx, shop, ids);
  await redactPayments(tx, shop, ids);
  await redactGiftCards(tx, shop, ids);
  await redactSkipped(tx, shop, ids);
  await eraseProblems(tx, shop, ids);
  await eraseTrafficOf(tx, shop, ids);
  await eraseEvents(tx, shop, ids);
  await recordEvents(
    tx,
    shop,
    held.map((orderId) => ({ orderId, kind: "redacted", actor: "shopify", data: {} })),
  );
  const books = await eraseFromBooks(tx, shop, {
    orderGids: ids,
    customerGid: null,
    email: null,
    customerIds: [],
    shared: { ids: [], numbers: [] },
  });
  return {
    after: slice.at(-1) ?? progress.after,
    orders: progress.orders + held.length,
    customers: progress.customers + books.customers,
    documents: progress.documents + books.documents,
    waiting: [...progress.waiting, ...busy],
  };
}
