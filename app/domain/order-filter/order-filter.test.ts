import { CardId } from "#app/lib/ids.ts";
import fc from "fast-check";
import { describe, expect, it } from "vitest";
import type { ListedOrder } from "./listed.ts";
import { orderFilterSchema, parseOrderFilter, unmetFilter } from "./order-filter.ts";
import { meetsChannels } from "./channel-token.ts";
import { meetsTag, tagTokenProblem } from "./tag-token.ts";
import { NO_RULES } from "#app/domain/orders/announce/left-out.ts";
import type { CardForVerdict, VerdictContext } from "#app/domain/orders/announce/verdict.ts";
import { verdictOf } from "#app/domain/orders/announce/verdict.ts";
import { listingsOf, restartAt } from "#app/domain/orders/announce/listing-query.ts";

const CARD = CardId.parse("01980000-0000-7000-8000-000000000001");
const OTHER_CARD = CardId.parse("01980000-0000-7000-8000-000000000002");

const installedAt = new Date("2026-11-10T10:00:00Z");
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
    ["<> vip", false],
    ["! b2b", true],
    ["@ VIP", true],
    // Stored before tokens were checked: it lets nothing through, and never all.
    ["!", false],
    ["<>", false],
    ["@", false],
    ["!@", false],
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
  it.each([
    ["pos", true],
    ["POS", true],
    ["Point of Sale", true],
    ["point of sale", true],
    ["<>Point of Sale", false],
    ["!pos", false],
    ["<> online store", true],
    ["!Online Store | Point of Sale", false],
    ["web", false],
    ["Online Store", false],
    ["Point*", true],
    ["Point", false],
  ])("channel %s of an order from the counter", (token, met) => {
    const counter = order({
      sourceName: "pos",
      channel: { handle: "pos", displayName: "Point of Sale" },
    });
    expect(unmetFilter({ channels: [token] }, counter) === undefined).toBe(met);
  });
  it("a channel has the names of both languages, and each exclusion holds", () => {
    for (const channels of [["Onlineshop"], ["Online Store"], ["pos", "WEB"], ["<>pos", "!Amazon"]])
      expect(unmetFilter({ channels }, order()), channels.join()).toBeUndefined();
    expect(unmetFilter({ channels: ["web", "!Onlineshop"] }, order())).toEqual({
      field: "channels",
      wanted: "web, !Onlineshop",
      actual: "Online Store",
    });
    const unattributed = order({ sourceName: null, channel: null });
    expect(unmetFilter({ channels: ["!pos"] }, unattributed)).toBeUndefined();
    expect(unmetFilter({ channels: ["*"] }, unattributed)).toMatchObject({ field: "channels" });
  });
  it("whatever is typed: an exclusion is the opposite, and what means nothing takes no order", () => {
    const texts = fc.string({ unit: fc.constantFrom(..."ab*@!<>| []"), maxLength: 8 });
    fc.assert(
      fc.property(texts, fc.array(texts, { maxLength: 4 }), (token, tags) => {
        const channel = { handle: tags[0] ?? "a", displayName: tags[1] ?? "b" };
        const met = [meetsTag(token, tags), meetsChannels([token], { channel, sourceName: null })];
        if (tagTokenProblem(token) !== null) {
          expect(met).toEqual([false, false]);
          return;
        }
        if (/^\s*(?:!|<>)/.test(token)) return;
        for (const sign of ["!", "<>", " ! "])
          expect([
            meetsTag(`${sign}${token}`, tags),
            meetsChannels([`${sign}${token}`], { channel, sourceName: null }),
          ]).toEqual(met.map((one) => !one));
      }),
    );
  });
  it("a hostile token costs no more than token × tags", () => {
    const before = process.cpuUsage();
    expect(meetsTag(`${"*a".repeat(120)}b`, ["a".repeat(255)])).toBe(false);
    expect(process.cpuUsage(before).user / 1000).toBeLessThan(2_000);
  });
  it("is checked before it is saved: a wrong part says which and why (SET-19)", () => {
    const problems = (filter: object) => {
      const parsed = parseOrderFilter(filter);
      return parsed.ok
        ? []
        : parsed.error.map(({ field, problem, params }) => [
            field,
            problem.replace("filter.problem.", ""),
            ...(params["value"] === undefined ? [] : [params["value"]]),
          ]);
    };
    expect(
      problems({
        financialStatuses: ["PAYED"],
        fulfillmentStatuses: ["GONE"],
        shipToCountries: ["Germany"],
        tags: ["a||b", "!", "@", "fine", "@!vip", "a|<>b"],
        channels: ["!", "<>Point of Sale"],
      }),
    ).toEqual([
      ["financialStatuses", "unknownStatus"],
      ["fulfillmentStatuses", "unknownStatus"],
      ["shipToCountries", "notACountry"],
      ["tags", "emptyPart", "a||b”, “!"],
      ["tags", "bareAt", "@"],
      ["tags", "misplacedSign", "@!vip”, “a|<>b"],
      ["channels", "emptyPart", "!"],
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
  const card = { id: CARD, title: "A", enabled: true, filter: {}, holdsMarketplace: true };
  const marketplace = {
    sourceName: "tiktok",
    channel: { handle: "tiktok", displayName: "TikTok Shop" },
  };
  it("claims for the first card whose filter is met (SET-16)", () => {
    expect(
      verdictOf(order(), [{ ...card, id: OTHER_CARD, filter: { shipToCountries: ["FR"] } }, card], {
        known: false,
      }),
    ).toMatchObject({ verdict: "ready", cardId: CARD });
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
    // The source is the id of the app that placed it; the channel says whose it is.
    expect(
      verdictOf(
        order({ sourceName: "4711", channel: marketplace.channel, fulfillmentStatus: "ON_HOLD" }),
        [card],
        { known: false },
      ).verdict,
    ).toBe("held");
  });
});

describe("listings", () => {
  const now = new Date("2026-11-21T10:00:00Z");
  it("ask for open orders, late cancellations and what was sold and archived since the installation first, then for what changed, quoted (I-2)", () => {
    expect(
      listingsOf({ cursor: null, includeArchived: false, installedAt, now }).map(
        ({ query }) => query,
      ),
    ).toEqual([
      "status:open",
      "status:cancelled updated_at:>='2026-09-22T10:00:00.000Z'",
      "status:closed created_at:>='2026-11-10T10:00:00.000Z'",
    ]);
    expect(listingsOf({ cursor: now, includeArchived: false, installedAt, now })).toEqual([
      { query: "updated_at:>='2026-11-21T09:50:00.000Z'", archived: false },
    ]);
    expect(listingsOf({ cursor: now, includeArchived: true, installedAt, now })).toEqual([
      { query: "", archived: true },
    ]);
    expect(restartAt(now, "status:open updated_at:>='2026-11-01T00:00:00.000Z'")).toBe(
      "status:open updated_at:>='2026-11-21T10:00:00.000Z'",
    );
  });
});

describe("archived orders (I-7)", () => {
  const card = { id: CARD, title: "A", enabled: true, filter: {}, holdsMarketplace: true };
  const sold = order({ closed: true, fulfillmentStatus: "FULFILLED" });
  const verdict = (
    archived: ListedOrder,
    context: Partial<VerdictContext> = {},
    cards: readonly CardForVerdict[] = [card],
  ) => {
    const decided = verdictOf(archived, cards, { known: false, installedAt, ...context });
    return decided.reason?.cause ?? decided.verdict;
  };
  it("come in when Shopify archived them by itself and they were placed since the app is there", () => {
    expect(verdict(sold)).toBe("ready");
    expect(verdict(sold, {}, [])).toBe("ready");
    expect(verdict({ ...sold, financialStatus: "PARTIALLY_REFUNDED" })).toBe("ready");
    expect(verdict({ ...sold, createdAt: "2026-11-10T09:59:59Z" })).toBe("archived:before");
  });
  it("are left alone when a person archived them", () => {
    expect(verdict(order({ closed: true }))).toBe("archived:byHand");
    expect(verdict({ ...sold, financialStatus: "PENDING" })).toBe("archived:byHand");
  });
  it("are left alone when the card says so, or no filter takes them", () => {
    const rules = { skips: [], takesSelfArchived: false };
    expect(verdict(sold, {}, [{ ...card, rules }])).toBe("archived:setting");
    const french = { ...card, filter: { shipToCountries: ["FR"] } };
    expect(verdict(sold, {}, [french])).toBe("archived:filter");
    expect(verdict(sold, { runFilter: { shipToCountries: ["FR"] } })).toBe("archived:filter");
  });
  it("come in when they are known, wait already, are asked for, or were cancelled", () => {
    const byHand = order({ closed: true });
    for (const context of [{ known: true }, { waiting: true }, { archived: true }])
      expect(verdict(byHand, context)).toBe("ready");
    expect(verdict({ ...byHand, cancelledAt: "2026-11-20T10:00:00Z" })).toBe("ready");
  });
});

describe("orders that a card does not import", () => {
  const skips = ["cancelled", "test", "highRisk"] as const;
  const card = {
    id: CARD,
    title: "A",
    enabled: true,
    filter: {},
    holdsMarketplace: true,
    rules: { skips, takesSelfArchived: true },
  };
  const cancelled = order({ cancelledAt: "2026-11-20T10:00:00Z", closed: true });
  it.each([
    ["cancelled-not-imported", cancelled],
    ["test-not-imported", order({ test: true })],
    ["high-risk-not-imported", order({ highRisk: true })],
  ])("%s", (kind, listed) => {
    const reason = expect.objectContaining({ kind }) as unknown;
    expect(verdictOf(listed, [card], { known: false })).toMatchObject({
      verdict: "leftOut",
      reason,
    });
    expect(verdictOf(listed, [card], { known: false, waiting: true }).verdict).toBe("leftOut");
    expect(verdictOf(listed, [card], { known: false, archived: true }).verdict).toBe("leftOut");
    expect(verdictOf(listed, [card], { known: true }).verdict).toBe("ready");
    expect(verdictOf(listed, [card], { known: false, asked: true })).toMatchObject({
      verdict: "ready",
      reason: { kind: "released" },
    });
    expect(verdictOf(listed, [{ ...card, rules: NO_RULES }], { known: false }).verdict).toBe(
      "ready",
    );
  });
});
