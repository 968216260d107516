import { simulator, SHOP } from "#tests/setup/simulator.ts";
import { beforeAll, expect, it } from "vitest";
import { drain } from "#tests/setup/jobs.ts";
import { installShop } from "#tests/setup/install.ts";
import { db } from "#app/db/client.server.ts";
import { importSelected } from "#app/domain/orders/order-actions.server.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";

const waiting = async (): Promise<string[]> =>
  (await db.orderToImport.findMany({ where: { shop: SHOP }, orderBy: { name: "asc" } })).map(
    ({ name }) => name,
  );
const imported = async (): Promise<string[]> =>
  (await db.order.findMany({ where: { shop: SHOP }, orderBy: { name: "asc" } })).map(
    ({ name }) => name,
  );

beforeAll(async () => {
  await installShop(SHOP);
  for (let count = 0; count < 3; count += 1)
    simulator.act(SHOP, "placeOrder", { kind: "one-line" });
  await drain();
});

it("a sync that only lists leaves the choice: importing one order takes no other along, the next sync takes the rest", async () => {
  await startSync(SHOP, { trigger: "click", by: "test", listOnly: true });
  await drain();
  const names = await waiting();
  expect(names).toHaveLength(3);
  expect(await imported()).toEqual([]);

  const chosen = await db.orderToImport.findFirstOrThrow({
    where: { shop: SHOP, name: names[1] ?? "" },
  });
  await importSelected(SHOP, [chosen.orderId], "test");
  await drain();
  expect(await imported()).toEqual([chosen.name]);
  expect(await waiting()).toEqual([names[0], names[2]]);

  await startSync(SHOP, { trigger: "click", by: "test" });
  await drain();
  expect(await imported()).toEqual(names);
  expect(await waiting()).toEqual([]);
  expect(simulator.log.defects).toEqual([]);
});
