import { describe, expect, it } from "vitest";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import { readSyncForm, syncFormSchema } from "#app/domain/order-filter/sync-form.ts";
import { typedFilter } from "./typed-filter.ts";

describe("a stored filter in the form", () => {
  const filters: OrderFilter[] = [
    {},
    {
      shipToCountries: ["DE", "AT"],
      financialStatuses: ["PAID"],
      fulfillmentStatuses: ["UNFULFILLED"],
      tags: ["@*gift*", "!b2b"],
      channels: ["web", "pos"],
      risk: "notHigh",
      fromNumber: 1001,
      attribute: { key: "po", value: "7" },
    },
    { attribute: { key: "po" }, risk: "highOnly" },
  ];
  it.each(filters)("is the same filter when it is saved unchanged: %j", (filter) => {
    expect(readSyncForm(syncFormSchema.parse(typedFilter(filter)))).toEqual({ filter, errors: {} });
  });
});
