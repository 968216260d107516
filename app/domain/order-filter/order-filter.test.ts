import { describe, expect, it } from "vitest";
import type { ListedOrder } from "./listed.ts";
import { orderFilterSchema, parseOrderFilter, unmetFilter } from "./order-filter.ts";
import { meetsTag } from "./tag-token.ts";
import { verdictOf } from "#app/domain/orders/announce/verdict.ts";
import { parseOrderNames, sameName } from "#app/domain/orders/announce/order-names.ts";
import { isLeftAlone, listingsOf, restartAt } from "#app/domain/orders/announce/listing-query.ts";

const money = { amount: "10", currency: "EUR" };
const order = (over: Partial<ListedOrder> = {}): ListedOrder => ({
  id: "gid://shopify/Order/1",
  name: "#1001",
  number: 1001,
  createdAt: "2026-11-20T10:00:00Z",
  updatedAt: "2026-11-20T10:00:00Z",
  processedAt: "2026-11-20T10:00:00Z",
  cancelledAt: null,
  closed: false,
  test: false,
  confirmed: true,
  financialStatus: "PAID",
  fulfillmentStatus: "UNFULFILLED",
  fullyPaid: true,
  unpaid: false,
  sourceName: "web",
  channel: { handle: "web", displayName: "Online Store" },
  tags: ["Gift wrap", "vip"],
  attributes: [{ key: "Source", value: "Fair" }],
  currency: "EUR",
  total: { shop: money, presentment: money },
  riskLevels: [],
  highRisk: false,
  riskRecommendation: null,
  sellToCountry: "DE",
  shipToCountry: "DE",
  billToCountry: "DE",
  customerName: null,
  ...over,
});

describe("filters of orders (SET-17)", () => {
  it.each([
    ["vip", true],
    ["VIP", false],
    ["@VIP", true],
    ["gift*", false],
    ["@gift*", true],
    ["@*wrap", true],
    ["*ft w*", true],
    ["vip*vip", false],
    ["!vip", false],
    ["!@*b2b*", true],
    ["*", true],
    ["", false],
    ["<>vip", false],
    ["<>@*b2b*", true],
    ["b2b|vip", true],
    ["@*b2b*|@*WRAP*", true],
    ["!b2b|vip", false],
    ["*[vip]*", true],
    ["*[vi]*", false],
    ["@*[gift wrap] [vip]*", true],
  ])("I-8: tag token %s", (token, met) => {
    expect(meetsTag(token, order().tags)).toBe(met);
  });
  it("names the part that is not met", () => {
    expect(unmetFilter({}, order())).toBeUndefined();
    expect(unmetFilter({ shipToCountries: ["fr"] }, order())).toMatchObject({
      field: "shipToCountries",
      wanted: "fr",
      actual: "DE",
    });
    expect(unmetFilter({ financialStatuses: ["PAID"], fromNumber: 1002 }, order())).toMatchObject({
      field: "fromNumber",
    });
    expect(unmetFilter({ risk: "highOnly" }, order())).toMatchObject({ field: "risk" });
    expect(
      unmetFilter({ risk: "notHigh", attribute: { key: "source", value: "fair" } }, order()),
    ).toBeUndefined();
    expect(unmetFilter({ channels: ["pos"] }, order())).toMatchObject({ field: "channels" });
  });
  it("a hostile token costs no more than token × tags", () => {
    const start = performance.now();
    expect(meetsTag(`${"*a".repeat(120)}b`, ["a".repeat(255)])).toBe(false);
    expect(performance.now() - start).toBeLessThan(200);
  });
  it("is checked before it is saved: a wrong part says which and why (SET-19)", () => {
    const problems = (filter: object) => {
      const parsed = parseOrderFilter(filter);
      return parsed.ok
        ? []
        : parsed.error.map(({ field, problem }) => [field, problem.replace("filter.problem.", "")]);
    };
    expect(
      problems({
        financialStatuses: ["PAYED"],
        fulfillmentStatuses: ["GONE"],
        shipToCountries: ["Germany"],
        tags: ["a||b", "!", "@", "fine"],
      }),
    ).toEqual([
      ["financialStatuses", "unknownStatus"],
      ["fulfillmentStatuses", "unknownStatus"],
      ["shipToCountries", "notACountry"],
      ["tags", "emptyPart"],
      ["tags", "emptyPart"],
      ["tags", "bareAt"],
    ]);
    expect(problems({ fromNumber: -1 })).toEqual([["fromNumber", "unreadable"]]);
    expect(problems({ colour: "red" })).toEqual([["colour", "unreadable"]]);
    expect(problems({ attribute: { key: "", value: "x" } })).toEqual([["attribute", "unreadable"]]);
    expect(
      parseOrderFilter({
        shipToCountries: ["de"],
        financialStatuses: ["Partially paid"],
        tags: ["@*gift*"],
      }),
    ).toEqual({
      ok: true,
      value: { shipToCountries: ["DE"], financialStatuses: ["PARTIALLY_PAID"], tags: ["@*gift*"] },
    });
    expect(parseOrderFilter(undefined)).toEqual({ ok: true, value: {} });
  });
  it("refuses a filter it does not know, so that no typing error lets everything through", () => {
    expect(orderFilterSchema.safeParse({ tag: ["x"] }).success).toBe(false);
  });
});

describe("verdicts", () => {
  const card = { id: "c", filter: {}, holdsMarketplace: true };
  const marketplace = {
    sourceName: "tiktok",
    channel: { handle: "tiktok", displayName: "TikTok Shop" },
  };
  it("claims for the first card whose filter is met (SET-16)", () => {
    expect(
      verdictOf(order(), [{ ...card, id: "a", filter: { shipToCountries: ["FR"] } }, card], {
        known: false,
      }),
    ).toMatchObject({ verdict: "ready", cardId: "c" });
    expect(
      verdictOf(order(), [{ ...card, filter: { shipToCountries: ["FR"] } }], { known: false }),
    ).toMatchObject({ verdict: "held", reason: { kind: "not-in-filter" } });
  });
  it("holds a marketplace order until it is released, never a known one", () => {
    const held = order({
      ...marketplace,
      fulfillmentStatus: "ON_HOLD",
      financialStatus: "AUTHORIZED",
    });
    expect(verdictOf(held, [card], { known: false })).toMatchObject({
      verdict: "held",
      reason: { kind: "held-marketplace", params: { channel: "TikTok Shop" } },
    });
    expect(verdictOf(held, [card], { known: true }).verdict).toBe("ready");
    expect(verdictOf(held, [{ ...card, holdsMarketplace: false }], { known: false }).verdict).toBe(
      "ready",
    );
    expect(
      verdictOf({ ...held, fulfillmentStatus: "UNFULFILLED" }, [card], { known: false }).verdict,
    ).toBe("ready");
    expect(
      verdictOf(order({ fulfillmentStatus: "ON_HOLD" }), [card], { known: false }).verdict,
    ).toBe("ready");
    expect(
      verdictOf(
        order({ sourceName: "4711", channel: marketplace.channel, fulfillmentStatus: "ON_HOLD" }),
        [card],
        { known: false },
      ).verdict,
    ).toBe("ready");
  });
});

describe("pasted names", () => {
  it("takes lists however they are separated and says what is no name", () => {
    expect(parseOrderNames(" #1001,1002;#1001\n\tSHOP-7-A \n' OR 1=1\n" + "x".repeat(41))).toEqual({
      names: ["#1001", "1002", "SHOP-7-A"],
      malformed: [
        { text: "' OR 1=1", why: "badCharacters" },
        { text: `${"x".repeat(40)}…`, why: "tooLong" },
      ],
      tooMany: 0,
    });
    expect(
      parseOrderNames(Array.from({ length: 600 }, (_, i) => String(i)).join(",")).tooMany,
    ).toBe(100);
    expect(sameName("#1001", "1001")).toBe(true);
    expect(sameName("#10011", "1001")).toBe(false);
  });
});

describe("listings", () => {
  const now = new Date("2026-11-21T10:00:00Z");
  it("ask for open orders and late cancellations first, then for what changed, quoted (I-2)", () => {
    expect(
      listingsOf({ cursor: null, includeArchived: false, now }).map(({ query }) => query),
    ).toEqual(["status:open", "status:cancelled updated_at:>='2026-09-22T10:00:00.000Z'"]);
    expect(listingsOf({ cursor: now, includeArchived: false, now })).toEqual([
      { query: "updated_at:>='2026-11-21T09:50:00.000Z'", archived: false },
    ]);
    expect(listingsOf({ cursor: now, includeArchived: true, now })).toEqual([
      { query: "", archived: true },
    ]);
    expect(restartAt(now, "status:open updated_at:>='2026-11-01T00:00:00.000Z'")).toBe(
      "status:open updated_at:>='2026-11-21T10:00:00.000Z'",
    );
  });
  it("leaves an archived order alone unless it is known, asked for, or cancelled (I-7)", () => {
    const context = { known: false, archived: false };
    expect(isLeftAlone({ closed: true, cancelledAt: null }, context)).toBe(true);
    expect(isLeftAlone({ closed: true, cancelledAt: "2026-11-20T10:00:00Z" }, context)).toBe(false);
    expect(isLeftAlone({ closed: true, cancelledAt: null }, { ...context, known: true })).toBe(
      false,
    );
    expect(isLeftAlone({ closed: true, cancelledAt: null }, { ...context, archived: true })).toBe(
      false,
    );
  });
});
