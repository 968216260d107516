import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { install } from "./install.server.ts";

const SHOP = "comes-back.myshopify.com";
const stored = () => db.shop.findUniqueOrThrow({ where: { domain: SHOP } });
const leaves = (more: { redactedAt?: Date } = {}) =>
  db.shop.update({ where: { domain: SHOP }, data: { uninstalledAt: new Date(), ...more } });

it("orders placed while the app was away are the app's when it comes back, unless its data was erased", async () => {
  await install(SHOP, "read_orders");
  const first = await stored();
  expect(first.ordersSince).toEqual(first.installedAt);
  await leaves();
  await install(SHOP, "read_orders");
  const again = await stored();
  expect(again.installedAt.getTime()).toBeGreaterThan(first.installedAt.getTime());
  expect(again.ordersSince).toEqual(first.ordersSince);
  await leaves({ redactedAt: new Date() });
  await install(SHOP, "read_orders");
  const anew = await stored();
  expect(anew.ordersSince).toEqual(anew.installedAt);
  // What was erased two installations ago is no reason to begin again.
  await leaves();
  await install(SHOP, "read_orders");
  expect((await stored()).ordersSince).toEqual(anew.ordersSince);
});
