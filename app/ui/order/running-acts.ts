import type { OrderPageView } from "./types.ts";

const OPEN = ["planned", "sending", "ambiguous"];
const runs = (view: Pick<OrderPageView, "tasks">, ...kinds: string[]): boolean =>
  view.tasks.some((task) => kinds.includes(task.kind) && OPEN.includes(task.state));

export type WhyNot = "running" | "marketplace" | "cancelled" | "paid" | "not" | "shipped";

/** A cancellation is under way, in this app or in Shopify's own job. */
export const isCancelling = (view: Pick<OrderPageView, "tasks">): boolean =>
  runs(view, "cancelOrder", "awaitCancel");

/** For each act on the whole order: why a person cannot begin it now, or null (PAY-3, PAY-4, MKT-3). Shopify has the last word. */
export function actsOf(
  view: Pick<OrderPageView, "tasks" | "marketplace" | "settling"> & {
    state: Pick<
      OrderPageView["state"],
      "cancelledAt" | "canMarkAsPaid" | "fullyPaid" | "fulfillments"
    >;
  },
): { markAsPaid: WhyNot | null; cancel: Exclude<WhyNot, "paid" | "marketplace" | "not"> | null } {
  const { cancelledAt, canMarkAsPaid, fullyPaid, fulfillments } = view.state;
  const cancelling = isCancelling(view);
  return {
    markAsPaid:
      runs(view, "markAsPaid") || cancelling || view.settling
        ? "running"
        : cancelledAt !== null
          ? "cancelled"
          : view.marketplace?.forbidden.includes("markAsPaid")
            ? "marketplace"
            : fullyPaid
              ? "paid"
              : canMarkAsPaid
                ? null
                : "not",
    cancel:
      cancelledAt !== null
        ? "cancelled"
        : cancelling || view.settling
          ? "running"
          : // Shopify cancels no order with a fulfillment that stands (recording orderCancel-error-messages).
            fulfillments.some(({ status }) => status === "SUCCESS")
            ? "shipped"
            : null,
  };
}

/** Something of the order is on its way, so that the page should follow it. What waits for somebody else has a reason and is not watched. */
export const isMoving = (
  view: Pick<OrderPageView, "order" | "tasks" | "shipments" | "invoices" | "settling"> &
    Partial<Pick<OrderPageView, "shares">>,
): boolean =>
  view.settling ||
  view.shares?.rows.some(({ state }) => state === "planned") === true ||
  view.order.documentState === "creating" ||
  isCancelling(view) ||
  runs(view, "markAsPaid", "archiveOrder") ||
  view.shipments.some(({ state, reason }) => state === "waiting" && reason === null) ||
  view.invoices.some(
    ({ state, lines }) =>
      state === "reading" || lines.some((line) => ["open", "capturing"].includes(line.state)),
  );
