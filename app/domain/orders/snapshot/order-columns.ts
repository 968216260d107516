import { searchTerms } from "./search-terms.ts";
import { earliestExpiry } from "./transactions.ts";
import type { OrderSnapshot } from "./snapshot.ts";
import { storedState } from "./stored-order.ts";

const joined = (...parts: (string | null | undefined)[]): string | null =>
  parts.filter((part) => part && part.trim() !== "").join(" ") || null;

/** The columns of an order's row: what lists filter, sort and search by. */
export function orderColumns(snapshot: OrderSnapshot) {
  const { content, personal, state } = snapshot;
  return {
    orderId: content.id,
    name: content.name,
    number: content.number,
    orderCreatedAt: content.createdAt,
    shopifyUpdatedAt: state.updatedAt,
    cancelledAt: state.cancelledAt,
    closed: state.closed,
    test: content.test,
    sourceName: content.sourceName,
    channel: content.attribution?.displayName ?? content.app?.name ?? null,
    customerName:
      content.company?.name ??
      joined(personal.sellTo?.firstName, personal.sellTo?.lastName) ??
      joined(personal.customer?.firstName, personal.customer?.lastName),
    email: personal.email,
    currency: content.totals.total.shop.currency,
    total: content.totals.total.shop.amount,
    presentmentCurrency: content.totals.total.presentment.currency,
    presentmentTotal: content.totals.total.presentment.amount,
    financialStatus: state.financialStatus,
    fulfillmentStatus: state.fulfillmentStatus,
    returnStatus: state.returnStatus,
    /** I-9 */
    highRisk: content.risk.assessments.some(({ level }) => level === "HIGH"),
    tags: content.tags,
    poNumber: content.poNumber,
    searchTerms: searchTerms(snapshot),
    /** An order that is paid or cancelled waits for no capture. */
    authorizationExpiresAt:
      state.fullyPaid || state.cancelledAt !== null ? null : earliestExpiry(state.transactions),
    state: storedState.store(state),
  };
}
