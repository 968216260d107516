import type { InvoiceEvent } from "#app/erp/port/feeds.ts";
import type { OrderId } from "#app/lib/ids.ts";

type Event = Pick<InvoiceEvent, "externalKey" | "orderRefs" | "credits" | "reference">;

/** What of the app's records a credit memo of the ERP's feed may name. */
export interface Nameable {
  /** Documents of orders, never credit memos: those are the app's own. */
  documents: readonly {
    orderId: OrderId;
    kind: string;
    erpId: string | null;
    externalKey: string;
  }[];
  invoices: readonly { orderId: OrderId | null; erpId: string }[];
  orders: readonly { orderId: OrderId; name: string; documentNumber: string | null }[];
}

/** The key of a credit memo that the app made, here or before its records were restored. */
const OUR_KEY = /^SHOPIFY-CM-\d/;
export const hasOurKey = ({ externalKey }: Event): boolean => OUR_KEY.test(externalKey ?? "");

/** People write "#1001", "1001" or "so-1001 ". */
const plain = (text: string): string => text.trim().replace(/^#/, "").toLowerCase();

/** The number that an order's name may have in this reference; null: it is none. */
export function numberIn(reference: string | undefined): number | null {
  const [digits] = /\d+/.exec(reference ?? "") ?? [];
  return digits === undefined || digits.length > 9 ? null : Number(digits);
}

/**
 * The orders that a credit memo made by hand is about: by the document that it was made from or whose key it copied, by the posted invoice that it
 * credits, else by the number that people wrote on it.
 */
export function ordersNamed(event: Event, { documents, invoices, orders }: Nameable): OrderId[] {
  const linked = [
    ...documents.flatMap(({ orderId, kind, erpId, externalKey }) =>
      externalKey === event.externalKey ||
      event.orderRefs.some((ref) => ref.kind === kind && ref.id === erpId)
        ? [orderId]
        : [],
    ),
    ...invoices.flatMap(({ orderId, erpId }) =>
      orderId !== null && event.credits?.some(({ id }) => id === erpId) ? [orderId] : [],
    ),
  ];
  if (linked.length > 0) return [...new Set(linked)];
  const reference = plain(event.reference ?? "");
  if (reference === "") return [];
  return orders
    .filter(({ name, documentNumber }) =>
      [name, documentNumber ?? ""].some((known) => plain(known) === reference),
    )
    .map(({ orderId }) => orderId);
}
