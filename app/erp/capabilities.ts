import type { DocumentStatus } from "./port/documents.ts";
import type { RoundingMode } from "#app/money/decimal.ts";

/** What a connection can do. Probed per connection, not per adapter: settings and versions of an ERP change it. */
export interface Capabilities {
  release: boolean;
  /** `createDocument` releases as well, where the draft wants it. */
  releaseOnCreate: boolean;
  cancelReleased: boolean;
  /** In which states `amendDocument` changes a sales order; none: it changes no document. */
  amendable: readonly DocumentStatus[];
  postShipmentViaApi: boolean;
  postInvoiceViaApi: boolean;
  partialShipments: boolean;
  shipmentTracking: boolean;
  /** A posted shipment can be taken back; its event then comes again as reversed. */
  undoShipment: boolean;
  shipmentLineLink: "orderLine" | "sequence" | "item";
  taxInclusivePrices: boolean;
  explicitTaxAmounts: boolean;
  lineWithoutItem: boolean;
  paymentMethodOnOrder: boolean;
  /** A document has a tax area. Where not, only a customer has. */
  taxAreaOnOrder: boolean;
  /** What a customer keeps besides names, e-mail, phone and address: the phone of its address, whether it wants marketing, its tags. */
  customerFields: readonly ("deliveryPhone" | "marketing" | "tags")[];
  /** `findCustomers` finds by tax ids and registration numbers. */
  taxIds: boolean;
  multiCurrency: boolean;
  inventory: "none" | "total" | "byLocation";
  variants: boolean;
  dimensions: boolean;
  /**
   * Goods that come back can have a return order: released, received at the locations its lines name, credited as a whole, or cancelled
   * before anything came in.
   */
  returns: boolean;
  /** A posted invoice can be read with its lines, taxes and customer: what making an order of it in Shopify takes. */
  postedInvoiceLines: boolean;
  /** A sales order can be read with its lines, taxes and customer, whoever made it: what making an order of it in Shopify takes. */
  salesOrderLines: boolean;
  paymentRegistration: boolean;
  /** Money that no invoice takes can stand to the credit of its customer. */
  paymentOnAccount: boolean;
  /** Money that went back can be registered on a posted credit memo, as a payment on an invoice is. */
  creditMemoPayment: boolean;
  /** A posted credit memo can settle a posted invoice: only where both have the same amount open, or in any part. */
  creditMemoApplication: "none" | "whole" | "part";
  /** A credit memo takes lines of a quantity below zero: goods that go out instead of those that came back. */
  exchangeOnCreditMemo: boolean;
  /** The ERP tells the app of changes by itself, so that feeds are read at once. */
  webhooks: boolean;
  /** The feed of orders tells deleted documents; where not, one is found gone when it is next read. */
  deletionsInFeed: boolean;
  optimisticLock: boolean;
  nativeIdempotency: { customer: boolean; order: boolean };
  itemCharges: boolean;
  manualNumbers: boolean;
  locationMandatory: boolean;
  precision: { unitPrice: number; quantity: number; rounding: RoundingMode };
  limits: {
    externalKey: number;
    number: number;
    name: number;
    address: number;
    description: number;
    note: number;
    /** Parts of an address that hold less than the others. */
    parts?: { address2?: number; city?: number; county?: number; zip?: number };
    /** It counts UTF-16 units: an emoji is two. Absent: code points. */
    units?: "utf16";
  };
  /**
   * `parallel`: lanes in which it is written to side by side, by any process. `inFlight`: tasks of
   * one lane that are handed over at once, all by one
   * process: the adapter may read for them together, and writes one after the other in the order they came.
   */
  rate: { rps: number; parallel: number; inFlight: number };
  /** How long a cut request may still be acting before "not found" is believed. */
  settleMs: number;
}
