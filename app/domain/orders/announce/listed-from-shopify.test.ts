import { describe, expect, it } from "vitest";
import type { ListedOrderFragment } from "#app/shopify/generated/admin.ts";
import { listedFromShopify } from "./listed-from-shopify.ts";

const eur = (amount: string, currencyCode = "EUR") => ({ amount, currencyCode });
const order = (over: Record<string, unknown> = {}) =>
  ({
    id: "gid://shopify/Order/1001",
    name: "#1",
    number: 1,
    createdAt: "2026-11-01T10:00:00Z",
    updatedAt: "2026-11-01T10:00:00.123Z",
    processedAt: "2026-11-01T10:00:00+01:00",
    cancelledAt: null,
    closed: false,
    test: false,
    confirmed: true,
    displayFinancialStatus: "PAID",
    displayFulfillmentStatus: "UNFULFILLED",
    fullyPaid: true,
    unpaid: false,
    sourceName: "web",
    attribution: null,
    tags: [],
    customAttributes: [],
    currencyCode: "EUR",
    totalPriceSet: { shopMoney: eur("1.00"), presentmentMoney: eur("1.00") },
    risk: { recommendation: "NONE", assessments: [] },
    displayAddress: null,
    shippingAddress: null,
    billingAddress: null,
    ...over,
  }) as unknown as ListedOrderFragment;

describe("a listed order", () => {
  it("is read when every part is what it should be", () => {
    expect(listedFromShopify(order())).toMatchObject({ ok: true });
  });

  it.each([
    [{ totalPriceSet: { shopMoney: eur("NaN"), presentmentMoney: eur("1") } }, 'amount "NaN"'],
    [{ totalPriceSet: { shopMoney: eur("1e3"), presentmentMoney: eur("1") } }, 'amount "1e3"'],
    [{ totalPriceSet: { shopMoney: eur("1", "€"), presentmentMoney: eur("1") } }, 'currency "€"'],
    [{ totalPriceSet: null }, "totalPriceSet"],
    [{ risk: null }, "risk"],
    [{ currencyCode: "EURO" }, 'currency "EURO"'],
    [{ number: 2 ** 40 }, "number 1099511627776"],
    [{ createdAt: "2026-11-01" }, 'createdAt "2026-11-01"'],
    [{ cancelledAt: "soon" }, 'cancelledAt "soon"'],
  ])("that holds %j names the part", (over, part) => {
    expect(listedFromShopify(order(over))).toMatchObject({
      ok: false,
      error: { id: "gid://shopify/Order/1001", name: "#1", part },
    });
  });

  it("without a readable name or time still has a row", () => {
    expect(listedFromShopify(order({ name: null, updatedAt: "?", createdAt: null }))).toEqual({
      ok: false,
      error: {
        id: "gid://shopify/Order/1001",
        name: "1001",
        part: "name",
        createdAt: null,
        updatedAt: null,
      },
    });
  });
});
