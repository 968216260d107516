import type { OrderPageView } from "./types.ts";

type Seen = Pick<OrderPageView, "problems"> & { order: { documentState: string } };

/** Something has to be solved before the order's document can be created. */
export const isBlocked = ({ problems }: Pick<Seen, "problems">): boolean =>
  problems.some(({ severity }) => severity !== "warns");

/** How far the document is. What failed and has nothing in its way any more is ready to be created, not failed. */
export const shownState = (view: Seen): string =>
  view.order.documentState === "failed" && !isBlocked(view)
    ? "unprocessed"
    : view.order.documentState;
