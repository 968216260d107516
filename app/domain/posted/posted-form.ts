import type { TextKey } from "#app/i18n/text-keys.ts";
import { z } from "zod";
import { type PostedFilter, postedFilterSchema } from "#app/domain/posted/posted-filter.ts";
import { tagTokenProblem } from "#app/domain/order-filter/tag-token.ts";
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
  errors: Record<string, TextKey>;
} {
  const errors: Record<string, TextKey> = {};
  const [from, to] = [form.from.trim(), form.to.trim()];
  if (from !== "" && !isDay(from)) errors["from"] = "shipments.sync.error.day";
  if (to !== "" && !isDay(to)) errors["to"] = "shipments.sync.error.day";
  if (from !== "" && to !== "" && !errors["from"] && !errors["to"] && to < from)
    errors["to"] = "shipments.sync.error.backwards";
  const numbers = parts(form.numbers);
  const orders = parts(form.orders).flatMap((part) => part.split(/\s+/));
  const tags = parts(form.tags);
  for (const [field, words] of Object.entries({ numbers, orders, tags })) {
    if (words.length > MOST) errors[field] = "shipments.sync.error.tooMany";
    else if (words.some((word) => word.length > 100)) errors[field] = "shipments.sync.error.long";
  }
  if (!errors["tags"] && tags.some((tag) => tagTokenProblem(tag) !== null))
    errors["tags"] = "shipments.sync.error.tag";
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
