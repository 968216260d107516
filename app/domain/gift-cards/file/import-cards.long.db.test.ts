import { SHOP } from "#tests/setup/simulator.ts";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { openEmptyShops } from "#app/domain/orders/import/import.fixture.ts";
import { importCards } from "./import-cards.server.ts";
import { MOST_LINES } from "./read-file.server.ts";

openEmptyShops();

async function* bytes(text: string): AsyncGenerator<Uint8Array> {
  await Promise.resolve();
  yield Buffer.from(text);
}

it("a file of older gift cards may name as many cards as one import takes, of which the first errors are told", async () => {
  await db.shop.updateMany({ data: { currency: "EUR", timeZone: "Europe/Berlin" } });
  const send = (text: string) => importCards(SHOP, bytes(text), true);
  const rows = Array.from({ length: MOST_LINES }, (_none, index) => `${index + 1};aaaa;1.00\n`);
  const head = "id;last characters;amount\n";
  expect(await send(head + rows.join(""))).toMatchObject({
    value: { imported: true, added: MOST_LINES, amount: String(MOST_LINES) },
  });
  expect(await db.giftCardEntry.count()).toBe(MOST_LINES);
  const wrong = await send(head + rows.join("").replaceAll(";aaaa;", ";;"));
  expect(wrong).toMatchObject({ value: { errorCount: MOST_LINES } });
  expect(wrong.ok && wrong.value.errors).toHaveLength(100);
});
