import { DOCUMENT, type DocumentState } from "../states.ts";
import { isDay } from "#app/lib/day.ts";

const ORDER_VIEWS = [
  "all",
  "unprocessed",
  "errors",
  "conflicts",
  "earlier",
  "open",
  "processed",
] as const;
export type OrderView = (typeof ORDER_VIEWS)[number];

/** What the orders list shows, as its address says it. Days are the shop's. */
export interface OrdersFilter {
  view?: OrderView;
  search?: string;
  cardId?: string;
  channel?: string;
  document?: DocumentState;
  conflict?: boolean;
  from?: string;
  to?: string;
  documentNumber?: string;
  customer?: string;
  tag?: string;
}

export const ORDER_SORTS = ["date", "number", "total"] as const;
export type OrderSort = { by: (typeof ORDER_SORTS)[number]; order: "asc" | "desc" };

/** What of an address is the list's own: a saved view holds this, an export reads it. */
export const LIST_PARAMS = [
  ...["view", "q", "card", "channel", "document", "conflict", "from", "to"],
  ...["number", "customer", "tag", "sort", "cols"],
] as const;

const chosen = <Name extends string>(
  names: readonly Name[],
  text: string | null,
): Name | undefined => names.find((name) => name === text);

/** What somebody wrote into an address by hand and means nothing narrows nothing. */
export function ordersFilter(params: URLSearchParams): OrdersFilter {
  const text = (name: string): string | undefined => params.get(name)?.trim() || undefined;
  const day = (name: string): string | undefined => {
    const value = text(name);
    return value !== undefined && isDay(value) ? value : undefined;
  };
  const yesOrNo = text("conflict");
  return given({
    view: chosen(ORDER_VIEWS, params.get("view")) ?? "all",
    search: text("q"),
    cardId: text("card"),
    channel: text("channel"),
    document: chosen(DOCUMENT.states, params.get("document")),
    conflict: yesOrNo === "yes" ? true : yesOrNo === "no" ? false : undefined,
    from: day("from"),
    to: day("to"),
    documentNumber: text("number"),
    customer: text("customer"),
    tag: text("tag"),
  });
}

/** Newest first, unless the address says otherwise: "total asc". */
export function ordersSort(params: URLSearchParams): OrderSort {
  const [by = "", order] = (params.get("sort") ?? "").split(" ");
  return { by: chosen(ORDER_SORTS, by) ?? "date", order: order === "asc" ? "asc" : "desc" };
}

type Present<T> = { [Name in keyof T]?: Exclude<T[Name], undefined> };
const given = <T extends object>(values: T): Present<T> =>
  Object.fromEntries(
    Object.entries(values).filter(([, value]) => value !== undefined),
  ) as Present<T>;

/** The same address with nothing of another list or page in it. */
export function listAddress(params: URLSearchParams): string {
  const kept = new URLSearchParams();
  for (const name of LIST_PARAMS) {
    const value = params.get(name)?.trim();
    if (value) kept.set(name, value);
  }
  return kept.toString();
}
