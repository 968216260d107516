import type { FieldError } from "#app/i18n/field-error.ts";
import { z } from "zod";
import { type PostedFilter, postedFilterSchema } from "#app/domain/posted/posted-filter.ts";
import { readOrderNames } from "#app/domain/order-filter/order-names.ts";
import { tokenErrors } from "#app/domain/order-filter/token-errors.ts";
import { isDay } from "#app/lib/day.ts";

/** What the form sends: any text; it is checked field by field, so that a wrong one is named. */
export const postedFormSchema = z.object({
  from: z.string().max(20),
  to: z.string().max(20),
  numbers: z.string().max(20_000),
  orders: z.string().max(20_000),
  tags: z.string().max(5_000),
});
export type TypedPosted = z.infer<typeof postedFormSchema>;

const MOST = 200;
const parts = (text: string): string[] => [
  ...new Set(
    text
      .split(/[,;\n]+/)
      .map((part) => part.trim())
      .filter((part) => part !== ""),
  ),
];

/** The typed form as a filter (FUL-7, TSK-2), or for each wrong field the text that says what to write. */
export function readPostedForm(form: TypedPosted): {
  filter: PostedFilter;
  errors: Record<string, FieldError>;
} {
  const errors: Record<string, FieldError> = {};
  const [from, to] = [form.from.trim(), form.to.trim()];
  if (from !== "" && !isDay(from)) errors["from"] = "shipments.sync.error.day";
  if (to !== "" && !isDay(to)) errors["to"] = "shipments.sync.error.day";
  if (from !== "" && to !== "" && !errors["from"] && !errors["to"] && to < from)
    errors["to"] = "shipments.sync.error.backwards";
  const numbers = parts(form.numbers);
  const typed = readOrderNames(form.orders, MOST);
  const orders = typed.names;
  const tags = parts(form.tags);
  for (const [field, words] of Object.entries({ numbers, tags })) {
    if (words.length > MOST) errors[field] = "shipments.sync.error.tooMany";
    else if (words.some((word) => word.length > 100)) errors[field] = "shipments.sync.error.long";
  }
  if (typed.tooMany > 0) errors["orders"] = "shipments.sync.error.tooMany";
  if (typed.tooLong.length > 0) errors["orders"] = "sync.error.tags";
  const unusable = tokenErrors(tags);
  if (unusable) errors["tags"] ??= unusable;
  if (Object.keys(errors).length > 0) return { filter: {}, errors };
  const filter = postedFilterSchema.parse({
    ...(from === "" ? {} : { from }),
    ...(to === "" ? {} : { to }),
    ...(numbers.length > 0 ? { numbers } : {}),
    ...(orders.length > 0 ? { orders } : {}),
    ...(tags.length > 0 ? { tags } : {}),
  });
  return { filter, errors };
}
