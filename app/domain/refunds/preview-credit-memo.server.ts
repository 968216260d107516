import type { RefundId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { orderMissing } from "./create-credit-memos.server.ts";
import type { CreditMemoPreview } from "./credit-memo.ts";
import { planRefunds } from "./plan-refunds.server.ts";
import type { RefundState } from "./states.ts";
import { isCredited } from "./states.ts";

/** The very credit memo that creating would write now; one that was asked for already as it was planned. Null: no such refund in this shop. */
export async function previewCreditMemo(
  { shop }: Scope,
  refundId: RefundId,
): Promise<CreditMemoPreview | null> {
  const row = await db.refund.findFirst({ where: { shop, refundId } });
  if (!row) return null;
  const { orderId, orderName } = row;
  const about = { refundId, orderId, orderName };
  if (isCredited(row.state)) {
    const document = row.documentId
      ? await db.salesDocument.findFirst({ where: { shop, id: row.documentId } })
      : null;
    return {
      ...about,
      state: row.state as RefundState,
      reason: row.reason === null ? null : storedReason.read(row.reason, `refund ${refundId}`),
      plan: document && storedPlan.read(document.plan, `document ${document.id}`),
      problems: [],
    };
  }
  const planned = (await planRefunds(shop, [orderId], randomUUID())).find(
    ({ refund }) => refund.id === refundId,
  );
  if (!planned)
    return {
      ...about,
      state: "problem",
      reason: orderMissing(orderId),
      plan: null,
      problems: [orderMissing(orderId)],
    };
  const { state, reason, plan, problems } = planned;
  return { ...about, state, reason, plan, problems };
}
