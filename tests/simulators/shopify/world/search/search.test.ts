import { describe, expect, it } from "vitest";
import type { ResolverContext } from "../../world-interface.ts";
import { searchOrders } from "./orders.ts";
import { testWorld } from "../testing.ts";

const world = testWorld("full");
const { orders } = world.store();
const ask = (query: string, scopes = ["read_orders", "read_all_orders"]) => {
  const context: ResolverContext = {
    shop: world.shop,
    appId: "gid://shopify/App/1",
    scopes: new Set(scopes),
    apiVersion: "2026-10",
    searchWarnings: [],
    effects: () => undefined,
  };
  const page = world.rootQuery.orders!(
    null,
    { first: 250, query, sortKey: "ORDER_NUMBER" },
    context,
    { path: { key: "orders" } } as never,
  ) as { nodes: { kind: string; updatedAt: string; name: string }[] };
  return {
    kinds: page.nodes.map(({ kind }) => kind),
    nodes: page.nodes,
    warnings: context.searchWarnings,
  };
};
const all = orders.length;

describe("orders(query:)", () => {
  it.each([
    [
      "status:cancelled",
      ["cancelled-authorized", "cancelled-paid", "cancelled-unpaid", "refund-cancelled"],
    ],
    [
      "status:closed",
      [
        "archived",
        "cash-rounding",
        "fulfilled",
        "gift-card-only",
        "pos-without-address",
        "refund-failed",
        "refund-pending",
        "refund-without-money",
        "return-open",
        "return-received",
        "return-requested",
      ],
    ],
    ["test:true", ["test-order"]],
    ["risk_level:high", ["high-risk"]],
    ["risk_level:medium OR risk_level:high", ["high-risk", "medium-risk"]],
    ["source_name:northsea-marketplace", ["marketplace-on-hold", "marketplace-ready"]],
    ["source_name:northsea-marketplace -fulfillment_status:on_hold", ["marketplace-ready"]],
    ["source_name:northsea-marketplace AND NOT fulfillment_status:on_hold", ["marketplace-ready"]],
    ["(test:true OR risk_level:high) -status:closed", ["high-risk", "test-order"]],
    ["tag:vip", ["note-attributes-tags"]],
    ["tag:'Newsletter 2026'", ["note-attributes-tags"]],
    ['tag:"do not call" tag_not:boat', []],
    [
      "financial_status:partially_paid",
      ["edited-line-added", "partially-paid", "return-exchanged"],
    ],
    [
      "financial_status:refunded,voided",
      [
        "cancelled-authorized",
        "cancelled-paid",
        "cancelled-unpaid",
        "fully-refunded",
        "refund-cancelled",
      ],
    ],
    ["email:ole.hansen@example.com", ["customer-without-address"]],
    ["po_number:PO-4500017", ["b2b-net-terms"]],
    ["sku:PROTO-X9", ["unknown-sku"]],
    ["current_total_price:>1500", ["b2b-net-terms", "sixty-lines"]],
    [
      "return_status:in_progress",
      [
        "exchange-cheaper",
        "exchange-dearer",
        "exchange-equal",
        "return-exchanged",
        "return-open",
        "return-received",
        "return-refunded",
        "return-two-places",
        "return-with-fees",
      ],
    ],
    ["gateway:cash", ["cash-rounding"]],
  ])("%s", (query, kinds) => {
    const { kinds: found, warnings } = ask(query);
    expect([...found].sort()).toEqual(kinds);
    expect(warnings).toEqual([]);
  });

  it("open, not closed and any", () => {
    expect(ask("status:any").kinds).toHaveLength(all);
    expect(ask("status:open").kinds).toHaveLength(all - 15);
    expect(ask("status:not_closed").kinds).toHaveLength(all - 15);
    expect(ask("").kinds).toHaveLength(all);
  });
  it("by name, with and without the prefix", () => {
    expect(ask("name:#1003").nodes.map(({ name }) => name)).toEqual(["#1003"]);
    expect(ask("name:1003 OR name:'#1004'").nodes.map(({ name }) => name)).toEqual([
      "#1003",
      "#1004",
    ]);
  });
  it("by id", () =>
    expect(ask(`id:${orders[0]!.id.split("/").at(-1)}`).kinds).toEqual([orders[0]!.kind]));

  it("quoted instants compare exactly", () => {
    const at = [...orders].map(({ updatedAt }) => updatedAt).sort()[Math.floor(all / 2)]!;
    const later = orders.filter(({ updatedAt }) => updatedAt >= at);
    expect(ask(`updated_at:>='${at}'`).kinds).toHaveLength(later.length);
    expect(ask(`updated_at:>'${at}'`).kinds).toHaveLength(
      orders.filter(({ updatedAt }) => updatedAt > at).length,
    );
    expect(ask(`updated_at:<'${at}'`).kinds).toHaveLength(all - later.length);
    expect(ask(`created_at:>="2026-11-01" created_at:<'2026-11-10'`).kinds).toHaveLength(
      orders.filter(
        ({ createdAt }) => createdAt >= "2026-10-31T23:00" && createdAt < "2026-11-09T23:00",
      ).length,
    );
  });
  it("without a zone it is the shop's time, and unquoted only the day counts (recorded-answers §4)", () => {
    const count = (from: string) => orders.filter(({ createdAt }) => createdAt >= from).length;
    const found = (query: string) => ask(query).kinds.length;
    // Lübeck is an hour ahead of UTC in November.
    expect(found("created_at:>='2026-11-10T06:00:00'")).toBe(count("2026-11-10T05:00:00Z"));
    expect(found("created_at:>='2026-11-10T06:00:00Z'")).toBe(count("2026-11-10T06:00:00Z"));
    expect(found("created_at:>='2026-11-10'")).toBe(count("2026-11-09T23:00:00Z"));
    expect(found("created_at:>=2026-11-10")).toBe(count("2026-11-09T23:00:00Z"));
    const placed = testWorld("empty");
    placed.store().at(new Date("2026-11-09T23:30:00Z"), () => {
      placed.control.placeOrder!({ kind: "one-line" });
    });
    expect(
      searchOrders("created_at:2026-11-10", "Europe/Berlin").matches(placed.store().orders[0]!),
    ).toBe(true);
    expect(searchOrders("created_at:2026-11-10", "UTC").matches(placed.store().orders[0]!)).toBe(
      false,
    );
  });
  it("an unquoted instant splits at its colon into a nonsense filter and is answered all the same", () => {
    const { kinds, warnings } = ask("updated_at:>=2026-11-20T08:30:00Z");
    expect(kinds).toHaveLength(
      orders.filter(({ updatedAt }) => updatedAt >= "2026-11-20T08:00:00Z").length,
    );
    expect(warnings).toMatchObject([
      { path: ["orders"], warnings: [{ field: "30", code: "invalid_field" }] },
    ]);
  });
  it("an unknown filter is dropped with a warning", () => {
    const { kinds, warnings } = ask("colour:red test:true");
    expect(kinds).toEqual(["test-order"]);
    expect(warnings).toEqual([
      {
        path: ["orders"],
        query: "colour:red test:true",
        parsed: expect.anything() as unknown,
        warnings: [
          {
            field: "colour",
            message: "Invalid search field for this query.",
            code: "invalid_field",
          },
        ],
      },
    ]);
  });
  it.each([
    ["status:shut", "status", "shut"],
    ["financial_status:paid,payed", "financial_status", "paid,payed"],
    ["created_at:>=yesterday", "created_at", "yesterday"],
    ["test:maybe", "test", "maybe"],
  ])("%s has a value that is none: nothing matches, with a warning", (query, field, value) => {
    const { kinds, warnings } = ask(query);
    expect(kinds).toEqual([]);
    expect(warnings).toMatchObject([
      {
        warnings: [
          { field, message: `Input \`${value}\` is not an accepted value.`, code: "invalid_value" },
        ],
      },
    ]);
  });
  it("tells how a query with a warning was read", () => {
    const { warnings } = ask("colour:red created_at:>='2026-11-01' tag:\"two words\" mugs");
    expect((warnings[0] as { parsed: unknown }).parsed).toEqual({
      and: [
        { field: "colour", match_all: "red" },
        { field: "created_at", range_gte: "2026-11-01" },
        { field: "tag", match_phrase: "two words" },
        { field: "default", match_all: "mugs" },
      ],
    });
  });
  it("cursors hold milliseconds within a query, else the database's texts; both page on", () => {
    const page = (args: Record<string, unknown>) =>
      world.rootQuery.orders!(
        null,
        { first: 3, sortKey: "UPDATED_AT", ...args },
        { scopes: new Set(["read_all_orders"]), searchWarnings: [] } as never,
        { path: { key: "orders" } } as never,
      ) as { nodes: { id: string }[]; pageInfo: { endCursor: string } };
    for (const [query, form] of [
      ["status:any", /^\d{13}$/],
      [undefined, /^\d{4}-\d\d-\d\d \d\d:\d\d:\d\d\.\d{6}$/],
    ] as const) {
      const { nodes, pageInfo } = page({ query });
      const value = JSON.parse(atob(pageInfo.endCursor)) as { last_value: string | number };
      expect(String(value.last_value)).toMatch(form);
      const all = page({ query, first: 6 }).nodes.map(({ id }) => id);
      const next = page({ query, after: pageInfo.endCursor }).nodes.map(({ id }) => id);
      expect([...nodes.map(({ id }) => id), ...next]).toEqual(all);
    }
  });
  it("orders older than 60 days hide without read_all_orders", () => {
    world.control.placeOrder!({ kind: "tip", daysAgo: 75 });
    expect(ask("status:any").kinds).toHaveLength(all + 1);
    expect(ask("status:any", ["read_orders"]).kinds).toHaveLength(all);
  });
});
