import { describe, expect, it } from "vitest";
import { itemFacts } from "./items.fixture.ts";
import { planItem } from "./plan-item.ts";

describe("the item that the ERP gets for a variant (CAT-2)", () => {
  it("has the SKU as its number, the variant in its name, barcode, price and weight", () => {
    expect(planItem(itemFacts())).toEqual({
      do: "create",
      data: {
        number: "JACKET-M",
        description: "Oilskin jacket M",
        barcode: "4067890123456",
        price: "219.00",
        currency: "EUR",
        weight: "0.85",
      },
    });
  });

  it("leaves out what the card does not want, and what there is not", () => {
    expect(
      planItem(
        itemFacts(
          { title: "", barcode: " ", weight: null },
          { itemsWithPrice: false, skuMapping: "itemNumber" },
        ),
      ),
    ).toEqual({ do: "create", data: { number: "JACKET-M", description: "Oilskin jacket" } });
    expect(planItem(itemFacts({}, { itemsWithWeight: false }))).not.toHaveProperty("data.weight");
  });

  it("takes the unit from the variant's option where the card reads units there", () => {
    const options = [{ name: "unit", value: "BOX" }];
    expect(planItem(itemFacts({ options }, { unitAsVariant: true }))).toMatchObject({
      data: { unit: "BOX" },
    });
    expect(planItem(itemFacts({ options }))).not.toHaveProperty("data.unit");
  });

  it.each([
    ["a gift card", { isGiftCard: true }, {}, "giftCard", ""],
    ["no SKU", { sku: " " }, {}, "noSku", ""],
    ["neither SKU nor barcode", { sku: "", barcode: "" }, { skuMapping: "none" }, "noSku", ""],
    ["no barcode", { barcode: "" }, { skuMapping: "barcode" }, "noBarcode", ""],
    ["found by variant", {}, { skuMapping: "itemAndVariant" }, "noVariantCode", ""],
    ["found by vendor's number", {}, { skuMapping: "vendorItem" }, "noVariantCode", ""],
    ["a number too long", { sku: "x".repeat(21) }, {}, "numberTooLong", "21 > 20"],
    ["a name too long", { productTitle: "y".repeat(39) }, {}, "nameTooLong", "41 > 40"],
  ] as const)("%s: none, and why", (_what, variant, settings, reason, detail) => {
    expect(planItem(itemFacts(variant, settings))).toEqual({ do: "exclude", reason, detail });
  });

  it("without a mapping by SKU the ERP numbers the item", () => {
    expect(planItem(itemFacts({}, { skuMapping: "none" }))).not.toHaveProperty("data.number");
  });
});
