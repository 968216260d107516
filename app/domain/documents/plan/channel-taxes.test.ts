import fc from "fast-check";
import { describe, expect, it } from "vitest";
import {
  bag,
  capabilities,
  facts,
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
import { planDocument } from "./plan-document.ts";
import { totalsOf } from "./proof.ts";

const channels = (amount: string, rate = "0.22"): OrderTax => ({
  ...tax(bag(amount), rate),
  channelLiable: true,
});
const plan = (snapshot: OrderSnapshot, over: Parameters<typeof planInput>[1] = {}) =>
  planDocument(planInput(snapshot, over));
const kept = { settings: settings({ channelTaxes: "document" }) };

const rowsOf = ({ proof }: ReturnType<typeof plan>, ...kinds: string[]) =>
  proof.rows
    .filter(({ kind }) => kinds.includes(kind))
    .map(({ kind, label, shopify, document }) => [kind, label ?? "", shopify, document]);
const taxesOf = ({ document }: ReturnType<typeof plan>) =>
  document?.lines.map(({ taxes }) => taxes.map(({ amount }) => amount));

/** One line of 100.00, in Shopify's price basis, with these taxes. */
const ordered = (
  taxes: OrderTax[],
  { taxesIncluded = false, header = taxes, price = "100.00" } = {},
): OrderSnapshot =>
  order({
    content: { taxesIncluded, lines: [line({ unitPrice: bag(price), taxes })] },
    state: { taxes: header },
  });

describe("tax that the sales channel remits", () => {
  it("is left off the document by default: Shopify's total less the tax is its total", () => {
    const made = plan(ordered([channels("22.00")]));
    expect(made.problems).toEqual([]);
    expect(taxesOf(made)).toEqual([[]]);
    expect(made.document?.expected).toEqual({ net: "100", tax: "0", gross: "100" });
    expect(rowsOf(made, "tax", "orderTotal", "channelTaxOff", "total")).toEqual([
      ["tax", "", "0", "0"],
      ["orderTotal", "", "122", "122"],
      ["channelTaxOff", "VAT 22%", "22", "22"],
      ["total", "", "100", "100"],
    ]);
    expect(made.offDocument).toEqual(bag("22"));
    expect(made.explanation.find(({ about }) => about === "channelTax")).toMatchObject({
      text: "why.tax.channelOff",
      params: { title: "VAT 22%", amount: "22", currency: "EUR" },
    });
  });

  it("comes off prices that contain it, to the cent, whatever the ERP's prices contain", () => {
    const snapshot = order({
      content: {
        taxesIncluded: true,
        lines: [
          line({ quantity: 3, unitPrice: bag("33.33"), taxes: [channels("18.03")] }),
          line({
            id: gid("LineItem", 2),
            unitPrice: bag("12.20"),
            discount: bag("12.20"),
            taxes: [channels("0.00")],
          }),
        ],
        shippingLines: [shippingLine({ originalPrice: bag("6.10"), taxes: [channels("1.10")] })],
      },
    });
    for (const taxInclusivePrices of [true, false]) {
      const made = plan(snapshot, { capabilities: { ...capabilities, taxInclusivePrices } });
      expect(made.problems).toEqual([]);
      expect(made.document?.expected).toEqual({ net: "86.96", tax: "0", gross: "86.96" });
      expect(made.document?.lines.map(({ unitPrice, discount }) => [unitPrice, discount])).toEqual([
        ["27.32", "0"],
        ["10", "10"],
        ["5", "0"],
      ]);
      expect(rowsOf(made, "items", "shipping")).toEqual([
        ["items", "", "81.96", "81.96"],
        ["shipping", "", "5", "5"],
      ]);
    }
  });

  it("the seller's own tax of the same order, and of the same line, stays", () => {
    const own = tax(bag("7.00"), "0.07");
    for (const taxesIncluded of [true, false]) {
      const made = plan(ordered([own, channels("22.00")], { taxesIncluded }));
      expect(made.problems).toEqual([]);
      expect(taxesOf(made)).toEqual([["7"]]);
      expect(made.document?.expected.gross).toBe(taxesIncluded ? "78" : "107");
      expect(rowsOf(made, "tax", "taxRate", "channelTaxOff")).toEqual([
        ["tax", "", "7", "7"],
        ["taxRate", "VAT 7%", "7", "7"],
        ["channelTaxOff", "VAT 22%", "22", "22"],
      ]);
    }
  });

  it("is told from the seller's tax of the same name where the header has one amount of both", () => {
    const snapshot = order({
      content: {
        lines: [
          line({ unitPrice: bag("50.00"), taxes: [tax(bag("11.00"), "0.22")] }),
          line({
            id: gid("LineItem", 2),
            unitPrice: bag("50.00"),
            taxes: [channels("11.00")],
          }),
        ],
      },
      state: { taxes: [tax(bag("22.00"), "0.22")] },
    });
    const made = plan(snapshot);
    expect(made.problems).toEqual([]);
    expect(taxesOf(made)).toEqual([["11"], []]);
    expect(made.document?.expected).toEqual({ net: "100", tax: "11", gross: "111" });
    // The header need not say who owes it either.
    const unknown = plan(ordered([channels("22.00")], { header: [tax(bag("22.00"), "0.22")] }));
    expect(unknown.document?.expected.gross).toBe("100");
  });

  it("is on the document, and told apart, where the shop card says so", () => {
    const made = plan(ordered([channels("22.00")]), kept);
    expect(made.problems).toEqual([]);
    expect(made.document?.expected).toEqual({ net: "100", tax: "22", gross: "122" });
    expect(made.document?.lines[0]?.taxes).toMatchObject([{ channelLiable: true, amount: "22" }]);
    expect(rowsOf(made, "tax", "channelTaxOn", "orderTotal", "channelTaxOff")).toEqual([
      ["tax", "", "22", "22"],
      ["channelTaxOn", "VAT 22%", "22", "22"],
    ]);
    expect(made.offDocument).toBeUndefined();
    expect(made.explanation.find(({ about }) => about === "channelTax")?.text).toBe(
      "why.tax.channelOn",
    );
  });

  it("stops the document where the lines have another amount of it than Shopify's total", () => {
    const two = [channels("22.00"), channels("3.00", "0.03")];
    const header = [channels("21.00"), channels("4.00", "0.03")];
    const made = plan(ordered(two, { header }));
    expect(made.document).toBeNull();
    expect(made.problems.map(({ kind }) => kind)).toEqual(["unproved-total"]);
  });

  it("a document with none of the seller's tax tells the ERP to calculate none", () => {
    const base = settings({ taxAreaPriority: "shipTo-sellTo-billTo" });
    const area = facts({ mappings: { taxArea: { "GB/ENG": { code: "UK" } } } });
    const liable = (taxes: OrderTax[]) =>
      plan(ordered(taxes), { settings: base, facts: area }).document?.taxLiable;
    expect(liable([channels("22.00")])).toBe(false);
    expect(liable([channels("22.00"), tax(bag("7.00"), "0.07")])).toBe(true);
  });

  it("for any order: the document is Shopify's total less the channel's tax, each tax whole", () => {
    const cents = (value: number): string => decimal.divide(String(value), "100");
    const taxed = fc.record({
      price: fc.integer({ min: 100, max: 99_999 }),
      own: fc.integer({ min: 0, max: 40 }),
      remitted: fc.integer({ min: 0, max: 40 }),
      quantity: fc.integer({ min: 1, max: 7 }),
    });
    const orders = fc.record({
      lines: fc.array(taxed, { minLength: 1, maxLength: 5 }),
      taxesIncluded: fc.boolean(),
      inclusiveErp: fc.boolean(),
      headerKnown: fc.boolean(),
      oneName: fc.boolean(),
    });
    fc.assert(
      fc.property(orders, ({ lines, taxesIncluded, inclusiveErp, headerKnown, oneName }) => {
        const rate = oneName ? "0.07" : "0.22";
        const made = lines.map(({ price, own, remitted, quantity }, index) =>
          line({
            id: gid("LineItem", index + 1),
            variantId: gid("ProductVariant", 1),
            quantity,
            unitPrice: bag(cents(price)),
            taxes: [tax(bag(cents(own)), "0.07"), channels(cents(remitted), rate)],
          }),
        );
        const sum = (of: (one: (typeof lines)[number]) => number): number =>
          lines.reduce((total, one) => total + of(one), 0);
        const [own, remitted] = [sum((one) => one.own), sum((one) => one.remitted)];
        const goods = sum((one) => one.price * one.quantity);
        const header = oneName
          ? [tax(bag(cents(own + remitted)), rate)]
          : [tax(bag(cents(own)), "0.07"), channels(cents(remitted), rate)];
        const snapshot = order({
          content: { taxesIncluded, lines: made },
          ...(headerKnown ? { state: { taxes: header } } : {}),
        });
        const { document, problems, proof } = plan(snapshot, {
          capabilities: { ...capabilities, taxInclusivePrices: inclusiveErp },
        });
        expect(problems).toEqual([]);
        expect(proof.proved).toBe(true);
        const gross = taxesIncluded ? goods - remitted : goods + own;
        const totals = totalsOf(document?.lines ?? [], document?.pricesIncludeTax ?? false);
        expect(totals).toEqual({ net: cents(gross - own), tax: cents(own), gross: cents(gross) });
        expect(document?.expected).toEqual(totals);
      }),
      { numRuns: 200 },
    );
  }, 120_000);
});
