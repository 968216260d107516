import { describe, expect, it } from "vitest";
import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import type { Books } from "./books.ts";
import { accountsOfCategories } from "./category-accounts.ts";
import { documentLines } from "./document-lines.ts";
import type { Product } from "./product.ts";

const unit = { id: 1, symbol: "u", name: "Unit", category: 1, rounding: "1" };
const kilo = { id: 2, symbol: "kg", name: "Kilogram", category: 2, rounding: "0.01" };
const books: Books = {
  currencies: new Map(),
  countries: new Map(),
  units: [unit, kilo, { id: 3, symbol: "g", name: "Gram", category: 2, rounding: "1" }],
  taxRounding: "document",
  receivableAccount: 1,
  revenueAccount: null,
  revenueJournal: 1,
  categoryAccounts: new Map([[7, 70]]),
  taxes: [
    {
      id: 4,
      name: "VAT",
      description: "VAT",
      type: "percentage",
      rate: "0.19",
      parent: null,
      childs: [],
      updateUnitPrice: false,
      groupKind: null,
      startDate: null,
      endDate: null,
    },
  ],
};
const goods: Product = {
  id: 10,
  code: "MUG",
  type: "goods",
  saleUnit: 1,
  unitCategory: 1,
  accountCategory: 7,
};
const tea: Product = { ...goods, id: 11, code: "TEA", saleUnit: 2, unitCategory: 2 };
const rounding: Product = { ...goods, id: 12, code: "ROUNDING", type: "service" };
const line = (over: Partial<DraftLine> = {}): DraftLine => ({
  key: "1",
  kind: "item",
  description: "Mug",
  quantity: "1",
  unitPrice: "10",
  discount: "0",
  taxes: [],
  ...over,
});
const draft = (gross: string, lines: DraftLine[]): DocumentDraft =>
  ({ lines, expected: { net: gross, tax: "0", gross } }) as unknown as DocumentDraft;
const put = (
  gross: string,
  lines: DraftLine[],
  products: (Product | null)[],
  round: Product | undefined = rounding,
) =>
  documentLines(draft(gross, lines), {
    books,
    step: "0.01",
    today: "2026-07-01",
    products: { ofLines: products, rounding: round },
    tolerance: "0.01",
  });

describe("lines for Tryton", () => {
  it("keep their order, take discounts into the price, and carry taxes, unit, account and mark", () => {
    const { lines, predicted } = put(
      "11.88",
      [
        line({ key: "c", kind: "comment", description: "Hello", quantity: "0", unitPrice: "0" }),
        line({
          quantity: "3",
          unitPrice: "3.34",
          discount: "0.04",
          taxes: [{ title: "VAT", rate: "0.19", amount: "1.9" }],
        }),
      ],
      [null, goods],
    );
    expect(lines).toEqual([
      { type: "comment", description: "Hello", note: "Shopify comment: c" },
      {
        type: "line",
        product: goods,
        account: 70,
        unit: 1,
        quantity: "3",
        unitPrice: "3.3267",
        description: "Mug",
        note: "Shopify item: 1",
        taxes: [4],
      },
    ]);
    expect(predicted).toEqual({ net: "9.98", tax: "1.9", gross: "11.88" });
  });

  it("add one rounding line within the tolerance, where there is a product for it", () => {
    expect(put("10.01", [line()], [goods]).lines.at(-1)).toMatchObject({
      product: rounding,
      unitPrice: "0.01",
      quantity: "1",
      note: "Shopify rounding",
      taxes: [],
    });
    const german = { ...draft("10.01", [line()]), roundingText: "Difference" };
    expect(
      documentLines(german, {
        books,
        step: "0.01",
        today: "2026-07-01",
        products: { ofLines: [goods], rounding },
        tolerance: "0.01",
      }).lines.at(-1),
    ).toMatchObject({ description: "Difference" });
    expect(put("10.02", [line()], [goods]).lines).toHaveLength(1);
    expect(
      documentLines(draft("10.01", [line()]), {
        books,
        step: "0.01",
        today: "2026-07-01",
        products: { ofLines: [goods], rounding: undefined },
        tolerance: "0.01",
      }).lines,
    ).toHaveLength(1);
  });

  it("are sold in a unit the product can be counted in, in its steps", () => {
    expect(put("10", [line({ unit: "g", quantity: "250" })], [tea]).lines).toMatchObject([
      { unit: 3, quantity: "250" },
    ]);
    expect(put("10", [line({ unit: "Kilogram", quantity: "0.25" })], [tea]).lines).toMatchObject([
      { unit: 2 },
    ]);
    expect(() => put("10", [line({ unit: "u" })], [tea])).toThrow(/can't be sold in the unit “u”/);
    expect(() => put("10", [line({ unit: "g", quantity: "0.5" })], [tea])).toThrow(
      /in steps of 1 g/,
    );
  });

  it("need a revenue account, their category's or the company's", () => {
    expect(() => put("10", [line()], [{ ...goods, accountCategory: null }])).toThrow(
      /no revenue account/,
    );
  });

  it("an account is the category's own or that of the one above, and a ring of categories has none", () => {
    const rows = [
      { id: 1, parent: null, account_parent: false, account_revenue: 70 },
      { id: 2, parent: 1, account_parent: true, account_revenue: null },
      { id: 3, parent: 2, account_parent: true, account_revenue: 99 },
      { id: 4, parent: 5, account_parent: true, account_revenue: null },
      { id: 5, parent: 4, account_parent: true, account_revenue: null },
      { id: 6, parent: null, account_parent: false, account_revenue: null },
    ];
    expect([...accountsOfCategories(rows)]).toEqual([
      [1, 70],
      [2, 70],
      [3, 70],
    ]);
  });
});
