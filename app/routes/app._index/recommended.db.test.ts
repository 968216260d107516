import { SHOP } from "#tests/setup/simulator.ts";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { ensureDefaultConnection } from "#app/domain/erp-connections/default-connection.server.ts";
import { setupGuide } from "#app/domain/home/setup-guide.server.ts";
import { setUpShop } from "#app/domain/installation/shop-facts.server.ts";
import { getCard, saveCard } from "#app/domain/shop-card/cards.server.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
import { saveRecommended } from "./recommended.server.ts";

const BY = { shop: SHOP, by: "user:1" };

it("sets what documents in the built-in ledger need, and leaves what somebody chose", async () => {
  await installForTest(SHOP);
  const connectionId = await db.$transaction((tx) => ensureDefaultConnection(tx, SHOP));
  await db.shopCard.updateMany({ where: { shop: SHOP }, data: { connectionId } });
  await setUpShop(SHOP);
  const card = await getCard(SHOP);
  if (!card) throw new Error("no card");
  expect((await saveCard(BY, card, { values: { tipAccount: "4000" } })).ok).toBe(true);
  expect(await setupGuide(SHOP)).toMatchObject({ recommends: true });

  expect(await saveRecommended(BY)).toEqual({ done: "home.done.recommended" });
  expect((await getCard(SHOP))?.settings).toMatchObject({
    shippingAccount: "4100",
    tipAccount: "4000",
    autoCreateCustomers: true,
    customerTemplate: "RETAIL",
    autoCreateItems: true,
  });
  const { recommends, steps } = await setupGuide(SHOP);
  expect(recommends).toBe(false);
  expect(steps.find((step) => !step.done)?.key).toBe("sync");
});
