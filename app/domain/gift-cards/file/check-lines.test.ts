import { describe, expect, it } from "vitest";
import { LANGUAGES } from "#app/i18n/languages.ts";
import { textsOf } from "#app/texts.server.ts";
import { checkLines } from "./check-lines.ts";

// cspell:ignore BETRAG Letzte Zeichen Notiz efgh
const HEAD = ["id", "last characters", "amount"];
const check = (rows: string[][], heading = HEAD, currency = "EUR") =>
  checkLines(
    [heading, ...rows].map((cells, index) => ({ line: index + 1, cells })),
    currency,
  );
const faultOf = (cells: string[], currency = "EUR"): string | undefined => {
  const checked = check([cells], HEAD, currency);
  return checked.ok ? checked.value.errors[0]?.fault : "refused";
};

describe("a line of the file", () => {
  it("is a card", () => {
    expect(
      check([
        ["663920574770", "2B5A", "25.00"],
        ["gid://shopify/GiftCard/7", "x", "1234567,5"],
      ]),
    ).toEqual({
      ok: true,
      value: {
        cards: [
          {
            line: 2,
            giftCardId: "gid://shopify/GiftCard/663920574770",
            lastCharacters: "2b5a",
            amount: "25",
          },
          {
            line: 3,
            giftCardId: "gid://shopify/GiftCard/7",
            lastCharacters: "x",
            amount: "1234567.5",
          },
        ],
        errors: [],
      },
    });
  });

  it.each([
    [["=1+1", "2b5a", "25"], "formula"],
    [["+1", "2b5a", "25"], "formula"],
    [["@SUM(A1)", "2b5a", "25"], "formula"],
    [["-1", "2b5a", "25"], "formula"],
    [["1", "=A1", "25"], "formula"],
    [["1", "＝A1", "25"], "formula"],
    [["1", "2b5a", "=25"], "formula"],
    [["1", "2b5a", '=HYPERLINK("http://x")'], "formula"],
    [["", "2b5a", "25"], "giftCardId"],
    [["6.63921E+11", "2b5a", "25"], "giftCardId"],
    [["0", "2b5a", "25"], "giftCardId"],
    [["12345678901234567890123", "2b5a", "25"], "giftCardId"],
    [["gid://shopify/Order/7", "2b5a", "25"], "giftCardId"],
    [["1", "abcdefgh12345678", "25"], "code"],
    [["1", "abcd efgh 1234 5678", "25"], "code"],
    [["1", "", "25"], "lastCharacters"],
    [["1", "a;b", "25"], "lastCharacters"],
    [["1", "2b5a", ""], "amount"],
    [["1", "2b5a", "1,234.50"], "amount"],
    [["1", "2b5a", "€25"], "amount"],
    [["1", "2b5a", "1e3"], "amount"],
    [["1", "2b5a", "NaN"], "amount"],
    [["1", "2b5a", "25.005"], "decimals"],
    [["1", "2b5a", "1,234"], "decimals"],
    [["1", "2b5a", "0,00"], "notPositive"],
    [["1", "2b5a", "-25"], "notPositive"],
    [["1", "2b5a"], "columns"],
    [["1", "2b5a", "25", "more"], "columns"],
  ])("%j: %s", (cells, fault) => expect(faultOf(cells)).toBe(fault));

  it("has as many decimals as the currency", () => {
    expect(faultOf(["1", "2b5a", "25.5"], "JPY")).toBe("decimals");
    expect(faultOf(["1", "2b5a", "25.505"], "KWD")).toBeUndefined();
  });

  it("that is wrong hurts no other, and each is told with its number", () => {
    const checked = check([
      ["1", "2b5a", "25"],
      ["x", "2b5a", "25"],
      ["1", "2b5a", "25"],
      ["2", "2b5a", "25"],
    ]);
    expect(checked).toMatchObject({
      ok: true,
      value: {
        cards: [{ line: 2 }, { line: 5 }],
        errors: [
          { line: 3, fault: "giftCardId" },
          { line: 4, fault: "twice" },
        ],
      },
    });
  });
});

describe("the heading", () => {
  const row = ["25", "1", "2b5a", "whatever"];
  it.each([
    [["Amount", "ID", "Last characters", "Note"]],
    [["BETRAG", "Id", "Letzte Zeichen", "Notiz"]],
    [["Initial value", "Card ID", "last_characters", "State"]],
  ])("%j, in any order, with more columns", (heading) => {
    expect(check([row], heading)).toMatchObject({
      ok: true,
      value: { cards: [{ giftCardId: "gid://shopify/GiftCard/1", amount: "25" }], errors: [] },
    });
  });

  it.each(LANGUAGES)("is understood as a screen in %s calls the columns", (language) => {
    const { columns, column } = textsOf(language).app.giftCards.file;
    const names = [column.amount, column.giftCardId, column.lastCharacters];
    expect(names.filter((name) => !columns.includes(name))).toEqual([]);
    expect(check([row], [...names, "Note"])).toMatchObject({ ok: true, value: { errors: [] } });
  });

  it.each([
    [["id", "last characters"], ["amount"]],
    [
      ["name", "e-mail", "city"],
      ["giftCardId", "lastCharacters", "amount"],
    ],
    [
      ["1", "2b5a", "25"],
      ["giftCardId", "lastCharacters", "amount"],
    ],
  ])("%j lacks %j", (heading, missing) => {
    expect(check([], heading)).toEqual({ ok: false, error: { missing } });
  });
});
