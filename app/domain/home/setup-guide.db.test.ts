import { randomUUID } from "node:crypto";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { paths } from "#app/lib/paths.ts";
import { setupGuide, type StepKey } from "./setup-guide.server.ts";

const SHOP = "guide.myshopify.com";
const ORDER = "gid://shopify/Order/77";
const at = new Date("2026-11-01T10:00:00Z");

async function step(key: StepKey) {
  const { steps } = await setupGuide(SHOP);
  return steps.find((one) => one.key === key);
}

it("leads to what is there: to the listed orders, then to the order's own preview", async () => {
  await db.shop.create({ data: { domain: SHOP, timeZone: "Europe/Berlin", currency: "EUR" } });
  expect((await step("preview"))?.to).toBe(`${paths.ordersToImport}?sync=1`);
  for (const key of ["accounts", "customers", "items"] as const)
    expect(await step(key)).toMatchObject({ done: false });

  await db.orderToImport.create({
    data: {
      shop: SHOP,
      orderId: ORDER,
      name: "#77",
      orderCreatedAt: at,
      shopifyUpdatedAt: at,
      announcedAt: at,
      announcedBy: "click",
      verdict: "ready",
      listed: {},
    },
  });
  expect(await step("sync")).toMatchObject({ done: true });
  expect((await step("preview"))?.to).toBe(`${paths.ordersToImport}?tab=ready`);
  expect(await step("import")).toEqual({
    key: "import",
    done: false,
    to: `${paths.ordersToImport}?tab=ready`,
  });
  // Nothing is ready: the list of the ready ones would be empty.
  await db.orderToImport.updateMany({ where: { shop: SHOP }, data: { verdict: "held" } });
  expect((await step("import"))?.to).toBe(paths.ordersToImport);

  await db.order.create({
    data: {
      shop: SHOP,
      orderId: ORDER,
      name: "#77",
      number: 77,
      orderCreatedAt: at,
      shopifyUpdatedAt: at,
      importedAt: at,
      currency: "EUR",
      total: "1",
      presentmentCurrency: "EUR",
      presentmentTotal: "1",
      fulfillmentStatus: "UNFULFILLED",
      tags: [],
      state: {},
      stateHash: "x",
      currentVersionId: randomUUID(),
    },
  });
  expect((await step("preview"))?.to).toBe(`${paths.order(ORDER)}?tab=preview`);
  expect(await step("import")).toMatchObject({ done: true });
});
