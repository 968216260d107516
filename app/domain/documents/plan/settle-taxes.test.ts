import { describe, expect, it } from "vitest";
import {
  bag,
  gid,
  line,
  order,
  planInput,
  settings,
  shippingLine,
  tax,
} from "#tests/fixtures/orders.ts";
import type { OrderSnapshot, OrderTax } from "#app/domain/orders/snapshot/snapshot.ts";
import * as decimal from "#app/money/decimal.ts";
import type { MoneyBag } from "#app/money/money.ts";
import { planDocument } from "./plan-document.ts";

/** Lines whose taxes are given, and a header whose tax is `header`: what Shopify rounds on the sum. */
function taxed(lines: OrderTax[][], header: string, taxes: OrderTax[] = []): OrderSnapshot {
  const made = order({
    content: {
      lines: lines.map((entry, index) => line({ id: gid("LineItem", index + 1), taxes: entry })),
    },
    state: { taxes },
  });
  const { totals } = made.content;
  const net = decimal.subtract(totals.total.shop.amount, totals.tax.shop.amount);
  const total = bag(decimal.add(net, header));
  return { ...made, content: { ...made.content, totals: { ...totals, tax: bag(header), total } } };
}
const plan = (snapshot: OrderSnapshot, over = {}) => planDocument(planInput(snapshot, over));
const chargedOn = ({ document }: ReturnType<typeof plan>) =>
  document?.lines.map(({ taxes }) => taxes.map(({ amount }) => amount));
const five: OrderTax = tax(bag("0.05"));

describe("taxes that Shopify rounds on the sum (DOC-4)", () => {
  it("the difference goes on a tax amount, with its reason, never on the rounding account", () => {
    const made = plan(taxed([[five], [five], [five]], "0.17"));
    expect(made.problems).toEqual([]);
    expect(chargedOn(made)).toEqual([["0.07"], ["0.05"], ["0.05"]]);
    expect(made.document?.lines.some(({ kind }) => kind === "rounding")).toBe(false);
    expect(made.document?.expected.tax).toBe("0.17");
    expect(made.proof.rows.find(({ kind }) => kind === "tax")?.difference).toBe("0");
    expect(made.explanation.find(({ text }) => text === "why.tax.settled")?.params).toMatchObject({
      title: "VAT",
      difference: "0.02",
    });
  });

  it("more than the tolerance stops", () => {
    for (const made of [
      plan(taxed([[five], [five]], "0.13")),
      plan(taxed([[five], [five]], "0.11"), { settings: settings({ roundingTolerance: "0" }) }),
      plan(taxed([[], []], "0.01")),
    ]) {
      expect(made.problems.map(({ cause }) => cause)).toEqual(["unproved-total:tax"]);
      expect(made.document).toBeNull();
    }
  });

  const reduced = (amount: string): OrderTax => tax(bag(amount), "0.07");
  it("of several taxes each comes to its own total", () => {
    const lines = [[five, reduced("0.02")], [five], [reduced("0.03")]];
    const made = plan(taxed(lines, "0.16", [tax(bag("0.11")), reduced("0.05")]));
    expect(chargedOn(made)).toEqual([["0.06", "0.02"], ["0.05"], ["0.03"]]);
    expect(made.proof.rows.filter(({ kind }) => kind === "taxRate")).toEqual([
      { kind: "taxRate", label: "VAT 19%", shopify: "0.11", document: "0.11", difference: "0" },
      { kind: "taxRate", label: "VAT 7%", shopify: "0.05", document: "0.05", difference: "0" },
    ]);
    // The sums agree, the taxes do not: a cent moves from one to the other.
    const swapped = plan(taxed(lines, "0.15", [tax(bag("0.11")), reduced("0.04")]));
    expect(chargedOn(swapped)).toEqual([["0.06", "0.02"], ["0.05"], ["0.02"]]);
    // Without totals of each, nobody can tell which tax is meant.
    expect(plan(taxed(lines, "0.16")).problems.map(({ cause }) => cause)).toEqual([
      "unproved-total:tax",
    ]);
    const wide = plan(taxed(lines, "0.15", [tax(bag("0.15")), reduced("0.00")]), {
      settings: settings({ roundingTolerance: "0.01" }),
    });
    expect(wide.problems.map(({ cause }) => cause)).toEqual(["unproved-total:tax,tax"]);
  });
});

describe("two readings of the shipping total", () => {
  const withShipping = (shipping: MoneyBag) => {
    const made = order({
      content: { shippingLines: [shippingLine({ discount: bag("2.00") })] },
    });
    return { ...made, content: { ...made.content, totals: { ...made.content.totals, shipping } } };
  };
  it("before or after its discounts, both are proved, and nothing else is", () => {
    for (const shipping of ["3.00", "5.00"]) {
      const made = plan(withShipping(bag(shipping)));
      expect(made.proof.proved).toBe(true);
      expect(made.proof.rows.find(({ kind }) => kind === "shipping")).toMatchObject({
        shopify: shipping === "3.00" ? "3.00" : "3",
        difference: "0",
      });
    }
    expect(plan(withShipping(bag("4.00"))).proof.proved).toBe(false);
  });
});
