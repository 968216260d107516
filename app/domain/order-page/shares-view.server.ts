import type { SalesDocument } from "#app/db/generated/client.ts";
import { isFirst } from "#app/domain/orders/snapshot/order-share.ts";
import type { DocumentShare } from "#app/domain/orders/snapshot/order-share.ts";
import type { PlannedOrder } from "#app/domain/documents/plan/plan-orders.server.ts";
import type { DocumentPlan } from "#app/domain/documents/plan/plan.ts";
import { storedPlan } from "#app/domain/documents/plan/stored-plan.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import * as decimal from "#app/money/decimal.ts";
import { numericId } from "#app/shopify/gid.ts";

/** One document of a divided order: as it was made, or as it would be. */
export interface ShareView {
  fulfillmentOrder: string;
  location: string;
  first: boolean;
  /** Null: none stands. */
  documentId: string | null;
  /** Null: it is not made, nor about to be. */
  state: string | null;
  number: string | null;
  total: string | null;
  /** It is on hold or planned for later. */
  waits: boolean;
  plan: DocumentPlan | null;
}

/** All documents of a divided order, and what they come to together. */
export interface SharesView {
  rows: ShareView[];
  currency: string;
  /** Null: one of them cannot be planned, or was not made as it is now. */
  sum: string | null;
  /** A person may ask for what is missing: something is, and it waits for nothing. */
  missing: boolean;
}

/** Null: the order is not divided. */
export function sharesView(
  share: DocumentShare | undefined,
  planned: PlannedOrder | null,
  documents: readonly SalesDocument[],
  first: DocumentPlan | null,
): SharesView | null {
  if (!share || share.shares.length < 2 || !first) return null;
  const standing = documents.filter(({ state }) => state !== "unlinked");
  const own = standing.find(({ subject, plan }) => subject.includes("/Order/") && plan !== null);
  const rows = share.shares.map(({ fulfillmentOrderId, locationName }): ShareView => {
    const isOwn = isFirst({ ...share, fulfillmentOrderId });
    const made = isOwn ? own : standing.find(({ subject }) => subject === fulfillmentOrderId);
    const other = planned?.others.find(
      (one) => one.share.fulfillmentOrderId === fulfillmentOrderId,
    );
    const stored = made && readOrLog(() => storedPlan.read(made.plan, `document ${made.id}`));
    const plan = isOwn ? first : (stored ?? other?.plan ?? null);
    const document = plan?.document ?? null;
    return {
      fulfillmentOrder: numericId(fulfillmentOrderId),
      location: locationName,
      first: isOwn,
      documentId: made?.state === "created" ? made.id : null,
      state: made && made.state !== "failed" ? made.state : null,
      number: made?.number ?? document?.number ?? null,
      total: made ? made.total.toFixed() : (document?.expected.gross ?? null),
      waits: other?.waits != null,
      plan,
    };
  });
  const totals = rows.flatMap(({ total }) => total ?? []);
  return {
    rows,
    currency: first.document?.currency ?? first.proof.currency,
    sum: totals.length === rows.length ? decimal.add("0", ...totals) : null,
    missing:
      rows[0]?.state === "created" && rows.some(({ state, waits }) => state === null && !waits),
  };
}
