import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capabilities } from "#tests/fixtures/orders.ts";
import { parseSettings } from "./parse-settings.ts";
import { defaultSettings, settingsList } from "./settings.ts";
import { storedSettings } from "./stored-settings.ts";
import { validateSettings, withinCapabilities } from "./validate-settings.ts";

const refused = (
  over: Partial<typeof defaultSettings>,
  context: Parameters<typeof validateSettings>[1] = {},
) =>
  validateSettings({ ...defaultSettings, ...over }, context).map(({ key, problem }) => [
    key,
    problem.replace("settings.problem.", ""),
  ]);

describe("settings", () => {
  it("SET-19: defaults are valid, keys are their own, every value survives a round trip", () => {
    expect(validateSettings(defaultSettings, { capabilities })).toEqual([]);
    expect(new Set(settingsList.map(({ key }) => key)).size).toBe(settingsList.length);
    expect(parseSettings(JSON.parse(JSON.stringify(defaultSettings)))).toEqual({
      settings: defaultSettings,
      unknown: {},
      errors: [],
    });
  });
  it("an import of all customers, which earlier versions could store, is one with orders", () => {
    const stored = { customerImport: "all", companyImport: "all", logMode: "all" };
    const read = storedSettings.read(stored, "card");
    expect(read).toEqual({
      customerImport: "withOrders",
      companyImport: "withOrders",
      logMode: "all",
    });
    expect(parseSettings(read).errors).toEqual([]);
    expect(storedSettings.read({ customerImport: "none" }, "card")).toEqual({
      customerImport: "none",
    });
  });
  it("SET-19: form texts are read, wrong values are tied to their field, unknown keys are kept", () => {
    const parsed = parseSettings({
      autoCreateOrders: "true",
      logMode: "loud",
      roundingTolerance: "-1",
      timeZone: "Mars/Olympus",
      shippingAccount: " 6810 ",
      later: { a: 1 },
    });
    expect(parsed.settings).toMatchObject({
      autoCreateOrders: true,
      logMode: "errors",
      shippingAccount: "6810",
    });
    expect(parsed.errors.map(({ key }) => key)).toEqual(
      ["logMode", "timeZone", "roundingTolerance"].sort(
        (a, b) =>
          settingsList.findIndex(({ key }) => key === a) -
          settingsList.findIndex(({ key }) => key === b),
      ),
    );
    expect(parsed.unknown).toEqual({ later: { a: 1 } });
    expect(parseSettings([]).errors).toHaveLength(1);
    expect(parseSettings({ roundingTolerance: "0.05" }).settings.roundingTolerance).toBe("0.05");
  });
  it("never throws on anything a form or a file could hold", () => {
    fc.assert(
      fc.property(
        fc.dictionary(
          fc.constantFrom(...settingsList.map(({ key }) => key), "other"),
          fc.jsonValue(),
        ),
        (values) => {
          const parsed = parseSettings(values);
          expect(Object.keys(parsed.settings).sort()).toEqual(Object.keys(defaultSettings).sort());
        },
      ),
    );
  });
  it("S-1: automatic credit memos need auto create orders", () => {
    expect(refused({ returnProcess: "autoCreditMemo" })).toEqual([
      ["returnProcess", "autoCreateOrdersOff"],
    ]);
    expect(refused({ returnProcess: "autoCreditMemo", autoCreateOrders: true })).toEqual([]);
  });
  it("S-2: auto create orders cannot be turned off under automatic credit memos", () => {
    const previous = {
      ...defaultSettings,
      returnProcess: "autoCreditMemo" as const,
      autoCreateOrders: true,
    };
    expect(refused({ returnProcess: "autoCreditMemo" }, { previous })).toEqual([
      ["autoCreateOrders", "creditMemosAutomatic"],
    ]);
  });
  const able = {
    ...capabilities,
    multiCurrency: false,
    manualNumbers: false,
    release: false,
    exchangeOnCreditMemo: false,
    returns: false,
  };
  it("what an ERP that is chosen cannot do is turned off, and nothing else", () => {
    const settings = {
      ...defaultSettings,
      currencyHandling: "presentment" as const,
      useShopifyOrderNumber: true,
      exchangeAs: "creditMemo" as const,
      returnsAs: "returnOrder" as const,
    };
    const within = withinCapabilities(settings, able);
    expect(within).toEqual({
      currencyHandling: "shop",
      useShopifyOrderNumber: false,
      autoRelease: false,
      exchangeAs: "salesDocument",
      returnsAs: "creditMemo",
    });
    expect(validateSettings({ ...settings, ...within }, { capabilities: able })).toEqual([]);
    expect(withinCapabilities(settings, capabilities)).toEqual({});
  });
  it("SET-19: what the ERP cannot do is refused beside the field", () => {
    const context = { capabilities: able };
    expect(
      refused(
        {
          currencyHandling: "presentment",
          useShopifyOrderNumber: true,
          exchangeAs: "creditMemo",
          returnsAs: "returnOrder",
        },
        context,
      ),
    ).toEqual([
      ["currencyHandling", "presentmentNeedsCurrencies"],
      ["useShopifyOrderNumber", "numbersAreTheErps"],
      ["autoRelease", "erpCannotRelease"],
      ["exchangeAs", "exchangeNeedsDocument"],
      ["returnsAs", "erpHasNoReturnOrders"],
      ["returnsAs", "exchangeNeedsCreditMemo"],
    ]);
  });
  it("SET-21: only one side updates customers; the field just changed says so", () => {
    const previous = { ...defaultSettings, erpUpdatesCustomers: true };
    expect(
      refused({ shopifyUpdatesCustomers: true, erpUpdatesCustomers: true }, { previous }),
    ).toEqual([["shopifyUpdatesCustomers", "oneSideUpdates"]]);
  });
  it("M-10, M-41, M-42: what a choice needs must be filled in", () => {
    expect(
      refused({
        customerMapping: "default",
        companyMapping: "default",
        skuMapping: "itemAndVariant",
        skuSeparator: "",
        unitAsVariant: true,
        unitOption: " ",
        customLines: "item",
      }).map(([key]) => key),
    ).toEqual([
      "defaultCustomer",
      "defaultCompany",
      "skuSeparator",
      "unitOption",
      "customLineItem",
    ]);
    expect(refused({ autoCreateCustomers: true, customerImport: "none" })).toEqual([
      ["autoCreateCustomers", "creationNeedsImport"],
    ]);
  });
});
