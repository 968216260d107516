import type { OrderId } from "#app/lib/ids.ts";
import { simulator } from "#tests/setup/simulator.ts";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { resyncOrder } from "#app/domain/orders/order-actions.server.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { setClock } from "#app/lib/clock.ts";
import { flushApiLog } from "#app/shopify/api-log.server.ts";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { EVERY_MINUTE, jobs } from "#app/worker/catalog.server.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { createAll, deliver, openShop, sync } from "./shop-at-work.ts";

/** The app comes to a shop, leaves it, comes back; and forgets people when Shopify says so. */
let SHOP = "";
let shops = 0;
interface Placed {
  id: OrderId;
  name: string;
}
const place = (kind: string): Placed => simulator.act(SHOP, "placeOrder", { kind }) as Placed;
const numberOf = (id: string): number => Number(id.split("/").at(-1));

beforeEach(async () => {
  shops += 1;
  SHOP = `life-${shops}.myshopify.com`;
  simulator.shops.add(SHOP, "empty");
  await openShop(SHOP);
});

/** The merchant removes the app; Shopify says so. */
async function uninstall(triggeredAt = new Date()): Promise<void> {
  simulator.uninstall(SHOP);
  expect(
    await deliver(
      SHOP,
      "app/uninstalled",
      { id: 1, myshopify_domain: SHOP },
      { id: `gone-${SHOP}`, triggeredAt },
    ),
  ).toBe(200);
  await jobs.handleWebhook?.({ shop: SHOP, webhookId: `gone-${SHOP}` });
  await drain();
}

async function reinstall(): Promise<void> {
  simulator.install(SHOP);
  forgetToken(SHOP);
  await installShop(SHOP);
  await drain();
}

describe("uninstalling", () => {
  it("ends sessions and work, keeps documents, and a later install goes on where it stopped", async () => {
    const [made, waiting] = [place("one-line"), place("few-lines")];
    await sync(SHOP);
    await createDocuments(SHOP, [made.id], "merchant");
    await drain();
    await createDocuments(SHOP, [waiting.id], "merchant");
    place("tip");
    const { runId } = await startSync(SHOP, { trigger: "click", by: "merchant" });
    await uninstall();

    expect(await db.session.count({ where: { shop: SHOP } })).toBe(0);
    expect(
      (await db.shop.findUniqueOrThrow({ where: { domain: SHOP } })).uninstalledAt,
    ).not.toBeNull();
    expect(
      (await db.syncRun.findUniqueOrThrow({ where: { shop_id: { shop: SHOP, id: runId } } })).state,
    ).toBe("cancelled");
    const calls = simulator.log.requests.filter(({ shop }) => shop === SHOP).length;
    await drain({ future: true });
    await jobs[EVERY_MINUTE]?.({});
    await drain({ future: true });
    expect(simulator.log.requests.filter(({ shop }) => shop === SHOP)).toHaveLength(calls);
    expect(
      await db.ledgerDocument.findMany({ where: { shop: SHOP }, select: { shopifyOrderId: true } }),
    ).toEqual([{ shopifyOrderId: made.id }]);
    expect(await db.salesDocument.count({ where: { shop: SHOP, state: "created" } })).toBe(1);

    await reinstall();
    const restore = setClock({ now: () => new Date(Date.now() + 120_000) });
    await jobs[EVERY_MINUTE]?.({});
    restore();
    await drain({ future: true });
    await sync(SHOP);
    await createAll(SHOP);
    expect(await db.order.count({ where: { shop: SHOP } })).toBe(3);
    expect(await db.ledgerDocument.count({ where: { shop: SHOP } })).toBe(3);
    expect(await db.task.count({ where: { shop: SHOP, state: { not: "done" } } })).toBe(0);
    expect(await db.shopCard.count({ where: { shop: SHOP } })).toBe(1);
    expect(simulator.log.defects).toEqual([]);
  });

  it("told late, after the app was installed again, is ignored", async () => {
    place("one-line");
    const before = new Date(Date.now() - 60_000);
    expect(
      await deliver(
        SHOP,
        "app/uninstalled",
        { id: 1, myshopify_domain: SHOP },
        { id: "late", triggeredAt: before },
      ),
    ).toBe(200);
    await drain();
    expect(
      await db.webhookDelivery.findFirst({ where: { shop: SHOP, webhookId: "late" } }),
    ).toMatchObject({
      state: "ignored",
      note: expect.stringMatching(/installed again/) as unknown,
    });
    expect(await db.session.count({ where: { shop: SHOP } })).toBe(1);
    await sync(SHOP);
    expect(await db.order.count({ where: { shop: SHOP } })).toBe(1);
    expect(simulator.log.defects).toEqual([]);
  });
});

const PLANTED = {
  firstName: "Zephyrine",
  lastName: "Quillfeather",
  email: "zephyrine@planted.example",
  phone: "+49 451 7007007",
  address1: "Quartzgasse 77",
  note: "Bitte bei Familie Quartzmann abgeben",
  gift: "Für Oma Quartzhilde",
};
const TEXTS = ["Zephyrine", "Quillfeather", "planted.example", "7007007", "Quartz"];

/** An order that carries a person's data wherever an order can. */
function placePersonal(over: Record<string, unknown> = {}): Placed {
  const { note, gift, email, ...person } = PLANTED;
  const address = { ...person, city: "Lübeck", zip: "23552", countryCode: "DE" };
  return simulator.act(SHOP, "placeOrder", {
    spec: {
      customer: null,
      email,
      phone: PLANTED.phone,
      note,
      attributes: [{ key: "Gift for", value: gift }],
      shippingAddress: address,
      billingAddress: address,
      lines: [{ variant: "MUG-BLUE", quantity: 1 }],
      shipping: [{ title: "Standard", price: "4.90" }],
      ...over,
    },
  }) as Placed;
}

/** Tables in which a text stands, all of the database, the queue's too. */
async function whereStands(texts: readonly string[]): Promise<string[]> {
  await flushApiLog();
  const tables = await db.$queryRaw<{ name: string }[]>`
    SELECT quote_ident(table_schema) || '.' || quote_ident(table_name) AS name FROM information_schema.tables WHERE table_schema IN ('public', 'graphile_worker') AND table_type = 'BASE TABLE'`;
  expect(tables.length).toBeGreaterThan(35);
  const pattern = `(${texts.join("|")})`;
  const rows = await db.$queryRawUnsafe<{ name: string; hits: number }[]>(
    tables
      .map(
        ({ name }) =>
          `SELECT '${name.replaceAll('"', "")}' AS name, count(*)::int AS hits FROM ${name} t WHERE t::text ~* $1`,
      )
      .join(" UNION ALL "),
    pattern,
  );
  return rows
    .filter(({ hits }) => hits > 0)
    .map(({ name }) => name.replace(/^public\./, ""))
    .sort();
}
const outsideTheLedger = (tables: string[]): string[] =>
  tables.filter((name) => !name.startsWith("Ledger"));

describe("personal data", () => {
  it("of a customer goes when Shopify says so: everywhere but in the ledger's documents, which tax law wants kept", async () => {
    const [documented, held] = [
      placePersonal(),
      placePersonal({ test: true, note: "Quartz again" }),
    ];
    const stranger = place("one-line");
    await sync(SHOP);
    await createAll(SHOP);
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "setNote", {
      order: documented.id,
      note: "Jetzt doch bei Quartzmann im Hof",
    });
    await resyncOrder(SHOP, documented.id, "merchant");
    await drain();
    expect(outsideTheLedger(await whereStands(TEXTS))).toEqual(
      expect.arrayContaining(["Order", "OrderVersion", "SalesDocument"]),
    );
    const ordersBefore = await db.order.count({ where: { shop: SHOP } });
    const status = await deliver(SHOP, "customers/redact", {
      shop_domain: SHOP,
      customer: { id: 4711, email: PLANTED.email, phone: PLANTED.phone },
      orders_to_redact: [numberOf(documented.id), numberOf(held.id)],
    });
    expect(status).toBe(200);
    await drain();
    expect(outsideTheLedger(await whereStands(TEXTS))).toEqual([]);
    expect(await db.order.count({ where: { shop: SHOP } })).toBe(ordersBefore);
    expect(
      await db.ledgerDocument.findFirst({ where: { shop: SHOP, shopifyOrderId: documented.id } }),
    ).toMatchObject({ state: "released" });
    expect(
      await db.privacyRequest.findFirst({ where: { shop: SHOP, topic: "customers/redact" } }),
    ).toMatchObject({ result: { orders: 2 }, doneAt: expect.any(Date) as unknown });
    // Another customer's order is as it was.
    expect(
      (await db.orderVersion.findFirstOrThrow({ where: { shop: SHOP, orderId: stranger.id } }))
        .personal,
    ).not.toBeNull();
    expect(simulator.log.defects).toEqual([]);
  });

  it("of a whole shop goes after it left, and what accounting needs stays", async () => {
    const documented = placePersonal();
    placePersonal({ test: true });
    await sync(SHOP);
    await createAll(SHOP);
    await uninstall();
    expect(await deliver(SHOP, "shop/redact", { shop_id: 1, shop_domain: SHOP })).toBe(200);
    await drain();
    expect(outsideTheLedger(await whereStands(TEXTS))).toEqual([]);
    const document = await db.salesDocument.findFirstOrThrow({
      where: { shop: SHOP, orderId: documented.id },
    });
    expect(document).toMatchObject({
      state: "created",
      number: expect.stringMatching(/\d/) as unknown,
    });
    expect(
      (
        await db.ledgerDocument.findFirstOrThrow({
          where: { shop: SHOP, shopifyOrderId: documented.id },
        })
      ).gross.toFixed(),
    ).toBe(document.total.toFixed());
    expect(simulator.log.defects).toEqual([]);
  });

  it("is told in a report when a customer asks for it", async () => {
    const order = placePersonal();
    await sync(SHOP);
    expect(
      await deliver(SHOP, "customers/data_request", {
        shop_domain: SHOP,
        customer: { id: 4711, email: PLANTED.email },
        orders_requested: [numberOf(order.id)],
        data_request: { id: 9 },
      }),
    ).toBe(200);
    await drain();
    const report = await db.privacyRequest.findFirstOrThrow({
      where: { shop: SHOP, topic: "customers/data_request" },
    });
    const text = JSON.stringify(report.result);
    for (const planted of [
      PLANTED.firstName,
      PLANTED.lastName,
      PLANTED.email,
      PLANTED.address1,
      PLANTED.note,
      PLANTED.gift,
      order.name,
    ])
      expect(text).toContain(planted);
    expect(report.doneAt).not.toBeNull();
    expect(simulator.log.defects).toEqual([]);
  });
});
