import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { capabilities } from "#tests/fixtures/orders.ts";
import { filterPresets, matches, parseFilter } from "./filter.ts";
import { matchesPattern, tagText } from "./filter-pattern.ts";
import { parseSettings } from "./parse-settings.ts";
import { defaultSettings, settingsList } from "./settings.ts";
import { upgradeSettings } from "./upgrade-settings.ts";
import { validateSettings } from "./validate-settings.ts";

const refused = (over: Partial<typeof defaultSettings>, context: Parameters<typeof validateSettings>[1] = {}) => validateSettings({ ...defaultSettings, ...over }, context).map(({ key, problem }) => [key, problem.replace("settings.problem.", "")]);

describe("settings", () => {
  it("SET-19: defaults are valid, keys are their own, every value survives a round trip", () => {
    expect(validateSettings(defaultSettings, { capabilities })).toEqual([]);
    expect(new Set(settingsList.map(({ key }) => key)).size).toBe(settingsList.length);
    expect(parseSettings(JSON.parse(JSON.stringify(defaultSettings)))).toEqual({ settings: defaultSettings, unknown: {}, errors: [] });
  });
  it("SET-19: form texts are read, wrong values are tied to their field, unknown keys are kept", () => {
    const parsed = parseSettings({ autoCreateOrders: "true", logMode: "loud", roundingTolerance: "-1", timeZone: "Mars/Olympus", shippingAccount: " 6810 ", later: { a: 1 } });
    expect(parsed.settings).toMatchObject({ autoCreateOrders: true, logMode: "errors", shippingAccount: "6810" });
    expect(parsed.errors.map(({ key }) => key)).toEqual(["logMode", "timeZone", "roundingTolerance"].sort((a, b) => settingsList.findIndex(({ key }) => key === a) - settingsList.findIndex(({ key }) => key === b)));
    expect(parsed.unknown).toEqual({ later: { a: 1 } });
    expect(parseSettings([]).errors).toHaveLength(1);
    expect(parseSettings({ roundingTolerance: "0.05" }).settings.roundingTolerance).toBe("0.05");
  });
  it("never throws on anything a form or a file could hold", () => {
    fc.assert(fc.property(fc.dictionary(fc.constantFrom(...settingsList.map(({ key }) => key), "other"), fc.jsonValue()), (values) => {
      const parsed = parseSettings(values);
      expect(Object.keys(parsed.settings).sort()).toEqual(Object.keys(defaultSettings).sort());
    }));
  });
  it("S-1: automatic credit memos need auto create orders", () => {
    expect(refused({ returnProcess: "autoCreditMemo" })).toEqual([["returnProcess", "S-1"]]);
    expect(refused({ returnProcess: "autoCreditMemo", autoCreateOrders: true })).toEqual([]);
  });
  it("S-2: auto create orders cannot be turned off under automatic credit memos", () => {
    const previous = { ...defaultSettings, returnProcess: "autoCreditMemo" as const, autoCreateOrders: true };
    expect(refused({ returnProcess: "autoCreditMemo" }, { previous })).toEqual([["autoCreateOrders", "S-2"]]);
  });
  it("SET-19: what the ERP cannot do is refused beside the field", () => {
    const context = { capabilities: { ...capabilities, multiCurrency: false, manualNumbers: false, release: false, returns: false } };
    expect(refused({ currencyHandling: "presentment", useShopifyOrderNumber: true, returnsAs: "returnOrder" }, context)).toEqual([
      ["currencyHandling", "presentmentNeedsCurrencies"], ["useShopifyOrderNumber", "numbersAreTheErps"], ["autoRelease", "erpCannotRelease"], ["returnsAs", "erpHasNoReturnOrders"]]);
  });
  it("BC §1.4: only one side updates customers; the field just changed says so", () => {
    const previous = { ...defaultSettings, erpUpdatesCustomers: true };
    expect(refused({ shopifyUpdatesCustomers: true, erpUpdatesCustomers: true }, { previous })).toEqual([["shopifyUpdatesCustomers", "oneSideUpdates"]]);
  });
  it("M-10, M-41, M-42: what a choice needs must be filled in", () => {
    expect(refused({ customerMapping: "default", companyMapping: "default", skuMapping: "itemAndVariant", skuSeparator: "", unitAsVariant: true, unitOption: " ", customLines: "item" }).map(([key]) => key))
      .toEqual(["defaultCustomer", "defaultCompany", "skuSeparator", "unitOption", "customLineItem"]);
    expect(refused({ autoCreateCustomers: true, customerImport: "none" })).toEqual([["autoCreateCustomers", "creationNeedsImport"]]);
  });
  it("upgrades stored values step by step and refuses a newer app's", () => {
    const steps = { 1: (values: Record<string, unknown>) => ({ b: values["a"] }), 2: (values: Record<string, unknown>) => ({ c: values["b"] }) } as never;
    expect(upgradeSettings({ a: 1 }, 1, steps, 3)).toEqual({ ok: true, value: { c: 1 } });
    expect(upgradeSettings({}, 4, steps, 3)).toEqual({ ok: false, error: { problem: "newer", version: 4 } });
    expect(upgradeSettings({}, 0, steps, 3)).toEqual({ ok: false, error: { problem: "noStep", version: 0 } });
  });
});

const listed = {
  shipToCountry: "DE", financialStatus: "PAID", fulfillmentStatus: "UNFULFILLED", tags: ["Tag1", "b c"], sourceName: "web", channel: { handle: "online_store", displayName: "Online Store" },
  highRisk: false, number: 1001, attributes: [{ key: "gift", value: "Yes" }],
};
const passes = (filter: object, order = listed): boolean => {
  const parsed = parseFilter(filter);
  if (!parsed.ok) throw new Error(JSON.stringify(parsed.error));
  return matches(parsed.value, order);
};

describe("filters", () => {
  it("SET-17: no filter lets everything through", () => {
    expect(passes({})).toBe(true);
    expect(passes(filterPresets.none)).toBe(true);
  });
  it("I-8: tags are one text in brackets", () => expect(tagText(["a", "b c"])).toBe("[a] [b c]"));
  it("SET-17: @ takes either case, * any text", () => {
    expect([passes({ tags: "@*tag1*" }), passes({ tags: "*tag1*" }), passes({ tags: "*Tag1*" }), passes({ tags: "Tag1" })]).toEqual([true, false, true, false]);
    expect([passes({ tags: "@*tag2*|@*tag1*" }), passes({ tags: "*Tag1*&*b c*" }), passes({ tags: "<>*Tag1*" }), passes({ tags: "<>*x*" })]).toEqual([true, true, false, true]);
    expect(passes({ tags: "<>*x*" }, { ...listed, tags: [] })).toBe(true);
  });
  it("SET-17: country, statuses, channel, risk, number, attribute", () => {
    expect([passes({ shipToCountries: "de, at" }), passes({ shipToCountries: ["FR"] }), passes({ shipToCountries: ["DE"] }, { ...listed, shipToCountry: null as never })]).toEqual([true, false, false]);
    expect([passes({ financialStatuses: ["paid"] }), passes({ fulfillmentStatuses: ["Partially fulfilled"] })]).toEqual([true, false]);
    expect([passes({ channel: "@online*" }), passes({ channel: "pos" }), passes({ channel: "<>web" })]).toEqual([true, false, false]);
    expect([passes({ risk: "exceptHigh" }), passes({ risk: "onlyHigh" })]).toEqual([true, false]);
    expect([passes({ fromNumber: "1001" }), passes({ fromNumber: 1002 }), passes({ fromNumber: "" })]).toEqual([true, false, true]);
    expect([passes({ attribute: { key: "gift" } }), passes({ attribute: { key: "gift", value: "@yes" } }), passes({ attribute: { key: "gift", value: "no" } }), passes({ attribute: { key: "wrap" } })]).toEqual([true, true, false, false]);
  });
  it("SET-17: the ready preset takes paid and unshipped orders", () => {
    expect([passes(filterPresets.paidUnshipped), passes(filterPresets.paidUnshipped, { ...listed, financialStatus: "PENDING" }), passes(filterPresets.paidUnshipped, { ...listed, fulfillmentStatus: "FULFILLED" })]).toEqual([true, false, false]);
  });
  it("SET-19: a wrong part says which and why", () => {
    const problems = (filter: object) => { const parsed = parseFilter(filter); return parsed.ok ? [] : parsed.error.map(({ field, problem }) => [field, problem.replace("filter.problem.", "")]); };
    expect(problems({ financialStatuses: ["PAYED"], shipToCountries: ["Germany"], tags: "a||b", channel: "@" })).toEqual([["financialStatuses", "unknownStatus"], ["shipToCountries", "notACountry"], ["tags", "emptyPart"], ["channel", "bareAt"]]);
    expect(problems({ fromNumber: "-1" })).toEqual([["fromNumber", "unreadable"]]);
    expect(problems({ colour: "red" })).toEqual([["colour", "unreadable"]]);
    expect(problems({ attribute: { key: "", value: "x" } })).toEqual([["attribute", "attributeNeedsName"]]);
  });
  it("a hostile pattern costs no more than pattern × text", () => {
    const start = performance.now();
    expect(matchesPattern(`${"*a".repeat(60)}b`, "a".repeat(5000))).toBe(false);
    expect(performance.now() - start).toBeLessThan(1000);
  });
});
