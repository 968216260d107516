import type { TextKey } from "#app/i18n/text-keys.ts";
import type { TypedPosted } from "#app/domain/posted/posted-form.ts";
import type { TypedSync } from "#app/domain/order-filter/sync-form.ts";
import { mergeOf, type Merge } from "./merge.ts";

/** The values of a schedule's card by field: of its timing and of its filter. */
export type ScheduleValues = Readonly<Record<string, string | boolean | string[]>>;

export const valuesOf = (schedule: {
  everyMinutes: number;
  enabled: boolean;
  cardId: string;
  form: TypedSync | TypedPosted;
}): ScheduleValues => ({
  everyMinutes: String(schedule.everyMinutes),
  enabled: schedule.enabled,
  cardId: schedule.cardId,
  ...schedule.form,
});

/** As `mergeOf` compares them: a list counts as a set. */
const flat = (values: ScheduleValues): Record<string, string | boolean> =>
  Object.fromEntries(
    Object.entries(values).map(([key, value]) => [
      key,
      Array.isArray(value) ? [...value].sort().join(", ") : value,
    ]),
  );

/** What this person changed, what both changed and what only the other did since this one began. */
export const mergeSchedule = (
  began: ScheduleValues,
  saved: ScheduleValues,
  typed: ScheduleValues,
): Merge => mergeOf(flat(began), flat(saved), flat(typed));

export const FIELD_LABELS: Readonly<Record<string, TextKey>> = {
  everyMinutes: "schedules.every",
  enabled: "schedules.enabled",
  cardId: "cards.one",
  title: "cards.name",
  connectionId: "cards.connection",
  payment: "sync.paymentTitle",
  fulfillment: "sync.fulfillmentTitle",
  countries: "sync.countries",
  fromNumber: "sync.fromNumber",
  tags: "sync.tags",
  channels: "sync.channels",
  risk: "sync.riskTitle",
  attributeKey: "sync.attributeKey",
  attributeValue: "sync.attributeValue",
  from: "shipments.sync.from",
  to: "shipments.sync.to",
  numbers: "shipments.sync.numbers",
  orders: "shipments.sync.orders",
};
