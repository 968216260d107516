import type { Capabilities } from "#app/erp/capabilities.ts";

/** What the built-in ledger can do. `locationMandatory` is a setting of its company and filled in by the probe. */
export const LEDGER_CAPABILITIES: Capabilities = {
  release: true,
  releaseOnCreate: true,
  cancelReleased: true,
  amendable: ["open", "released"],
  postShipmentViaApi: true,
  postInvoiceViaApi: true,
  partialShipments: true,
  shipmentTracking: true,
  undoShipment: true,
  shipmentLineLink: "orderLine",
  taxInclusivePrices: true,
  explicitTaxAmounts: true,
  lineWithoutItem: true,
  paymentMethodOnOrder: true,
  taxAreaOnOrder: true,
  customerFields: ["deliveryPhone", "marketing", "tags"],
  taxIds: true,
  multiCurrency: true,
  inventory: "byLocation",
  variants: true,
  dimensions: false,
  returns: true,
  postedInvoiceLines: true,
  salesOrderLines: true,
  paymentRegistration: true,
  paymentOnAccount: true,
  creditMemoPayment: true,
  creditMemoApplication: "part",
  exchangeOnCreditMemo: true,
  deletionsInFeed: true,
  webhooks: false,
  optimisticLock: true,
  nativeIdempotency: { customer: true, order: true },
  itemCharges: true,
  manualNumbers: true,
  locationMandatory: false,
  precision: { unitPrice: 6, quantity: 5, rounding: "halfUp" },
  // Shopify's own limits for titles, names and notes, so that nothing must be cut. Counted in
  // characters (code points), not bytes.
  limits: { externalKey: 35, number: 35, name: 255, address: 255, description: 255, note: 5000 },
  rate: { rps: 200, parallel: 4, inFlight: 1 },
  // One database: a write is there when it is answered, or it never will be.
  settleMs: 0,
};

export const LIMITS = LEDGER_CAPABILITIES.limits;
