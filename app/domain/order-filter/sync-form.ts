import type { FieldError } from "#app/i18n/field-error.ts";
import { wrongParts } from "#app/i18n/field-error.ts";
import { z } from "zod";
import { numberIn } from "#app/domain/order-filter/order-names.ts";
import { tokenErrors } from "./token-errors.ts";
import {
  parseOrderFilter,
  type FilterProblem,
  type OrderFilter,
} from "#app/domain/order-filter/order-filter.ts";

/** What the sync dialog sends: text as typed. */
export const syncFormSchema = z.object({
  names: z.string().max(20_000),
  archived: z.boolean(),
  listOnly: z.boolean(),
  payment: z.array(z.string()),
  fulfillment: z.array(z.string()),
  countries: z.string().max(1_000),
  tags: z.string().max(5_000),
  channels: z.string().max(2_000),
  risk: z.enum(["any", "notHigh", "highOnly"]),
  fromNumber: z.string().max(300),
  attributeKey: z.string().max(300),
  attributeValue: z.string().max(300),
});
export type TypedSync = z.infer<typeof syncFormSchema>;

const parts = (text: string): string[] =>
  text
    .split(/[,;\n]+/)
    .map((part) => part.trim())
    .filter((part) => part !== "");

/** The typed form as a filter (SET-17), or for each wrong field the text that says what to write. */
export function readSyncForm(form: TypedSync): {
  filter: OrderFilter;
  errors: Record<string, FieldError>;
} {
  const errors: Record<string, FieldError> = {};
  const countries = parts(form.countries)
    .flatMap((part) => part.split(/\s+/))
    .map((country) => country.toUpperCase());
  const notCountries = countries.filter((country) => !/^[A-Z]{2}$/.test(country));
  if (notCountries.length > 0)
    errors["countries"] = [wrongParts("sync.error.countries", notCountries)];
  const from = form.fromNumber.trim() === "" ? undefined : numberIn(form.fromNumber);
  if (from === null) errors["fromNumber"] = "sync.error.fromNumber";
  const [tags, channels] = [parts(form.tags), parts(form.channels)];
  if (tags.some((tag) => tag.length > 255)) errors["tags"] = "sync.error.tags";
  if (channels.some((channel) => channel.length > 255)) errors["channels"] = "sync.error.tags";
  for (const [field, tokens] of Object.entries({ tags, channels })) {
    const wrong = tokenErrors(tokens);
    if (wrong) errors[field] ??= wrong;
  }
  const [key, value] = [form.attributeKey.trim(), form.attributeValue.trim()];
  if (key === "" && value !== "") errors["attributeKey"] = "sync.error.attributeKey";
  if (key.length > 255 || value.length > 255) errors["attributeKey"] = "sync.error.attributeLong";
  if (Object.keys(errors).length > 0) return { filter: {}, errors };
  const read = parseOrderFilter({
    ...(countries.length > 0 ? { shipToCountries: countries } : {}),
    ...(form.payment.length > 0 ? { financialStatuses: form.payment } : {}),
    ...(form.fulfillment.length > 0 ? { fulfillmentStatuses: form.fulfillment } : {}),
    ...(tags.length > 0 ? { tags } : {}),
    ...(channels.length > 0 ? { channels } : {}),
    ...(form.risk === "any" ? {} : { risk: form.risk }),
    ...(from === undefined ? {} : { fromNumber: from }),
    ...(key === "" ? {} : { attribute: { key, ...(value === "" ? {} : { value }) } }),
  });
  return read.ok
    ? { filter: read.value, errors: {} }
    : { filter: {}, errors: errorsOf(read.error) };
}

/** Where the form shows what the filter calls otherwise. */
const SHOWN_AT: Readonly<Record<string, keyof TypedSync>> = {
  shipToCountries: "countries",
  financialStatuses: "payment",
  fulfillmentStatuses: "fulfillment",
  attribute: "attributeKey",
};

const errorsOf = (problems: readonly FilterProblem[]): Record<string, FieldError> =>
  Object.fromEntries(
    problems.map(({ field, problem, params }): [string, FieldError] => [
      SHOWN_AT[field] ?? field,
      params["values"] === undefined ? problem : [{ text: problem, values: params["values"] }],
    ]),
  );
