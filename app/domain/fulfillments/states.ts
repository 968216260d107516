import { stateMachine } from "#app/lib/states.ts";

/** A posted shipment on its way to Shopify. The codes other connectors show: new 0, failed −1, nothing −2, sent a number above 0 (F-1, F-2, F-6). */
export const SHIPMENT = stateMachine({
  new: ["waiting", "failed", "nothing", "skipped", "reversed"],
  waiting: ["new", "sent", "failed", "skipped", "reversed"],
  failed: ["new", "waiting", "sent", "skipped", "reversed"],
  nothing: ["new", "skipped", "reversed"],
  skipped: ["new", "reversed"],
  // Somebody cancelled its fulfillment in Shopify, before or after it was undone in the ERP.
  sent: ["failed", "reversed"],
  reversed: [],
});
export type ShipmentState = (typeof SHIPMENT.states)[number];
