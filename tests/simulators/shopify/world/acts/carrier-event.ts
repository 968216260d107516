/** What a carrier reports of a parcel on its way. */
import { announceFulfillmentUpdate } from "../announce.ts";
import type { FulfillmentEventRecord, FulfillmentRecord } from "../model.ts";
import type { Store } from "../store.ts";

export const EVENT_STATUSES = [
  "ATTEMPTED_DELIVERY",
  "CARRIER_PICKED_UP",
  "CONFIRMED",
  "DELAYED",
  "DELIVERED",
  "FAILURE",
  "IN_TRANSIT",
  "LABEL_PRINTED",
  "LABEL_PURCHASED",
  "OUT_FOR_DELIVERY",
  "READY_FOR_PICKUP",
] as const;

export interface CarrierReport {
  status: (typeof EVENT_STATUSES)[number];
  message: string | null;
  /** Left out: now. */
  happenedAt?: string | undefined;
  estimatedDeliveryAt?: string | undefined;
  address: Partial<
    Record<"address1" | "city" | "province" | "country" | "zip", string | undefined>
  >;
}

/**
 * Recording fulfillment-detail-events-lifecycle: the fulfillment shows the status of the event, and takes its times; a later one without
 * an estimate leaves the earlier (guess). A cancelled fulfillment takes events too (recorded) and stays CANCELED (guess).
 */
export function reportCarrierEvent(
  store: Store,
  fulfillment: FulfillmentRecord,
  { status, message, happenedAt, estimatedDeliveryAt, address }: CarrierReport,
): void {
  const at = store.instant();
  const event: FulfillmentEventRecord = {
    __typename: "FulfillmentEvent",
    id: store.ids.of("FulfillmentEvent"),
    status,
    message,
    happenedAt: happenedAt ?? at,
    createdAt: at,
    estimatedDeliveryAt: estimatedDeliveryAt ?? null,
    address1: address.address1 ?? null,
    city: address.city ?? null,
    province: address.province ?? null,
    country: address.country ?? null,
    zip: address.zip ?? null,
    latitude: null,
    longitude: null,
  };
  fulfillment.carrierEvents.push(event);
  fulfillment.updatedAt = at;
  fulfillment.estimatedDeliveryAt = event.estimatedDeliveryAt ?? fulfillment.estimatedDeliveryAt;
  if (status === "IN_TRANSIT") fulfillment.inTransitAt ??= event.happenedAt;
  if (status === "DELIVERED") fulfillment.deliveredAt ??= event.happenedAt;
  if (fulfillment.status !== "CANCELLED") fulfillment.displayStatus = status;
  announceFulfillmentUpdate(store, fulfillment);
}
