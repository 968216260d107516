import type { OrderId } from "#app/lib/ids.ts";
import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { createHmac, randomUUID } from "node:crypto";
import { beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { env } from "#app/env.server.ts";
import { importWaiting } from "#app/domain/orders/import/import.server.ts";
import { getOrder } from "#app/domain/orders/lists/order-lists.server.ts";
import { resyncOrder } from "#app/domain/orders/order-actions.server.ts";
import { forgetOrders, installForTest } from "#tests/fixtures/installed-shop.ts";
import { action as appAction } from "#app/routes/webhooks.app.tsx";
import { action as complianceAction } from "#app/routes/webhooks.compliance.tsx";
import { action as ordersAction } from "#app/routes/webhooks.orders.tsx";
import { forgetToken } from "#app/shopify/tokens.server.ts";
import { handleOrderWebhooks } from "#app/domain/webhooks/order-webhooks.server.ts";
import { handleWebhook } from "./handle-webhook.server.ts";

type Action = (args: {
  request: Request;
  params: Record<string, string>;
  context: Record<string, never>;
}) => Promise<Response>;

interface Delivery {
  topic: string;
  shop?: string;
  payload: unknown;
  id?: string;
  secret?: string;
  triggeredAt?: Date;
  text?: string;
}
async function deliver(
  action: unknown,
  {
    topic,
    shop = SHOP,
    payload,
    id = randomUUID(),
    secret = process.env.SHOPIFY_API_SECRET ?? "",
    triggeredAt = new Date(),
    text,
  }: Delivery,
) {
  const body = text ?? JSON.stringify(payload);
  const request = new Request("https://app.example.test/webhooks/x", {
    method: "POST",
    body,
    headers: {
      "content-type": "application/json",
      "x-shopify-topic": topic,
      "x-shopify-shop-domain": shop,
      "x-shopify-webhook-id": id,
      "x-shopify-event-id": randomUUID(),
      "x-shopify-api-version": "2026-10",
      "x-shopify-triggered-at": triggeredAt.toISOString(),
      "x-shopify-hmac-sha256": createHmac("sha256", secret).update(body).digest("base64"),
    },
  });
  const response = await (action as Action)({ request, params: {}, context: {} });
  return { status: response.status, id };
}
const place = (shop = SHOP) =>
  simulator.act(shop, "placeOrder", {
    spec: {
      customer: null,
      email: "ada@example.com",
      shippingAddress: {
        firstName: "Ada",
        lastName: "Lovelace",
        address1: "Ringstr. 1",
        city: "Berlin",
        zip: "10115",
        countryCode: "DE",
      },
      lines: [{ title: "Cup", price: "10.00", quantity: 1 }],
    },
  }) as { id: OrderId; name: string };
const number = (gid: string) => Number(gid.split("/").at(-1));
const run = async (action: unknown, delivery: Delivery) => {
  const { id, status } = await deliver(action, delivery);
  await handleWebhook(delivery.shop ?? SHOP, id);
  return {
    status,
    delivery: await db.webhookDelivery.findUnique({
      where: { shop_webhookId: { shop: delivery.shop ?? SHOP, webhookId: id } },
    }),
  };
};

const uninstall = { topic: "app/uninstalled", payload: { id: 1, myshopify_domain: SHOP } };

beforeEach(async () => {
  simulator.reset();
  simulator.clock.set(new Date());
  await forgetOrders();
  for (const shop of [SHOP, OTHER_SHOP]) {
    simulator.install(shop);
    forgetToken(shop);
    await installForTest(shop, { autoSyncOrders: true });
  }
});

describe("a delivery", () => {
  it("announces its order, which is then imported", async () => {
    const order = place();
    const { status, delivery } = await run(ordersAction, {
      topic: "orders/create",
      payload: { id: number(order.id), admin_graphql_api_id: order.id, email: "ada@example.com" },
    });
    expect([status, delivery?.state]).toEqual([200, "done"]);
    expect(JSON.stringify(delivery?.payload)).not.toContain("ada@");
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, order.id)).not.toBeNull();
  });

  it("that comes again is worked once", async () => {
    const order = place();
    const delivery = {
      topic: "orders/create",
      payload: { admin_graphql_api_id: order.id },
      id: "same",
    };
    await deliver(ordersAction, delivery);
    expect((await deliver(ordersAction, delivery)).status).toBe(200);
    expect(await db.webhookDelivery.count()).toBe(1);
    expect(
      (
        await db.$queryRaw<
          unknown[]
        >`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'handleOrderWebhooks'`
      ).length,
    ).toBeLessThanOrEqual(1);
  });

  it("a storm of them asks Shopify once", async () => {
    const orders = Array.from({ length: 30 }, () => place());
    for (const order of orders)
      for (const topic of ["orders/create", "orders/updated"])
        await deliver(ordersAction, { topic, payload: { admin_graphql_api_id: order.id } });
    const asked = () =>
      simulator.log.requests.map(({ operation }) => operation).filter((name) => name !== undefined);
    const before = asked().length;
    expect(
      (
        await db.$queryRaw<
          unknown[]
        >`SELECT 1 FROM graphile_worker.jobs WHERE task_identifier = 'handleOrderWebhooks'`
      ).length,
    ).toBeLessThanOrEqual(1);
    await handleOrderWebhooks(SHOP);
    expect(asked().slice(before)).toEqual(["ImportOrders"]);
    expect(await db.webhookDelivery.count({ where: { state: "done" } })).toBe(60);
    expect(await db.order.count({ where: { shop: SHOP } })).toBe(30);
    expect(await db.orderToImport.count({ where: { shop: SHOP } })).toBe(0);
  });

  it("with a wrong signature is refused and leaves nothing", async () => {
    for (const secret of ["wrong", ""])
      expect(
        (
          await deliver(ordersAction, {
            topic: "orders/create",
            payload: {},
            ...(secret ? { secret } : { secret: "x" }),
          })
        ).status,
      ).toBe(401);
    expect(await db.webhookDelivery.count()).toBe(0);
  });

  it("signed with the previous secret is taken while that is known, so that a secret can be replaced without losing one", async () => {
    const delivery = {
      topic: "orders/create",
      payload: { admin_graphql_api_id: place().id },
      secret: "the-secret-before",
    };
    expect((await deliver(ordersAction, delivery)).status).toBe(401);
    env.SHOPIFY_API_SECRET_PREVIOUS = "the-secret-before";
    try {
      expect((await deliver(ordersAction, delivery)).status).toBe(200);
      expect((await deliver(ordersAction, { ...delivery, secret: "another" })).status).toBe(401);
    } finally {
      delete env.SHOPIFY_API_SECRET_PREVIOUS;
    }
    expect(await db.webhookDelivery.count()).toBe(1);
  });

  it("that is malformed is stored with a note and answered, never a crash", async () => {
    for (const text of ["", "not json", "[]", "null", '{"id":'])
      expect(
        (await deliver(ordersAction, { topic: "orders/create", payload: null, text })).status,
      ).toBe(200);
    expect(
      await db.webhookDelivery.count({ where: { state: "ignored", note: { not: null } } }),
    ).toBe(5);
    expect(
      (
        await run(ordersAction, {
          topic: "orders/create",
          payload: { admin_graphql_api_id: 5, id: "x" },
        })
      ).delivery?.state,
    ).toBe("ignored");
    expect(
      (
        await deliver(ordersAction, {
          topic: "orders/create",
          shop: "evil.example.com",
          payload: {},
        })
      ).status,
    ).toBe(400);
    expect((await run(ordersAction, { topic: "shop/redact", payload: {} })).delivery?.state).toBe(
      "ignored",
    );
  });

  it("of one shop that names another shop's order brings nothing", async () => {
    const theirs = place(OTHER_SHOP);
    place();
    const { delivery } = await run(ordersAction, {
      topic: "orders/updated",
      payload: {
        admin_graphql_api_id: theirs.id.replace(/\d+$/, (id) => String(Number(id) + 900_000)),
      },
    });
    expect(delivery?.state).toBe("ignored");
    expect(await db.orderToImport.count()).toBe(0);
  });
});

describe("life cycle", () => {
  it("an uninstall ends sessions and work and keeps orders; one older than the install, or that Shopify does not confirm, is ignored", async () => {
    const order = place();
    await resyncOrder(SHOP, order.id, "me");
    expect(
      (
        await run(appAction, {
          ...uninstall,
          triggeredAt: new Date(Date.now() - 3_600_000),
        })
      ).delivery?.state,
    ).toBe("ignored");
    // The very body of an earlier uninstall, sent again after the app was installed anew.
    expect((await run(appAction, uninstall)).delivery).toMatchObject({
      state: "ignored",
      note: "The app is installed on this shop.",
    });
    expect(await db.session.count({ where: { shop: SHOP } })).toBe(1);
    simulator.uninstall(SHOP);
    expect((await run(appAction, uninstall)).delivery?.state).toBe("done");
    expect(await db.session.count({ where: { shop: SHOP } })).toBe(0);
    expect(await db.session.count({ where: { shop: OTHER_SHOP } })).toBe(1);
    expect(await getOrder(SHOP, order.id)).not.toBeNull();
    expect(
      (
        await run(ordersAction, {
          topic: "orders/updated",
          payload: { admin_graphql_api_id: order.id },
        })
      ).delivery?.state,
    ).toBe("ignored");
  });

  it("new scopes are noted as Shopify has them, whatever the payload says", async () => {
    simulator.setScopes(SHOP, ["read_orders", "write_orders"]);
    await run(appAction, {
      topic: "app/scopes_update",
      payload: { id: 1, previous: ["read_orders"], current: ["read_orders", "write_everything"] },
    });
    expect(await db.shop.findUnique({ where: { domain: SHOP } })).toMatchObject({
      scopes: "read_orders,write_orders",
    });
  });
});

describe("a delivery of one shop under the header of another", () => {
  it.each([
    [appAction, "app/uninstalled", { id: 1, myshopify_domain: OTHER_SHOP }],
    [appAction, "app/uninstalled", { id: 1 }],
    [complianceAction, "shop/redact", { shop_id: 1, shop_domain: OTHER_SHOP }],
    [complianceAction, "shop/redact", { shop_id: 1 }],
    [complianceAction, "shop/redact", { shop_id: 1, shop_domain: [SHOP] }],
    [
      complianceAction,
      "customers/redact",
      { shop_domain: OTHER_SHOP, customer: { id: 7 }, orders_to_redact: [1] },
    ],
    [
      complianceAction,
      "customers/data_request",
      { shop_domain: OTHER_SHOP, customer: { id: 7 }, data_request: { id: 9 } },
    ],
    [ordersAction, "orders/updated", { id: 1, myshopify_domain: OTHER_SHOP }],
  ])("is refused and leaves nothing: %#", async (action, topic, payload) => {
    expect((await deliver(action, { topic, payload })).status).toBe(400);
    expect(await db.webhookDelivery.count()).toBe(0);
  });
});

describe("compliance", () => {
  it("a request sent again under another id has no effect a second time", async () => {
    const payload = {
      shop_id: 1,
      shop_domain: SHOP,
      customer: { id: 7, email: "ada@example.com" },
      orders_to_redact: [] as number[],
    };
    await run(complianceAction, { topic: "customers/redact", payload });
    const order = place();
    await resyncOrder(SHOP, order.id, "me");
    const again = await run(complianceAction, { topic: "customers/redact", payload });
    expect(again).toMatchObject({ status: 200, delivery: null });
    expect(await db.privacyRequest.count({ where: { shop: SHOP } })).toBe(1);
    expect(await db.order.count({ where: { shop: SHOP, email: "ada@example.com" } })).toBe(1);
    // Of another shop it is another request.
    const other = { ...payload, shop_domain: OTHER_SHOP };
    expect(
      (await run(complianceAction, { topic: "customers/redact", shop: OTHER_SHOP, payload: other }))
        .delivery?.state,
    ).toBe("done");
  });

  it("a data request stores a report of what we hold", async () => {
    const order = place();
    await resyncOrder(SHOP, order.id, "me");
    await run(complianceAction, {
      topic: "customers/data_request",
      payload: {
        shop_id: 1,
        shop_domain: SHOP,
        orders_requested: [number(order.id)],
        customer: { id: 7, email: "ada@example.com", phone: null },
        data_request: { id: 9 },
      },
    });
    const request = await db.privacyRequest.findFirstOrThrow({ where: { shop: SHOP } });
    expect(request.doneAt).not.toBeNull();
    expect(JSON.stringify(request.result)).toContain("Ringstr. 1");
    expect(JSON.stringify(request.subject)).not.toContain("ada@");
  });

  it("a redaction leaves nothing personal in the database and touches no other shop", async () => {
    const [mine, theirs] = [place(), place(OTHER_SHOP)];
    await resyncOrder(SHOP, mine.id, "me");
    await resyncOrder(OTHER_SHOP, theirs.id, "me");
    await db.salesDocument.create({
      data: {
        shop: SHOP,
        subject: mine.id,
        generation: 1,
        orderId: mine.id,
        cardId: randomUUID(),
        connectionId: randomUUID(),
        kind: "salesOrder",
        versionId: randomUUID(),
        externalKey: "k",
        state: "created",
        currency: "EUR",
        total: "10",
        createdAt: new Date(),
        plan: {
          document: {
            sellTo: { id: "c1", number: "C1" },
            shipToAddress: { name: "Ada Lovelace", address1: "Ringstr. 1" },
            email: "ada@example.com",
            lines: [{ text: "Cup" }],
          },
        },
      },
    });
    await run(complianceAction, {
      topic: "customers/redact",
      payload: {
        shop_id: 1,
        shop_domain: SHOP,
        customer: { id: 7, email: "ada@example.com" },
        orders_to_redact: [number(mine.id)],
      },
    });
    const dump = async (shop: string) =>
      JSON.stringify([
        await db.order.findMany({ where: { shop } }),
        await db.orderVersion.findMany({ where: { shop } }),
        await db.orderEvent.findMany({ where: { shop } }),
        await db.salesDocument.findMany({ where: { shop } }),
        await db.webhookDelivery.findMany({ where: { shop } }),
        await db.orderToImport.findMany({ where: { shop } }),
        await db.privacyRequest.findMany({ where: { shop } }),
      ]);
    for (const trace of ["ada@", "Lovelace", "Ringstr"])
      expect(await dump(SHOP)).not.toContain(trace);
    expect(await dump(SHOP)).toContain("C1");
    expect(await dump(OTHER_SHOP)).toContain("Lovelace");
    expect((await getOrder(SHOP, mine.id))?.redacted).toBe(true);
    expect(
      await db.privacyRequest.findFirst({ where: { shop: SHOP, topic: "customers/redact" } }),
    ).toMatchObject({ result: { orders: 1, waiting: 0 } });
  });

  it("a shop's redaction waits for nothing but a new install", async () => {
    const order = place();
    await resyncOrder(SHOP, order.id, "me");
    expect(
      (
        await run(complianceAction, {
          topic: "shop/redact",
          payload: { shop_id: 1, shop_domain: SHOP },
        })
      ).delivery?.state,
    ).toBe("ignored");
    simulator.uninstall(SHOP);
    await run(appAction, uninstall);
    expect(
      (
        await run(complianceAction, {
          topic: "shop/redact",
          payload: { shop_id: 1, shop_domain: SHOP },
        })
      ).delivery?.state,
    ).toBe("done");
    expect((await getOrder(SHOP, order.id))?.order).toMatchObject({
      customerName: null,
      email: null,
    });
    expect(await db.session.count({ where: { shop: SHOP } })).toBe(0);
    expect((await db.shop.findUnique({ where: { domain: SHOP } }))?.redactedAt).not.toBeNull();
  });
});
