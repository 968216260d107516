import type { OrderPageView } from "./types.ts";

type InvoiceLine = OrderPageView["invoices"][number]["lines"][number];

/** Problems of an order that end when its payment is captured. */
const ENDED_BY_CAPTURE = ["authorization-expiring", "capture-failed", "capture-off"];

/** A line that is settled is not offered again, unless nothing but the shop card kept it from being captured. */
const isOffered = (line: InvoiceLine): boolean =>
  line.mayCapture && (line.state !== "nothing" || line.reason?.kind === "capture-off");

type Captures = Pick<OrderPageView, "invoices" | "marketplace">;

/** The payment lines that a person may capture on the order's page; none while the marketplace captures. */
export const offeredCaptures = (view: Captures): InvoiceLine[] =>
  view.marketplace?.forbidden.includes("capture")
    ? []
    : view.invoices.flatMap(({ lines }) => lines.filter(isOffered));

/** The line whose capture ends a problem: the one that failed, otherwise the one that expires first. Null: there is nothing to capture for it here. */
export function captureFor(view: Captures, problemKind: string): InvoiceLine | null {
  if (!ENDED_BY_CAPTURE.includes(problemKind)) return null;
  const offered = offeredCaptures(view);
  if (problemKind === "capture-failed")
    return offered.find(({ state }) => state === "failed") ?? null;
  const ends = ({ expiresAt }: InvoiceLine): number =>
    expiresAt === null ? Infinity : Date.parse(expiresAt);
  return offered.toSorted((one, other) => (ends(one) < ends(other) ? -1 : 1))[0] ?? null;
}
