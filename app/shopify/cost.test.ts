import { describe, expect, it } from "vitest";
import { evaluateCost, pageCost, requestedCost } from "./cost.ts";

describe("requested cost of our operations", () => {
  it("gives the recovered sizes of connections", () => {
    expect([1, 2, 3, 4, 5, 10, 20, 25, 50, 100, 200, 250].map(pageCost)).toEqual([
      1, 1, 2, 2, 3, 4, 5, 6, 7, 9, 10, 11,
    ]);
    for (const bad of [0, -1, 251, 1.5]) expect(() => pageCost(bad)).toThrow("a page holds");
  });
  it("keeps one batch of orders within its budget (PERF-1), whatever the number of ids", () => {
    const one = requestedCost("ImportOrders", { ids: ["gid://shopify/Order/1"] });
    expect(one).toBeLessThanOrEqual(125);
    expect(
      requestedCost("ImportOrders", {
        ids: Array.from({ length: 50 }, (_, i) => `gid://shopify/Order/${i + 1}`),
      }),
    ).toBe(one);
  });
  it("adds at most three points per order for refunds, returns and agreements at a batch of 50", () => {
    for (const operation of ["RefundDetails", "ReturnDetails", "AgreementDetails"])
      expect(requestedCost(operation, {}) / 50).toBeLessThanOrEqual(3);
  });
  it("grows with the page size that is asked", () => {
    expect(requestedCost("ListOrders", { first: 250 })).toBeGreaterThan(
      requestedCost("ListOrders", { first: 1 }),
    );
    expect(evaluateCost({ add: [2, { page: "first", times: 8 }] }, { first: 250 })).toBe(90);
    expect(evaluateCost({ most: [1, { factor: 3, times: 4 }] }, {})).toBe(12);
  });
  it("refuses an operation it does not know", () => {
    expect(() => requestedCost("Nonsense", {})).toThrow("no cost is known for Nonsense");
  });
});
