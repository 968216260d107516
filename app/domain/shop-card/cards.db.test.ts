import { given } from "#app/lib/given.ts";
import type { CardId } from "#app/lib/ids.ts";
import { beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { ensureDefaultConnection } from "#app/domain/erp-connections/default-connection.server.ts";
import { cardHistory, restoreCard } from "./card-history.server.ts";
import { ensureDefaultCard, getCard, saveCard } from "./cards.server.ts";

const SHOP = "one.myshopify.com";
let cardId: CardId;
beforeAll(async () => {
  await db.shop.create({ data: { domain: SHOP, timeZone: "Europe/Berlin", currency: "EUR" } });
  await db.$transaction(async (tx) =>
    ensureDefaultCard(tx, SHOP, await ensureDefaultConnection(tx, SHOP)),
  );
  cardId = given((await getCard(SHOP))?.id, "the card");
});

it("two people saving at once: the second sees both values; earlier states come back (SET-18)", async () => {
  const card = await getCard(SHOP, cardId);
  const revision = card?.revision ?? 0;
  expect(
    (
      await saveCard(
        { shop: SHOP, by: "ann" },
        { id: cardId, revision },
        { values: { orderNumberOnLine: true } },
      )
    ).ok,
  ).toBe(true);
  expect(
    await saveCard(
      { shop: SHOP, by: "bob" },
      { id: cardId, revision },
      { values: { orderNumberOnLine: false } },
    ),
  ).toMatchObject({
    ok: false,
    error: { kind: "conflict", yours: { orderNumberOnLine: false }, savedBy: "ann" },
  });
  expect(
    await saveCard(
      { shop: SHOP, by: "bob" },
      { id: cardId, revision: revision + 1 },
      { values: { taxAreaPriority: "nonsense" } },
    ),
  ).toMatchObject({ ok: false, error: { kind: "invalid" } });
  const [version] = await cardHistory(SHOP, cardId, 1);
  expect(
    (
      await restoreCard(
        { shop: SHOP, by: "ann" },
        { id: cardId, revision: revision + 1 },
        version?.id ?? "",
      )
    ).ok,
  ).toBe(true);
  expect((await getCard(SHOP, cardId))?.settings.orderNumberOnLine).toBe(false);
});

it("a filter that means nothing is refused beside its field; a good one is kept as it is applied (SET-17, SET-19)", async () => {
  const revision = (await getCard(SHOP, cardId))?.revision ?? 0;
  const refused = await saveCard(
    { shop: SHOP, by: "ann" },
    { id: cardId, revision },
    { filter: { tags: ["@"], financialStatuses: ["PAYED"], colour: "red" } },
  );
  expect(refused).toMatchObject({
    ok: false,
    error: {
      kind: "invalid",
      errors: [{ key: "filter.colour", problem: "filter.problem.unreadable" }],
    },
  });
  expect(
    await saveCard(
      { shop: SHOP, by: "ann" },
      { id: cardId, revision },
      { filter: { tags: ["@"], financialStatuses: ["PAYED"] } },
    ),
  ).toMatchObject({
    ok: false,
    error: { errors: [{ key: "filter.financialStatuses" }, { key: "filter.tags" }] },
  });
  expect(
    await saveCard(
      { shop: SHOP, by: "ann" },
      { id: cardId, revision },
      { filter: { shipToCountries: ["de"] } },
    ),
  ).toMatchObject({ ok: true, value: { filter: { shipToCountries: ["DE"] } } });
  expect(
    await saveCard(
      { shop: SHOP, by: "ann" },
      { id: cardId, revision: revision + 1 },
      { filter: {} },
    ),
  ).toMatchObject({
    ok: true,
    value: { filter: {} },
  });
});
