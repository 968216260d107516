import { describe, expect, it } from "vitest";
import { EMPTY_SYNC, PAID_UNSHIPPED } from "#app/ui/orders-to-import/sync-form.ts";
import { readSyncForm, syncFormSchema } from "./sync-form.ts";

const read = (typed: Partial<typeof EMPTY_SYNC>) =>
  readSyncForm(syncFormSchema.parse({ ...EMPTY_SYNC, ...typed }));

describe("the sync dialog", () => {
  it("filters nothing by default", () => {
    expect(read({})).toEqual({ filter: {}, errors: {} });
  });
  it("reads every filter", () => {
    expect(
      read({
        ...PAID_UNSHIPPED,
        countries: "de, at ch",
        tags: "@*gift*, !wholesale",
        channels: "web",
        risk: "notHigh",
        fromNumber: "#1005",
        attributeKey: "po",
        attributeValue: "7",
      }).filter,
    ).toEqual({
      shipToCountries: ["DE", "AT", "CH"],
      financialStatuses: PAID_UNSHIPPED.payment,
      fulfillmentStatuses: PAID_UNSHIPPED.fulfillment,
      tags: ["@*gift*", "!wholesale"],
      channels: ["web"],
      risk: "notHigh",
      fromNumber: 1005,
      attribute: { key: "po", value: "7" },
    });
  });
  it("takes a number out of an order's name, and an exclusion with blanks", () => {
    expect(read({ fromNumber: "EN#1005", channels: "<>Point of Sale" })).toEqual({
      filter: { fromNumber: 1005, channels: ["<>Point of Sale"] },
      errors: {},
    });
  });
  it("says which field is wrong and starts nothing", () => {
    expect(read({ countries: "Germany, de, Austria" }).errors).toEqual({
      countries: [{ text: "sync.error.countries", values: "“GERMANY”, “AUSTRIA”" }],
    });
    for (const fromNumber of ["0", "-1", "1.5", "abc", "99999999999"])
      expect(read({ fromNumber }).errors, fromNumber).toEqual({
        fromNumber: "sync.error.fromNumber",
      });
    expect(read({ attributeValue: "7" }).errors).toEqual({
      attributeKey: "sync.error.attributeKey",
    });
    for (const field of ["tags", "channels"] as const)
      for (const [token, error] of [
        ["@", "tokenBareAt"],
        ["!@", "tokenBareAt"],
        ["!", "tokenEmpty"],
        ["<>", "tokenEmpty"],
        ["a|", "tokenEmpty"],
        ["@!vip", "tokenSign"],
        ["!!vip", "tokenSign"],
      ])
        expect(read({ [field]: `fine, ${token}` }).errors, token).toEqual({
          [field]: [{ text: `sync.error.${error}`, values: `“${token}”` }],
        });
    expect(read({ tags: "@, vip, !, a|" }).errors).toEqual({
      tags: [
        { text: "sync.error.tokenBareAt", values: "“@”" },
        { text: "sync.error.tokenEmpty", values: "“!”, “a|”" },
      ],
    });
    expect(read({ tags: "x".repeat(256) }).errors).toEqual({ tags: "sync.error.tags" });
  });
});
