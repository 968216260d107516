import type { PostedFilter } from "#app/domain/posted/posted-filter.ts";
import { typedNames } from "#app/domain/order-filter/order-names.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import type { TypedPosted } from "#app/domain/posted/posted-form.ts";
import type { TypedSync } from "#app/domain/order-filter/sync-form.ts";

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

/** The same for a filter of posted documents; `readPostedForm` reads it back. */
export function typedPosted({
  from = "",
  to = "",
  numbers = [],
  orders = [],
  tags = [],
}: PostedFilter): TypedPosted {
  return {
    from,
    to,
    numbers: numbers.join(", "),
    orders: typedNames(orders),
    tags: tags.join(", "),
  };
}
