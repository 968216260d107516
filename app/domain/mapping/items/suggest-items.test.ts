import { describe, expect, it } from "vitest";
import type { ItemCandidate } from "#app/erp/port/items.ts";
import { rankItems, suggestionQueries, type UnknownItem } from "./suggest-items.ts";

const item = (number: string, description: string, over: Partial<ItemCandidate> = {}) => ({
  ref: { kind: "item" as const, id: number, number },
  description,
  blocked: false,
  matchedBy: "text" as const,
  ...over,
});
const unknown: UnknownItem = { sku: "mug blue", barcode: "4006381333931", name: "Blue coffee mug" };
const ranked = (candidates: ItemCandidate[], of = unknown) =>
  rankItems(of, candidates).map(({ item: { ref }, by }) => [ref.number, by]);

describe("items suggested for an unknown product", () => {
  it("come the surest first, each with its reason", () => {
    expect(
      ranked([
        item("X1", "Coffee pot"),
        item("X2", "Blue coffee mug"),
        item("MUG", "Cup"),
        item("V7", "Cup", { matchedBy: "vendorItemNumber" }),
        item("B7", "Cup", { barcode: "4006381333931" }),
        item("MUG-BLUE", "Cup"),
      ]),
    ).toEqual([
      ["MUG-BLUE", "sameNumber"],
      ["B7", "sameBarcode"],
      ["V7", "vendorNumber"],
      ["MUG", "nearNumber"],
      ["X2", "sameName"],
    ]);
  });

  it("with equal reasons the one that shares more words comes first", () => {
    expect(ranked([item("A", "Coffee"), item("B", "Coffee mug, blue")])).toEqual([
      ["B", "words"],
      ["A", "words"],
    ]);
  });

  it("name none that is blocked, none twice, and none without a reason", () => {
    expect(
      ranked([
        item("MUG-BLUE", "Cup", { blocked: true }),
        item("A", "Coffee"),
        item("A", "Coffee", { matchedBy: "barcode" }),
        item("Z", "Garden hose"),
      ]),
    ).toEqual([["A", "words"]]);
  });

  it("an item and its variant are two", () => {
    expect(ranked([item("MUG", "Cup"), item("MUG", "Cup", { variantCode: "BLUE" })])).toEqual([
      ["MUG", "sameNumber"],
      ["MUG", "nearNumber"],
    ]);
  });

  it("asks for everything that is known, and for nothing of what is not", () => {
    expect(suggestionQueries({ sku: "", barcode: "", name: "" })).toEqual([]);
    expect(suggestionQueries({ sku: "AB-1", barcode: "", name: "XL" })).toEqual([
      { number: "AB-1" },
      { vendorItemNumber: "AB-1" },
      { barcode: "AB-1" },
      { text: "AB-1" },
    ]);
  });
});
