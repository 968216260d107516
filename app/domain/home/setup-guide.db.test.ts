import { randomUUID } from "node:crypto";
import { readFileSync } from "node:fs";
import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { paths } from "#app/lib/paths.ts";
import { markBlockSeen, markNewsRead } from "#app/domain/installation/guide-marks.server.ts";
import { NEWS } from "#app/domain/installation/news.ts";
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

it("with several cards a step is done when each that takes orders has it, and leads to the first that lacks it", async () => {
  const made = async (code: string, precedence: number, settings: object, enabled = true) => {
    const { id } = await db.shopCard.create({
      data: { shop: SHOP, code, title: code, precedence, settings, enabled },
    });
    return id;
  };
  const accounts = { shippingAccount: "4400", autoCreateCustomers: true };
  await made("STORE", 1, accounts);
  expect(await step("accounts")).toMatchObject({ done: true });
  await made("OLD", 2, { autoCreateCustomers: false }, false);
  expect(await step("accounts")).toMatchObject({ done: true });
  const pos = await made("POS", 3, { autoCreateCustomers: false });
  expect(await step("accounts")).toMatchObject({
    ...{ done: false, to: paths.setting("shippingAccount", pos) },
  });
  expect(await step("customers")).toMatchObject({
    ...{ done: false, to: paths.setting("autoCreateCustomers", pos) },
  });
  await db.shopCard.updateMany({ where: { shop: SHOP, id: pos }, data: { settings: accounts } });
  expect(await step("customers")).toEqual({
    ...{ key: "customers", done: true, to: paths.setting("autoCreateCustomers") },
  });
});

it("the card on the order page counts once it was shown, and leads to an order in Shopify", async () => {
  const before = await step("block");
  expect(before?.done).toBe(false);
  expect(before?.to).toMatch(/\/store\/guide\/orders\/77$/);
  await markBlockSeen(SHOP, at);
  await markBlockSeen(SHOP, new Date());
  expect(await step("block")).toMatchObject({ done: true });
  const { guide } = await db.shop.findUniqueOrThrow({ where: { domain: SHOP } });
  expect(guide).toMatchObject({ blockSeenAt: at.toISOString() });
});

it("what an update brought is shown until it was read, and again after the next", async () => {
  const news = async () => (await setupGuide(SHOP)).news;
  expect(await news()).toEqual(NEWS);
  await markNewsRead(SHOP, "0.1.0");
  expect(await news()).toEqual(NEWS);
  await markNewsRead(SHOP, NEWS.version);
  expect(await news()).toBeNull();
  // The guide's other marks stay.
  expect(await step("block")).toMatchObject({ done: true });
});

it("the news are those of the newest version in the changelog", () => {
  const [, version] = /^## (\d\S*)/m.exec(readFileSync("CHANGELOG.md", "utf8")) ?? [];
  expect(NEWS.version).toBe(version);
});
