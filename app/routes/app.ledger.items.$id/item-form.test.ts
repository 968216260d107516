import { describe, expect, it } from "vitest";
import { readItemForm } from "./item-form.ts";

const typed = {
  number: " A-1 ",
  description: " Mug ",
  price: "12.50",
  currency: "EUR",
  unit: "PCS",
  salesUnit: "",
  barcode: "",
  weight: "",
  vendorItemNumber: "",
  stocked: true,
  blocked: false,
};

describe("readItemForm", () => {
  it("reads what was typed without the blanks around it", () => {
    expect(readItemForm(typed)).toEqual({
      ok: true,
      value: {
        data: {
          number: "A-1",
          description: "Mug",
          price: "12.5",
          currency: "EUR",
          unit: "PCS",
          barcode: "",
          weight: "0",
        },
        extras: { vendorItemNumber: "", salesUnit: "", stocked: true, blocked: false },
      },
    });
  });
  it("lets the ledger number the item and needs no price", () => {
    const read = readItemForm({ ...typed, number: "", price: "" });
    expect(read.ok && "number" in read.value.data).toBe(false);
    expect(read.ok && "price" in read.value.data).toBe(false);
  });
  it("names every field that is wrong", () => {
    expect(readItemForm({ ...typed, description: "  ", price: "12,50" })).toEqual({
      ok: false,
      error: { description: "ledger.problem.required", price: "ledger.problem.price" },
    });
    expect(readItemForm({ ...typed, price: "-1" })).toEqual({
      ok: false,
      error: { price: "ledger.problem.price" },
    });
    expect(readItemForm({ ...typed, price: "1e3" })).toEqual({
      ok: false,
      error: { price: "ledger.problem.price" },
    });
    expect(readItemForm({ ...typed, weight: "-1" })).toEqual({
      ok: false,
      error: { weight: "ledger.problem.notTaken" },
    });
    expect(readItemForm({ ...typed, currency: "" })).toEqual({
      ok: false,
      error: { currency: "ledger.problem.priceCurrency" },
    });
  });
});
