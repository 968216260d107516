import { describe, expect, it } from "vitest";
import type { MarketplaceOrder } from "./marketplace.ts";
import {
  isHeldByMarketplace,
  MARKETPLACE_ACTS,
  marketplaceForbids,
  marketplaceOf,
  marketplaceReadiness,
} from "./marketplace.ts";

const TIKTOK = { handle: "tiktok", displayName: "TikTok Shop" };
const order = (over: Partial<MarketplaceOrder> = {}): MarketplaceOrder => ({
  sourceName: "tiktok",
  attribution: TIKTOK,
  financialStatus: "AUTHORIZED",
  fulfillmentStatus: "ON_HOLD",
  cancelledAt: null,
  gateways: ["shopify_payments"],
  fulfillmentOrders: [{ status: "ON_HOLD", supportedActions: ["RELEASE_HOLD"] }],
  ...over,
});

describe("where an order comes from (MKT-1)", () => {
  it.each([
    ["tiktok", TIKTOK, "TikTok Shop"],
    ["facebook", null, "facebook"],
    ["Instagram", null, "Instagram"],
    [null, TIKTOK, "TikTok Shop"],
    ["some_market", { handle: "some-market", displayName: "" }, "some-market"],
  ])("%s with %j is a marketplace", (sourceName, attribution, name) => {
    expect(marketplaceOf(order({ sourceName, attribution }))?.name).toBe(name);
  });

  it.each([
    ["web", { handle: "web", displayName: "Online Store" }],
    ["pos", { handle: "pos", displayName: "Point of Sale" }],
    ["shopify_draft_order", null],
    ["580111", { handle: "my-app", displayName: "My app" }],
    // A text an app gave its own orders: unattributed, so no marketplace.
    ["imported-from-erp", null],
    [null, null],
    ["", null],
    ["subscription_contract", null],
  ])("%s with %j is none", (sourceName, attribution) => {
    expect(marketplaceOf(order({ sourceName, attribution }))).toBeNull();
    expect(marketplaceForbids(order({ sourceName, attribution })).size).toBe(0);
  });

  it("never looks at the gateway to find the source", () => {
    expect(
      marketplaceOf(
        order({
          sourceName: "web",
          attribution: null,
          gateways: ["instagram"],
          financialStatus: "PAID",
        }),
      ),
    ).toBeNull();
  });

  it("the shop card may name more sources, by source, handle or readable name", () => {
    for (const named of ["imported-from-erp", " Other , IMPORTED-from-erp "])
      expect(
        marketplaceOf(order({ sourceName: "imported-from-erp", attribution: null }), named)?.name,
      ).toBe("imported-from-erp");
    expect(
      marketplaceOf(
        order({ sourceName: "580111", attribution: { handle: "my-app", displayName: "My App" } }),
        "my app",
      )?.name,
    ).toBe("My App");
    expect(marketplaceOf(order({ sourceName: "web", attribution: null }), ", ,")).toBeNull();
  });

  it("tells the two payment workflows apart, before and after the capture", () => {
    expect(marketplaceOf(order())?.workflow).toBe("authorizedThenCaptured");
    expect(marketplaceOf(order({ financialStatus: "PAID" }))?.workflow).toBe(
      "authorizedThenCaptured",
    );
    expect(
      marketplaceOf(
        order({ sourceName: "instagram", financialStatus: "PAID", gateways: ["instagram"] }),
      )?.workflow,
    ).toBe("paid");
  });
});

describe("when it may be fulfilled (MKT-2)", () => {
  const open = [{ status: "OPEN", supportedActions: ["CREATE_FULFILLMENT", "HOLD"] }];
  it("waits while on hold or unpaid, and needs CREATE_FULFILLMENT, not a status", () => {
    expect(marketplaceReadiness(order())).toMatchObject({
      kind: "held-marketplace",
      params: { channel: "TikTok Shop" },
    });
    expect(
      marketplaceReadiness(
        order({ fulfillmentOrders: [{ status: "OPEN", supportedActions: ["EXTERNAL"] }] }),
      ),
    ).not.toBeNull();
    expect(
      marketplaceReadiness(order({ fulfillmentOrders: open, financialStatus: "PENDING" })),
    ).not.toBeNull();
    expect(
      marketplaceReadiness(order({ fulfillmentOrders: open, fulfillmentStatus: "UNFULFILLED" })),
    ).toBeNull();
    expect(
      marketplaceReadiness(
        order({
          fulfillmentOrders: open,
          financialStatus: "PAID",
          gateways: ["instagram"],
          fulfillmentStatus: "UNFULFILLED",
        }),
      ),
    ).toBeNull();
    expect(
      marketplaceReadiness(
        order({
          fulfillmentOrders: [{ status: "CLOSED", supportedActions: [] }],
          fulfillmentStatus: "FULFILLED",
        }),
      ),
    ).toBeNull();
  });

  it("a listing without fulfillment orders goes by the order's own status", () => {
    const { fulfillmentOrders: _left, ...listed } = order();
    expect(marketplaceReadiness(listed)).not.toBeNull();
    expect(marketplaceReadiness({ ...listed, fulfillmentStatus: "UNFULFILLED" })).toBeNull();
    expect(isHeldByMarketplace(listed)).toBe(true);
    expect(isHeldByMarketplace({ ...listed, cancelledAt: "2026-11-01T00:00:00Z" })).toBe(false);
    expect(isHeldByMarketplace({ ...listed, fulfillmentStatus: "UNFULFILLED" })).toBe(false);
  });
});

describe("what is forbidden (MKT-3)", () => {
  it("everything from authorization until the marketplace captured, held or not, with the reason", () => {
    for (const fulfillmentStatus of ["ON_HOLD", "UNFULFILLED", "FULFILLED"]) {
      const forbidden = marketplaceForbids(order({ fulfillmentStatus }));
      expect([...forbidden.keys()]).toEqual([...MARKETPLACE_ACTS]);
      expect(forbidden.get("capture")).toEqual({
        kind: "channel-captures",
        params: { channel: "TikTok Shop" },
        cause: "channel-captures",
      });
    }
    expect(marketplaceForbids(order({ financialStatus: "PARTIALLY_PAID" })).has("capture")).toBe(
      true,
    );
    expect(marketplaceForbids(order({ financialStatus: "PENDING" })).has("markAsPaid")).toBe(true);
  });

  it("nothing once it captured, nothing when the buyer had paid the marketplace, nothing on a cancelled order", () => {
    expect(marketplaceForbids(order({ financialStatus: "PAID" })).size).toBe(0);
    expect(
      marketplaceForbids(
        order({
          sourceName: "instagram",
          financialStatus: "PAID",
          gateways: ["instagram"],
          fulfillmentStatus: "UNFULFILLED",
        }),
      ).size,
    ).toBe(0);
    expect(marketplaceForbids(order({ cancelledAt: "2026-11-01T00:00:00Z" })).size).toBe(0);
  });
});
