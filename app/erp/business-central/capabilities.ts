import type { Capabilities } from "#app/erp/capabilities.ts";

/** What Business Central's standard API v2.0 can do by itself. */
export const BC_CAPABILITIES: Capabilities = {
  // Nothing in the API releases an order: people do, or posting does on its way.
  release: false,
  releaseOnCreate: false,
  cancelReleased: true,
  // Lines of an order that is released cannot be written.
  amendable: ["open"],
  postShipmentViaApi: true,
  postInvoiceViaApi: true,
  partialShipments: true,
  // Only where an administrator published the posted shipments; the test of the connection finds out.
  shipmentTracking: false,
  // An undone shipment changes nothing that a feed could see.
  undoShipment: false,
  shipmentLineLink: "sequence",
  taxInclusivePrices: true,
  explicitTaxAmounts: false,
  lineWithoutItem: true,
  paymentMethodOnOrder: false,
  // Only that of its customer: another is refused, and both are named.
  taxAreaOnOrder: true,
  // Tax numbers are no column of its customers: nothing can be asked by them.
  customerFields: [],
  taxIds: false,
  multiCurrency: true,
  // The API tells what is on hand over all locations, not what of it is promised to others.
  inventory: "none",
  variants: true,
  dimensions: false,
  returns: false,
  postedInvoiceLines: false,
  salesOrderLines: false,
  // Only through a batch of the app's own, which the connection names; the test of the connection finds out.
  paymentRegistration: false,
  paymentOnAccount: false,
  creditMemoPayment: false,
  creditMemoApplication: "none",
  // Nothing says whether goods leave with a credit memo's line below zero.
  exchangeOnCreditMemo: false,
  webhooks: true,
  deletionsInFeed: false,
  optimisticLock: true,
  nativeIdempotency: { customer: true, order: false },
  itemCharges: false,
  manualNumbers: false,
  locationMandatory: false,
  precision: { unitPrice: 5, quantity: 5, rounding: "halfUp" },
  limits: {
    externalKey: 35,
    number: 20,
    name: 100,
    address: 100,
    description: 100,
    note: 1000,
    parts: { address2: 50, city: 30, county: 30, zip: 20 },
    units: "utf16",
  },
  // Five at once are one application's: feeds and screens take their turn among the documents.
  rate: { rps: 20, parallel: 5, inFlight: 1 },
  // A request may be worked on for eight minutes after its answer was given up.
  settleMs: 600_000,
};

export const LIMITS = BC_CAPABILITIES.limits;
