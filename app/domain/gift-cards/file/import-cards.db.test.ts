import { OTHER_SHOP, SHOP } from "#tests/setup/simulator.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { openEmptyShops } from "#app/domain/orders/import/import.fixture.ts";
import { exportCards } from "./export-cards.server.ts";
import { importCards } from "./import-cards.server.ts";

openEmptyShops();
beforeEach(async () => {
  await db.shop.updateMany({ data: { currency: "EUR", timeZone: "Europe/Berlin" } });
});

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield Buffer.from(text);
}
const send = (text: string, write: boolean, shop = SHOP) => importCards(shop, bytes(text), write);
const FILE = "id;last characters;amount\n11;aaaa;25,00\n12;bbbb;0,01\n";
const stored = async () => ({
  cards: (await db.giftCard.findMany({ orderBy: { giftCardId: "asc" } })).map((card) => [
    card.shop,
    card.giftCardId.split("/").at(-1),
    card.lastCharacters,
    card.source,
    card.initial?.toFixed(),
  ]),
  entries: (await db.giftCardEntry.findMany({ orderBy: { key: "asc" } })).map((entry) => [
    entry.kind,
    entry.amount.toFixed(),
    entry.currency,
  ]),
});
const nothing = { cards: [], entries: [] };

describe("a file of older gift cards (GIF-2)", () => {
  it("is checked without a trace, then imported as a whole, once", async () => {
    const told = { added: 2, changed: 0, unchanged: 0, amount: "25.01", currency: "EUR" };
    expect(await send(FILE, false)).toMatchObject({ value: { ...told, imported: false } });
    expect(await stored()).toEqual(nothing);
    expect(await send(FILE, true)).toMatchObject({ value: { ...told, imported: true } });
    const first = await stored();
    expect(first).toEqual({
      cards: [
        [SHOP, "11", "aaaa", "file", "25"],
        [SHOP, "12", "bbbb", "file", "0.01"],
      ],
      entries: [
        ["imported", "25", "EUR"],
        ["imported", "0.01", "EUR"],
      ],
    });
    expect(await send(FILE, true)).toMatchObject({ value: { added: 0, unchanged: 2 } });
    expect(await stored()).toEqual(first);
  });

  it("corrects an amount; two imports at once are one", async () => {
    await Promise.all([send(FILE, true), send(FILE, true)]);
    const corrected = FILE.replace("25,00", "30,00");
    expect(await send(corrected, true)).toMatchObject({
      value: { added: 0, changed: 1, unchanged: 1, amount: "30" },
    });
    expect((await stored()).entries).toEqual([
      ["imported", "30", "EUR"],
      ["imported", "0.01", "EUR"],
    ]);
  });

  it("with one wrong line imports nothing, and names the line", async () => {
    expect(await send(`${FILE}13;cccc;=1+1\n`, true)).toMatchObject({
      value: { imported: false, added: 2, errorCount: 1, errors: [{ line: 4, fault: "formula" }] },
    });
    expect(await stored()).toEqual(nothing);
  });

  it("leaves what Shopify told as it is, and refuses a card known by other characters", async () => {
    const card = {
      shop: SHOP,
      state: "active",
      source: "shopify",
      currency: "EUR",
      initial: 50,
      balance: 10,
      issuedAt: new Date(),
    };
    await db.giftCard.createMany({
      data: [
        { ...card, giftCardId: "gid://shopify/GiftCard/11", lastCharacters: "aaaa" },
        { ...card, giftCardId: "gid://shopify/GiftCard/12", lastCharacters: "zzzz" },
      ],
    });
    expect(await send(FILE, true)).toMatchObject({
      value: { imported: false, unchanged: 1, errors: [{ line: 3, fault: "otherCharacters" }] },
    });
    expect(await send(FILE.replace("12;bbbb;0,01\n", ""), true)).toMatchObject({
      value: { imported: true, added: 0, changed: 0, unchanged: 1 },
    });
    expect((await stored()).cards[0]).toEqual([SHOP, "11", "aaaa", "shopify", "50"]);
  });

  it("takes a card that only a payment told about", async () => {
    await db.giftCard.create({
      data: {
        shop: SHOP,
        giftCardId: "gid://shopify/GiftCard/11",
        lastCharacters: "aaaa",
        state: "unknown",
        source: "order",
        currency: "EUR",
        issuedAt: new Date("2026-01-01T00:00:00Z"),
      },
    });
    expect(await send(FILE, true)).toMatchObject({ value: { added: 2 } });
    // What it was issued with counts from when it was known to exist.
    const [first] = await db.giftCardEntry.findMany({ orderBy: { at: "asc" } });
    expect(first?.at.toISOString()).toBe("2026-01-01T00:00:00.000Z");
  });

  it("is of one shop", async () => {
    await send(FILE, true);
    expect(await send(FILE, true, OTHER_SHOP)).toMatchObject({ value: { added: 2 } });
    expect((await stored()).cards).toHaveLength(4);
  });

  it.each([
    [
      "name;e-mail\nx;y\n",
      { kind: "columns", missing: ["giftCardId", "lastCharacters", "amount"] },
    ],
    ["", { kind: "empty" }],
    ['id,last characters,amount\n1,"a', { kind: "format" }],
  ])("%j is refused", async (text, refusal) => {
    expect(await send(text, true)).toMatchObject({ ok: false, error: refusal });
    expect(await stored()).toEqual(nothing);
  });

  // As many as one import takes: import-cards.long.db.test.ts.
  it("is imported whole when it is stored in several pieces, and of many errors the first are told", async () => {
    const COUNT = 5_001;
    const rows = Array.from({ length: COUNT }, (_none, index) => `${index + 1};aaaa;1.00\n`);
    const head = "id;last characters;amount\n";
    expect(await send(head + rows.join(""), true)).toMatchObject({
      value: { imported: true, added: COUNT, amount: String(COUNT) },
    });
    expect(await db.giftCardEntry.count()).toBe(COUNT);
    const wrong = await send(head + rows.join("").replaceAll(";aaaa;", ";;"), true);
    expect(wrong).toMatchObject({ value: { errorCount: COUNT } });
    expect(wrong.ok && wrong.value.errors).toHaveLength(100);
  });
});

describe("the exported file", () => {
  const exported = async (shop = SHOP): Promise<string> => {
    let text = "";
    for await (const piece of exportCards(shop)) text += piece;
    return text;
  };

  it("has every card, and can be imported again", async () => {
    await send(FILE, true);
    const text = await exported();
    expect(text.startsWith("\ufeffCard ID,Last characters,State,Initial value,")).toBe(true);
    const lines = text.trimEnd().split("\r\n");
    expect(lines).toHaveLength(3);
    expect(lines[1]).toMatch(/^11,aaaa,unknown,25,,EUR,\d{4}-\d\d-\d\d,,,file$/);
    expect(await send(text, false)).toMatchObject({
      value: { added: 0, unchanged: 2, errorCount: 0 },
    });
    expect((await exported(OTHER_SHOP)).trimEnd().split("\r\n")).toHaveLength(1);
  });

  it("holds no formula", async () => {
    await send(FILE, true);
    await db.giftCard.updateMany({
      where: { giftCardId: "gid://shopify/GiftCard/11" },
      data: { lastCharacters: "=1+1" },
    });
    expect(await exported()).toContain("\r\n11,'=1+1,");
  });

  it("of more cards than a page has each once", async () => {
    const rows = Array.from({ length: 2_500 }, (_none, index) => `${index + 1};aaaa;1.00\n`);
    await send(`id;last characters;amount\n${rows.join("")}`, true);
    const ids = (await exported()).trimEnd().split("\r\n").slice(1);
    expect(new Set(ids.map((line) => line.split(",")[0])).size).toBe(2_500);
    expect(ids).toHaveLength(2_500);
  });
});
