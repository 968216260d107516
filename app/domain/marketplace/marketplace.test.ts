import { describe, expect, it } from "vitest";
import type { MarketplaceOrder } from "./marketplace.ts";
import {
  channelName,
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
    // An app's id as the source: the channel is known by its handle or its name.
    ["2329312", TIKTOK, "TikTok Shop"],
    ["580111", { handle: "x1", displayName: "Google & YouTube" }, "Google & YouTube"],
    ["web", { handle: "facebook-shop", displayName: "Facebook" }, "Facebook"],
    ["2329312", { handle: "x2", displayName: "Amazon.de" }, "Amazon.de"],
    ["2329312", { handle: "google-youtube", displayName: "" }, "google-youtube"],
    ["some_market", { handle: "some-market", displayName: "" }, "some-market"],
  ])("%s with %j is a marketplace", (sourceName, attribution, name) => {
    expect(marketplaceOf(order({ sourceName, attribution }))?.name).toBe(name);
  });

  it.each([
    ["web", { handle: "web", displayName: "Online Store" }],
    ["pos", { handle: "pos", displayName: "Point of Sale" }],
    ["shopify_draft_order", null],
    ["580111", { handle: "my-app", displayName: "My app" }],
    // A merchant's own app: a marketplace's name is a word of its own.
    ["580111", { handle: "google-sheets-import", displayName: "Google Sheets import" }],
    ["580111", { handle: "my-amazon-orders", displayName: "Orders from Amazon" }],
    ["web", { handle: "web", displayName: "Etsy style shop" }],
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

describe("an order of an unknown channel that is not the shop's own", () => {
  const unknown = { sourceName: "580111", attribution: { handle: "m", displayName: "Bazaar" } };
  it("waits while it is authorized and on hold, as a marketplace's orders arrive", () => {
    expect(isHeldByMarketplace(order(unknown))).toBe(true);
    expect(isHeldByMarketplace(order({ ...unknown, attribution: null }))).toBe(true);
    expect(isHeldByMarketplace(order({ ...unknown, financialStatus: "PAID" }))).toBe(false);
    expect(
      isHeldByMarketplace(
        order({ ...unknown, fulfillmentStatus: "UNFULFILLED", fulfillmentOrders: [] }),
      ),
    ).toBe(false);
    expect(channelName(order(unknown))).toBe("Bazaar");
  });
  it("the shop's own channels do not wait for their own holds", () => {
    for (const own of [
      { sourceName: "web", attribution: null },
      { sourceName: "pos", attribution: { handle: "pos", displayName: "Point of Sale" } },
      { sourceName: "580111", attribution: { handle: "web", displayName: "Online Store" } },
      { sourceName: null, attribution: null },
    ])
      expect(isHeldByMarketplace(order(own))).toBe(false);
  });
  it("a source the shop card names waits like a known one", () => {
    const named = order({ ...unknown, financialStatus: "PENDING", fulfillmentOrders: [] });
    expect(isHeldByMarketplace({ ...named, fulfillmentStatus: "UNFULFILLED" })).toBe(false);
    expect(isHeldByMarketplace({ ...named, fulfillmentStatus: "UNFULFILLED" }, "580111")).toBe(
      true,
    );
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
