import type { OrderFilter } from "./order-filter.ts";
import type { TypedSync } from "./sync-form.ts";

/** A stored filter as a person would have typed it: `readSyncForm` makes the same filter of it again. */
export function typedFilter(filter: OrderFilter): TypedSync {
  return {
    names: "",
    archived: false,
    listOnly: false,
    payment: filter.financialStatuses ?? [],
    fulfillment: filter.fulfillmentStatuses ?? [],
    countries: (filter.shipToCountries ?? []).join(", "),
    tags: (filter.tags ?? []).join(", "),
    channels: (filter.channels ?? []).join(", "),
    risk: filter.risk ?? "any",
    fromNumber: filter.fromNumber === undefined ? "" : String(filter.fromNumber),
    attributeKey: filter.attribute?.key ?? "",
    attributeValue: filter.attribute?.value ?? "",
  };
}
