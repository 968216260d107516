import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { barcodeValues, isEan } from "./barcode.ts";
import { candidatesFor } from "./match.ts";
import type { ProductRow } from "./row.ts";

const product = (id: number, code: string, over: Partial<ProductRow> = {}): ProductRow => ({
  id,
  code,
  name: `Product ${id}`,
  active: true,
  salable: true,
  create_date: "2026-03-01T08:00:00.000000Z",
  write_date: null,
  "sale_uom.": { id: 1, symbol: "u" },
  "default_uom.": { id: 1, symbol: "u" },
  "identifiers.": [],
  ...over,
});
const ids = (...args: Parameters<typeof candidatesFor>): string[] =>
  candidatesFor(...args).map(({ ref, matchedBy }) => `${ref.id} ${matchedBy}`);
const coded = (code: string) => [{ id: 1, type: "ean", code }];

describe("which products a query means", () => {
  it("takes codes exactly, and the stronger way counts when both fit", () => {
    const all = [
      product(1, "A"),
      product(2, "a"),
      product(3, "B", { "identifiers.": coded("4012345678901") }),
      product(4, "A "),
    ];
    expect(ids({ number: "A" }, all)).toEqual(["1 number"]);
    expect(ids({ number: "B", barcode: "4012345678901" }, all)).toEqual(["3 number"]);
    expect(ids({ number: "", barcode: "" }, all)).toEqual([]);
  });

  it("the app's own key is no barcode", () => {
    const own = product(1, "A", { "identifiers.": [{ id: 1, type: null, code: "SHOPIFY-IT-5" }] });
    expect(ids({ barcode: "SHOPIFY-IT-5" }, [own])).toEqual([]);
    expect(candidatesFor({ number: "A" }, [own])[0]).not.toHaveProperty("barcode");
  });

  it("a product put away counts only where none in use has its code; what is not sold is blocked", () => {
    expect(ids({ number: "A" }, [product(1, "A", { active: false }), product(2, "A")])).toEqual([
      "2 number",
    ]);
    expect(candidatesFor({ number: "A" }, [product(1, "A", { active: false })])).toMatchObject([
      { blocked: true },
    ]);
    expect(candidatesFor({ number: "A" }, [product(1, "A", { salable: false })])).toMatchObject([
      { blocked: true },
    ]);
  });

  it("variants are products of their own: a variant of an item, or a vendor's number, finds nothing", () => {
    expect(ids({ number: "A", variantCode: "A" }, [product(1, "A")])).toEqual([]);
    expect(ids({ vendorItemNumber: "A" }, [product(1, "A")])).toEqual([]);
  });

  it.each([
    ["4012345678901", true],
    ["4012345678902", false],
    ["036000291452", true],
    ["73513537", true],
    ["00012345600012", true],
    ["ABC", false],
    ["", false],
  ])("%s is an EAN: %s", (code, expected) => {
    expect(isEan(code)).toBe(expected);
    expect(barcodeValues(code)).toEqual({ type: expected ? "ean" : null, code });
  });

  it("every number gets exactly one check digit that makes it an EAN", () => {
    fc.assert(
      fc.property(fc.stringMatching(/^\d{12}$/), (digits) => {
        expect([..."0123456789"].filter((check) => isEan(digits + check))).toHaveLength(1);
      }),
    );
  });
});
