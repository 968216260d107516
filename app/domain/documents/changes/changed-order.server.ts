import { randomUUID } from "node:crypto";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { SalesDocument } from "#app/db/generated/client.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentDraft, DocumentKind } from "#app/erp/port/documents.ts";
import type { DocumentReading } from "#app/erp/port/readings.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { exponent } from "#app/money/currency.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import type { TaskProblem } from "#app/tasks/outcome.ts";
import { keysOf } from "../plan/line-keys.ts";
import type { PlannedOrder } from "../plan/plan-orders.server.ts";
import { planOrders } from "../plan/plan-orders.server.ts";
import { readyOf } from "../store/ready.ts";
import { madeDocuments } from "../store/made-documents.server.ts";
import type { Comparison } from "./compare.ts";
import { compareSides } from "./compare.ts";
import type { Offer } from "./remedies.ts";
import { offersOf } from "./remedies.ts";

/** An order with its document as it was made, as Shopify has the order and as the ERP has the document now. */
export interface ChangedOrder {
  planned: PlannedOrder;
  document: SalesDocument;
  reading: DocumentReading | null;
  comparison: Comparison;
  offers: Offer[];
  /** A document can be made of the order as it is now. */
  plannable: boolean;
}

/** Null: it has no document. A problem: its ERP did not answer, or what is stored of its document cannot be read. */
export type LookedAt = ChangedOrder | { problem: TaskProblem } | null;

/** Looks at several orders: they are planned together, and each document is read once. */
export async function lookAtChanged(
  shop: string,
  orderIds: readonly OrderId[],
): Promise<Map<OrderId, LookedAt>> {
  const traceId = randomUUID();
  const [planned, made] = await Promise.all([
    planOrders(shop, orderIds, traceId),
    madeDocuments(shop, orderIds),
  ]);
  const result = new Map<OrderId, LookedAt>();
  for (const one of planned) {
    const { orderId } = one.order.row;
    const document = made.get(orderId);
    if (document === undefined) result.set(orderId, null);
    else if (document === null)
      result.set(orderId, {
        problem: { kind: "internal", params: { trace: traceId }, cause: "internal" },
      });
    else result.set(orderId, await lookAt(shop, one, { ...document, traceId }));
  }
  return result;
}

async function lookAt(
  shop: string,
  planned: PlannedOrder,
  { row, draft, plan, traceId }: Pick<Made, "row" | "draft" | "plan"> & { traceId: string },
): Promise<LookedAt> {
  const open = await openPort(shop, row.connectionId);
  if (!open)
    return { problem: { kind: "erp-not-connected", params: {}, cause: "erp-not-connected" } };
  let reading: DocumentReading | null;
  try {
    reading = await readIfThere(open, row, { draft, traceId });
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    return { problem: problemOf(error.detail) };
  }
  const { orderId, generation } = planned.order.row;
  const elsewhere = planned.open !== null && planned.open.connection.id !== row.connectionId;
  const plannable = readyOf(planned, orderId, generation) !== null;
  const comparison = compareSides({
    then: draft,
    now: elsewhere ? null : (planned.plan?.document ?? null),
    erp: reading,
    tolerance: open.capabilities.explicitTaxAmounts ? "0" : twoUnits(draft.currency),
    totalTolerance: open.capabilities.explicitTaxAmounts ? "0" : plan.proof.tolerance,
  });
  const { capabilities } = open;
  const divided = (plan.share?.shares.length ?? 0) > 1;
  const offers = offersOf({ comparison, reading, capabilities, plannable, elsewhere, divided });
  return { planned, document: row, reading, comparison, offers, plannable };
}

type Made = NonNullable<
  Awaited<ReturnType<typeof madeDocuments>> extends Map<string, infer M> ? M : never
>;

/** An ERP with prices of its own precision may be off by one unit in the amount, and one in what it was fitted to. */
const twoUnits = (currency: string): string =>
  exponent(currency) === 0 ? "2" : `0.${"0".repeat(exponent(currency) - 1)}2`;

async function readIfThere(
  { port }: OpenPort,
  { kind, erpId, number }: SalesDocument,
  { draft, traceId }: { draft: DocumentDraft; traceId: string },
): Promise<DocumentReading | null> {
  if (erpId === null) return null;
  const ref = { kind: kind as DocumentKind, id: erpId, ...(number === null ? {} : { number }) };
  try {
    const reading = await port.readDocument({ ref, keys: keysOf(draft) }, { traceId });
    return reading.status === "gone" ? null : reading;
  } catch (error) {
    if (error instanceof ErpError && ["gone", "notFound"].includes(error.detail.class)) return null;
    throw error;
  }
}
