import type { Capabilities } from "#app/erp/capabilities.ts";

/** What Tryton 6.0 can do with the modules this adapter asks for. */
export const TRYTON_CAPABILITIES: Capabilities = {
  release: true,
  releaseOnCreate: false,
  // Tryton passes over the cancelling of a sale that is being processed.
  cancelReleased: false,
  // Nor does it let the lines of a confirmed one be changed.
  amendable: ["open"],
  postShipmentViaApi: true,
  postInvoiceViaApi: true,
  partialShipments: true,
  shipmentTracking: true,
  // Done is the last state of a shipment; goods that come back are a return of their own.
  undoShipment: false,
  shipmentLineLink: "orderLine",
  taxInclusivePrices: false,
  explicitTaxAmounts: false,
  lineWithoutItem: true,
  paymentMethodOnOrder: false,
  // A tax rule is a party's.
  taxAreaOnOrder: false,
  customerFields: [],
  taxIds: true,
  multiCurrency: true,
  inventory: "byLocation",
  // A variant is a product of its own, with its own code.
  variants: false,
  dimensions: false,
  // A sale of quantities below zero: its return shipment is received, its credit note posted.
  returns: true,
  postedInvoiceLines: true,
  salesOrderLines: false,
  paymentRegistration: true,
  paymentOnAccount: true,
  creditMemoPayment: true,
  creditMemoApplication: "whole",
  // Its invoices ship nothing: what goes out needs a sale.
  exchangeOnCreditMemo: false,
  webhooks: false,
  // Tryton keeps no trace of what was deleted.
  deletionsInFeed: false,
  optimisticLock: true,
  nativeIdempotency: { customer: false, order: false },
  itemCharges: false,
  manualNumbers: false,
  locationMandatory: false,
  precision: { unitPrice: 4, quantity: 4, rounding: "halfEven" },
  // Tryton's texts have no end; these keep what a form can show.
  limits: { externalKey: 35, number: 35, name: 255, address: 255, description: 255, note: 5000 },
  rate: { rps: 20, parallel: 1, inFlight: 8 },
  settleMs: 60_000,
};

export const LIMITS = TRYTON_CAPABILITIES.limits;
