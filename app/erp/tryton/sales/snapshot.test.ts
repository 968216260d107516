import { describe, expect, it } from "vitest";
import type { Progress } from "./snapshot.ts";
import { statusOf } from "./snapshot.ts";

const goods = (quantity: string, shipped: string, invoiced: string): Progress => ({
  sold: true,
  goods: true,
  quantity,
  shipped,
  invoiced,
});
const service = (invoiced: string): Progress => ({
  sold: true,
  goods: false,
  quantity: "1",
  shipped: "0",
  invoiced,
});
const comment: Progress = { sold: false, goods: false, quantity: "0", shipped: "0", invoiced: "0" };

describe("how far a sale has come", () => {
  it("is told by Tryton's state before confirmation and at the end", () => {
    expect([
      statusOf("draft", []),
      statusOf("quotation", []),
      statusOf("cancelled", []),
      statusOf("done", [goods("3", "0", "0")]),
    ]).toEqual(["open", "open", "cancelled", "closed"]);
  });

  it("is told by its lines in between", () => {
    const of = (...lines: Progress[]) => statusOf("processing", [comment, ...lines]);
    expect(of(goods("3", "0", "0"), service("0"))).toBe("released");
    expect(of(goods("3", "2", "0"), service("0"))).toBe("partiallyShipped");
    expect(of(goods("3", "3", "0"), service("0"))).toBe("shipped");
    // Charges are invoiced at once when the sale is confirmed.
    expect(of(goods("3", "3", "0"), service("1"))).toBe("partiallyInvoiced");
    expect(of(goods("3", "3", "3"), service("1"))).toBe("closed");
    expect(of(goods("3", "2", "3"), service("1"))).toBe("invoiced");
    expect(of(service("1"))).toBe("closed");
    expect(of(goods("-2", "2", "-2"))).toBe("closed");
    expect(statusOf("confirmed", [goods("1", "0", "0")])).toBe("released");
  });
});
