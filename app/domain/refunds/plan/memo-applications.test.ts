import { describe, expect, it } from "vitest";
import { planApplications } from "./memo-applications.ts";

const invoice = (ordinal: number, remaining: string) => ({
  id: `invoice ${ordinal}`,
  ordinal,
  remaining,
});
const amounts = (...args: Parameters<typeof planApplications>): [number, string][] =>
  planApplications(...args).map(({ invoice: { ordinal }, amount }) => [ordinal, amount]);

describe("PAY-5: what is open of a credit memo, on the invoices of its exchange", () => {
  it("oldest first, as far as both go", () => {
    const invoices = [invoice(3, "10"), invoice(2, "5")];
    expect(amounts("12.9", invoices, "part")).toEqual([
      [2, "5"],
      [3, "7.9"],
    ]);
    expect(amounts("4", invoices, "part")).toEqual([[2, "4"]]);
    expect(amounts("20", invoices, "part")).toEqual([
      [2, "5"],
      [3, "10"],
    ]);
  });
  it("where only whole amounts are settled, on one that has just as much open", () => {
    const invoices = [invoice(2, "5"), invoice(3, "12.9")];
    expect(amounts("12.90", invoices, "whole")).toEqual([[3, "12.90"]]);
    expect(amounts("12", invoices, "whole")).toEqual([]);
  });
  it("nothing open, nothing to settle, or an ERP that settles none", () => {
    expect(amounts("0", [invoice(2, "5")], "part")).toEqual([]);
    expect(amounts("5", [invoice(2, "0")], "part")).toEqual([]);
    expect(amounts("5", [], "part")).toEqual([]);
    expect(amounts("5", [invoice(2, "5")], "none")).toEqual([]);
  });
});
