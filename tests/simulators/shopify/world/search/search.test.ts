import { describe, expect, it } from "vitest";
import type { ResolverContext } from "../../world-interface.ts";
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
    { fieldName: "orders" } as never,
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
    ["status:cancelled", ["cancelled-authorized", "cancelled-paid", "cancelled-unpaid"]],
    ["status:closed", ["archived"]],
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
    ["financial_status:partially_paid", ["edited-line-added", "partially-paid"]],
    [
      "financial_status:refunded,voided",
      ["cancelled-authorized", "cancelled-paid", "cancelled-unpaid", "fully-refunded"],
    ],
    ["email:ole.hansen@example.com", ["customer-without-address"]],
    ["po_number:PO-4500017", ["b2b-net-terms"]],
    ["sku:PROTO-X9", ["unknown-sku"]],
    ["current_total_price:>1500", ["b2b-net-terms", "sixty-lines"]],
    ["return_status:in_progress", ["return-open"]],
    ["gateway:cash", ["cash-rounding"]],
  ])("%s", (query, kinds) => {
    const { kinds: found, warnings } = ask(query);
    expect([...found].sort()).toEqual(kinds);
    expect(warnings).toEqual([]);
  });

  it("open, not closed and any", () => {
    expect(ask("status:any").kinds).toHaveLength(all);
    expect(ask("status:open").kinds).toHaveLength(all - 4);
    expect(ask("status:not_closed").kinds).toHaveLength(all - 4);
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
      orders.filter(({ createdAt }) => createdAt >= "2026-11-01" && createdAt < "2026-11-10")
        .length,
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
  it("orders older than 60 days hide without read_all_orders", () => {
    world.control.placeOrder!({ kind: "tip", daysAgo: 75 });
    expect(ask("status:any").kinds).toHaveLength(all + 1);
    expect(ask("status:any", ["read_orders"]).kinds).toHaveLength(all);
  });
});
