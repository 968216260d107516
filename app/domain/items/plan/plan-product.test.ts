import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { handleOf } from "./handle.ts";
import { productFacts } from "./items.fixture.ts";
import { planProduct } from "./plan-product.ts";
import { productInput } from "./product-input.ts";

const planned = (...given: Parameters<typeof productFacts>) => {
  const plan = planProduct(productFacts(...given));
  if (plan.do !== "create") throw new Error(plan.reason);
  return plan.plan;
};

describe("the product that Shopify gets for an item (CAT-2)", () => {
  it("is a draft with the number as SKU, price, barcode, weight and stock", () => {
    expect(planned()).toEqual({
      to: "shopify",
      handle: "brass-lantern-1000",
      title: "Brass lantern",
      status: "DRAFT",
      sku: "1000",
      price: "149",
      currency: "EUR",
      barcode: "4034567890123",
      weight: "2.5",
      unit: "PCS",
      ships: true,
      tracked: true,
      stock: [{ locationId: "gid://shopify/Location/1", name: "Lübeck", quantity: 7 }],
    });
  });

  it("productSet is given one variant, without an option that a buyer would see", () => {
    expect(productInput(planned())).toMatchObject({
      status: "DRAFT",
      productOptions: [{ name: "Title", values: [{ name: "Default Title" }] }],
      variants: [
        {
          optionValues: [{ optionName: "Title", name: "Default Title" }],
          price: "149",
          inventoryItem: { sku: "1000", tracked: true, requiresShipping: true },
          inventoryQuantities: [{ name: "available", quantity: 7 }],
        },
      ],
    });
  });

  it("the unit is an option where the card reads units from one", () => {
    expect(productInput(planned({}, { unitAsVariant: true }))).toMatchObject({
      productOptions: [{ name: "Unit", values: [{ name: "PCS" }] }],
    });
  });

  it("leaves out what the card does not want; a service has no stock", () => {
    const none = { productsWithBarcode: false, productsWithWeight: false };
    expect(planned({}, none)).not.toHaveProperty("barcode");
    expect(planned({}, none)).not.toHaveProperty("weight");
    expect(planned({}, { productsWithStock: false })).toMatchObject({ tracked: false, stock: [] });
    expect(planned({ stocked: false })).toMatchObject({ tracked: false, ships: false, stock: [] });
  });

  it.each([
    ["blocked", { blocked: true }, "isBlocked", ""],
    ["with variants", { variants: 3 }, "hasVariants", "3"],
    ["without number", { ref: { kind: "item", id: "i" } }, "noNumber", ""],
    ["without price", { price: "0" }, "noPrice", ""],
    ["with a price below zero", { price: "-1" }, "noPrice", ""],
    ["in another currency", { currency: "USD" }, "otherCurrency", "USD"],
    ["with net prices", { priceIncludesTax: false }, "otherTaxes", ""],
    ["with thousandths", { price: "1.005" }, "priceDecimals", "1.005"],
    ["with a name too long", { description: "x".repeat(256) }, "nameTooLong", "256 > 255"],
    ["with a barcode too long", { barcode: "1".repeat(256) }, "numberTooLong", "256 > 255"],
  ] as const)("%s: none, and why", (_what, item, reason, detail) => {
    expect(planProduct(productFacts(item))).toEqual({ do: "exclude", reason, detail });
  });

  it("is for sale at once only where the card says so", () => {
    expect(planned({}, { newProductStatus: "active" }).status).toBe("ACTIVE");
  });

  it("a barcode is the SKU where orders find items by it", () => {
    const settings = { skuMapping: "barcode" } as const;
    expect(planned({}, settings).sku).toBe("4034567890123");
    expect(planProduct(productFacts({ barcode: "" }, settings))).toMatchObject({
      reason: "noBarcode",
    });
  });

  it("a price with or without taxes is taken as it stands where the card says so", () => {
    const net = { priceIncludesTax: false };
    expect(planned(net, { newProductPrice: "asItStands" }).price).toBe("149");
    expect(planProduct(productFacts(net, { newProductPrice: "sameTaxes" }))).toMatchObject({
      reason: "otherTaxes",
    });
  });

  it("an ERP that says its prices include taxes as the shop's do is believed", () => {
    expect(planned({ priceIncludesTax: true }).price).toBe("149");
  });
});

describe("a product's handle", () => {
  it.each([
    ["Brass lantern", "1000", /^brass-lantern-1000$/],
    ["Café & Co.", "A 1", /^cafe-co-a-1-[0-9a-f]{8}$/],
    ["رقم", "1000", /^1000$/],
    ["Rope", "رقم", /^rope-[0-9a-f]{8}$/],
  ])("%s %s", (name, number, handle) => {
    expect(handleOf(name, number)).toMatch(handle);
  });

  it("tells different numbers apart, whatever is in them, and fits", () => {
    fc.assert(
      fc.property(
        fc.string({ minLength: 1, maxLength: 35 }),
        fc.string({ minLength: 1, maxLength: 35 }),
        fc.string({ maxLength: 300 }),
        (a, b, name) => {
          fc.pre(a.toLowerCase() !== b.toLowerCase());
          expect(handleOf(name, a)).not.toBe(handleOf(name, b));
          expect(handleOf(name, a)).toMatch(/^[a-z0-9-]{1,255}$/);
        },
      ),
    );
  });
});
