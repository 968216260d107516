import fc from "fast-check";
import { describe, expect, it } from "vitest";
import { searchOrders } from "#tests/simulators/shopify/world/search/orders.ts";
import { testWorld } from "#tests/simulators/shopify/world/testing.ts";
import {
  nameForms,
  namesQuery,
  numberIn,
  ordersMeant,
  readOrderNames,
  sameName,
  typedNames,
} from "./order-names.ts";

const names = (text: string): string[] => readOrderNames(text, 500).names;
const order = (name: string, number: number) => ({ name, number });

/** What a shop may put around the number, signs of searches and lists included. */
const around = fc
  .string({
    unit: fc.constantFrom(..."#-_/.,;:'\"\\*%()[]{}!@&|<>?=+~ №ÄßéIE0S&"),
    maxLength: 12,
  })
  .map((text) => text.replace(/\s+/g, " "));
const shopNames = fc
  .tuple(around, around, fc.integer({ min: 1, max: 99_999 }))
  .map(([prefix, suffix, number]) => order(`${prefix}${number}${suffix}`.trim(), number))
  .filter(({ name }) => name !== "");

const [placed] = testWorld("full").store().orders;
const findsInShopify = (query: string, { name, number }: { name: string; number: number }) =>
  searchOrders(query, "UTC").matches({ ...placed!, name, number });

describe("order names as they are typed", () => {
  it.each([
    ["EN#1001"],
    ["[WEB]1001"],
    ["S&S-1001"],
    ["№1001"],
    ["#1-A"],
    ["O'Neil 1001"],
    ["1001*"],
  ])("%s is a name and finds its order", (name) => {
    expect(names(`${name}, #7`)).toEqual([name, "#7"]);
    expect(ordersMeant(name, [order(name, 1001), order("#7", 7)])).toEqual([order(name, 1001)]);
    expect(findsInShopify(namesQuery([name]), order(name, 1001))).toBe(true);
  });
  it("lists are apart by comma, semicolon, tab or line end; a name with one of them is quoted", () => {
    expect(names(' #1001,1002;#1001\n\tSHOP-7-A \n"A,1001";"say ""hi"" 3"\n"4')).toEqual([
      "#1001",
      "1002",
      "SHOP-7-A",
      "A,1001",
      'say "hi" 3',
      '"4',
    ]);
    expect(names("#1001 #1002\n1003 1004, EN 5")).toEqual([
      ...["#1001", "#1002", "1003", "1004", "EN 5"],
    ]);
    expect(names("\u00a0EN\u00a0 7\ufeff")).toEqual(["EN 7"]);
  });
  it("what is too long or too much is said", () => {
    expect(readOrderNames("x".repeat(256), 5)).toEqual({
      names: [],
      tooLong: [`${"x".repeat(40)}…`],
      tooMany: 0,
    });
    expect(readOrderNames("1,2,3", 2)).toEqual({ names: ["1", "2"], tooLong: [], tooMany: 1 });
  });
  it("the whole name answers, whatever the case, with # or without; a bare number finds its order", () => {
    const orders = [order("#12-A", 12), order("#1-A", 1), order("EN#1001", 1001)];
    expect(ordersMeant("#1-a", orders)).toEqual([order("#1-A", 1)]);
    expect(ordersMeant("1-A", orders)).toEqual([order("#1-A", 1)]);
    expect(ordersMeant("1001", orders)).toEqual([order("EN#1001", 1001)]);
    expect(ordersMeant("#1001", orders)).toEqual([order("EN#1001", 1001)]);
    expect(ordersMeant("EN#100", orders)).toEqual([]);
    // Called so comes before numbered so.
    expect(ordersMeant("12", [...orders, order("#12", 99)])).toEqual([order("#12", 99)]);
  });
  it("from order number takes a name that holds one number", () => {
    expect(["1005", "#1005", "EN#1005", "S&S-1005", "1005-A"].map(numberIn)).toEqual([
      ...[1005, 1005, 1005, 1005, 1005],
    ]);
    for (const typed of ["0", "-1", "+1", "1.5", "1,5", "abc", "99999999999", "2026-1005", ""])
      expect(numberIn(typed), typed).toBeNull();
  });
});

describe("whatever a shop puts around the number", () => {
  it("a list of names is read as it was written", () => {
    fc.assert(
      fc.property(
        fc.uniqueArray(shopNames, { minLength: 1, selector: ({ name }) => name }),
        (all) => {
          const list = all.map(({ name }) => name);
          expect(names(typedNames(list))).toEqual([...new Set(list)]);
        },
      ),
    );
  });
  it("a name finds the orders that are called so and no other", () => {
    fc.assert(
      fc.property(shopNames, fc.array(shopNames, { maxLength: 20 }), (mine, others) => {
        const meant = ordersMeant(mine.name, [mine, ...others]);
        expect(meant).toContain(mine);
        for (const found of meant) expect(sameName(found.name, mine.name)).toBe(true);
      }),
    );
  });
  it("the search for it finds its order", () => {
    fc.assert(
      fc.property(shopNames, (mine) => {
        expect(findsInShopify(namesQuery([mine.name, "#7"]), mine)).toBe(true);
      }),
    );
  });
  it("what the database compares is what `sameName` says", () => {
    fc.assert(
      fc.property(shopNames, shopNames, (typed, stored) => {
        const found = nameForms(typed.name).some(
          (form) => form.toLowerCase() === stored.name.toLowerCase(),
        );
        expect(found).toBe(sameName(typed.name, stored.name));
      }),
    );
  });
});
