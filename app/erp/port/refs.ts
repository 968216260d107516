export type RefKind =
  | "customer"
  | "item"
  | "salesOrder"
  | "salesInvoice"
  | "creditMemo"
  | "returnOrder"
  | "shipment"
  | "receipt"
  | "payment";

export interface ErpRef {
  kind: RefKind;
  id: string;
  /** What people call it: document number, customer number, item number. */
  number?: string;
  version?: string;
  url?: string;
}

/** Names one Shopify thing for one connection; rendered by `renderExternalKey`. Also the idempotency key. */
export interface ExternalKey {
  kind:
    | "order"
    | "exchange"
    | "fulfillmentOrder"
    | "invoice"
    | "creditMemo"
    | "customer"
    | "company"
    | "item"
    | "payment"
    | "credit"
    | "application";
  /** Numeric part of the Shopify gid. */
  shopifyId: string;
  /** 1 for the first document of an order; unlink raises it. */
  generation: number;
  /** For people, e.g. "#1001". */
  label: string;
}
