import type { PostedFilter } from "#app/domain/posted/posted-filter.ts";
import { typedNames } from "#app/domain/order-filter/order-names.ts";
import type { TypedPosted } from "#app/domain/posted/posted-form.ts";

/** A stored filter of posted documents as a person would have typed it; `readPostedForm` reads it back. */
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
