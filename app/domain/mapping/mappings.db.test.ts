import { given } from "#app/lib/given.ts";
import type { CardId } from "#app/lib/ids.ts";
import { beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { ensureDefaultConnection } from "#app/domain/erp-connections/default-connection.server.ts";
import { prepareConnections } from "#app/domain/erp-connections/prepare-connections.server.ts";
import { ensureDefaultCard, getCard } from "#app/domain/shop-card/cards.server.ts";
import { addMapping, listMappings, saveMapping } from "./mappings.server.ts";

const SHOP = "one.myshopify.com";
let cardId: CardId;
beforeAll(async () => {
  await db.shop.create({ data: { domain: SHOP, timeZone: "Europe/Berlin", currency: "EUR" } });
  await db.$transaction(async (tx) =>
    ensureDefaultCard(tx, SHOP, await ensureDefaultConnection(tx, SHOP)),
  );
  cardId = given((await getCard(SHOP))?.id, "the card");
  expect(await prepareConnections(SHOP)).toBe(true);
});

it("the list has what is not mapped on top, by name, page by page", async () => {
  const row = (title: string) => ({ kind: "location" as const, key: `page-${title}`, title });
  for (const title of ["c", "a", "b"]) await addMapping(SHOP, cardId, row(title));
  await saveMapping(SHOP, { ...row("a"), cardId, revision: 1, erp: { code: "MAIN" } }, "ann");
  const ask = { limit: 2, search: "page-" };
  const first = await listMappings(SHOP, cardId, "location", ask);
  const second = await listMappings(SHOP, cardId, "location", { ...ask, after: first.next });
  const back = await listMappings(SHOP, cardId, "location", { ...ask, before: second.previous });
  expect([first, second, back].map(({ rows }) => rows.map(({ title }) => title))).toEqual([
    ["b", "c"],
    ["a"],
    ["b", "c"],
  ]);
});
