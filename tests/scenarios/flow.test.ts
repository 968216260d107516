import { randomUUID } from "node:crypto";
import { simulator } from "#tests/setup/simulator.ts";
import { afterAll, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { unlinkDocument } from "#app/domain/documents/store/unlink-document.server.ts";
import { exclude, resyncOrder } from "#app/domain/orders/order-actions.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { clearProblems, raiseProblem } from "#app/domain/problems/problems.server.ts";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import type { OrderId, RefundId } from "#app/lib/ids.ts";
import * as createRoute from "#app/routes/flow.create-sales-document/route.ts";
import * as importRoute from "#app/routes/flow.import-order/route.ts";
import * as triggersRoute from "#app/routes/flow.triggers/route.ts";
import { releaseHolder } from "#app/tasks/holder.server.ts";
import { jobs } from "#app/worker/catalog.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import type { FlowPost } from "#tests/simulators/shopify/flow.ts";
import { anOrder, place, processed } from "./back-office.ts";
import { inEmptyShop, openShop, sync } from "./shop-at-work.ts";

/** Shopify Flow on both sides: workflows that the app starts, and what workflows ask of it. */
const SHOP = "flow-goods.myshopify.com";
const STRANGER = "flow-stranger.myshopify.com";
inEmptyShop(SHOP);
afterAll(() => releaseHolder());

const ROUTES: Record<string, typeof importRoute> = {
  "/flow/import-order": importRoute,
  "/flow/create-sales-document": createRoute,
  "/flow/triggers": triggersRoute,
};

/** Flow posts it to the app's own route. */
async function post({ path, body, headers }: FlowPost): Promise<Response> {
  const request = new Request(`https://app.example.test${path}`, { method: "POST", body, headers });
  const route = ROUTES[path];
  if (!route) throw new Error(`the app has no route ${path}`);
  return route.action({ request, params: {}, context: {} });
}

const numberOf = (id: string): number => Number(id.split("/").at(-1));
const ask = (handle: string, id: string, runId: string, shop = SHOP): Promise<Response> =>
  post(simulator.flowAction(shop, { handle, properties: { order_id: numberOf(id) }, runId }));
const use = async (trigger: string, enabled = true): Promise<void> => {
  expect((await post(simulator.flowUse(SHOP, trigger, enabled))).status).toBe(200);
};

/** A minute passes. */
async function minute(): Promise<void> {
  await jobs.flowDue?.({});
  await drain({ future: true });
}

interface Heard {
  handle: string;
  payload: Record<string, unknown>;
}
const heard = (handle: string): Record<string, unknown>[] =>
  simulator.log.effects
    .filter(({ mutation, shop }) => mutation === "flowTriggerReceive" && shop === SHOP)
    .map(({ input }) => input as Heard)
    .filter((one) => one.handle === handle)
    .map(({ payload }) => payload);
const calls = (): number =>
  simulator.log.requests.filter(({ operation }) => operation === "FireFlowTrigger").length;
const documentsOf = (id: string): Promise<number> =>
  db.ledgerDocument.count({ where: { shop: SHOP, shopifyOrderId: id } });

const guest = (variant = "MUG-BLUE") => ({ spec: anOrder({ lines: [{ variant, quantity: 1 }] }) });

describe("without a workflow", () => {
  it("nothing is told and no task is made", async () => {
    await processed(SHOP, guest());
    await minute();
    expect(calls()).toBe(0);
    expect(await db.task.count({ where: { shop: SHOP, kind: "fireFlowTrigger" } })).toBe(0);
  });
});

describe("a workflow is turned on", () => {
  it("only by who signs, for a shop that has the app, and an older message changes nothing", async () => {
    const told = simulator.flowUse(SHOP, "document-created", true);
    expect((await post({ ...told, body: `${told.body} ` })).status).toBe(401);
    expect((await post({ ...told, headers: {} })).status).toBe(401);
    simulator.shops.add("flow-nobody.myshopify.com", "empty");
    const nobody = simulator.flowUse("flow-nobody.myshopify.com", "document-created", true);
    expect((await post(nobody)).status).toBe(403);
    const off = simulator.flowUse(SHOP, "credit-memo-created", false);
    simulator.clock.advance(60_000);
    await use("credit-memo-created");
    expect((await post(off)).status).toBe(200);
    const row = { shop_trigger: { shop: SHOP, trigger: "credit-memo-created" } };
    expect(await db.flowTrigger.findUnique({ where: row })).toMatchObject({ enabled: true });
    expect((await post(simulator.flowUse(SHOP, "credit-memo-created", false))).status).toBe(200);
    await db.flowTrigger.deleteMany({ where: { shop: SHOP } });
  });
});

describe("sales document created", () => {
  beforeAll(() => use("document-created"));

  it("is told once, with what the extension declares; what was there before is not", async () => {
    const [order] = await processed(SHOP, guest());
    expect(heard("document-created")).toEqual([]); // the document waits for nothing of this
    await minute();
    await minute();
    const { number } = await db.salesDocument.findFirstOrThrow({
      where: { shop: SHOP, orderId: order!.id },
    });
    expect(heard("document-created")).toEqual([
      {
        order_id: numberOf(order!.id),
        "Document number": number,
        "Document kind": "Sales order",
        "Order link": expect.stringMatching(
          new RegExp(`/store/flow-goods/apps/.+/app/orders/${numberOf(order!.id)}$`),
        ) as string,
        "Event ID": expect.stringMatching(/^document-created:[0-9a-f-]{36}$/) as string,
      },
    ]);
    expect(calls()).toBe(1);
  });

  it("whose answer was lost is told again under the same event id", async () => {
    simulator.faults.arm({ kind: "drop-answer", operation: "FireFlowTrigger" });
    const before = heard("document-created").length;
    await processed(SHOP, guest());
    await minute();
    // Shopify may still be at it for a minute; only then is it told again.
    await db.task.updateMany({
      where: { shop: SHOP, kind: "fireFlowTrigger", state: "ambiguous" },
      data: {
        sentAt: new Date(Date.now() - 120_000),
        nextAttemptAt: new Date(0),
        updatedAt: new Date(0),
      },
    });
    await jobs.sweepTasks?.({});
    await drain({ future: true });
    const told = heard("document-created").slice(before);
    expect(told).toHaveLength(2);
    expect(told[0]).toEqual(told[1]);
  });

  it("is told by whoever comes first when two look at once", async () => {
    const before = heard("document-created").length;
    await processed(SHOP, guest(), guest());
    await Promise.all([jobs.fireFlow?.({ shop: SHOP }), jobs.fireFlow?.({ shop: SHOP })]);
    await drain({ future: true });
    expect(heard("document-created")).toHaveLength(before + 2);
  });

  it("is told no more once the workflow is off", async () => {
    const before = calls();
    await processed(SHOP, guest());
    await jobs.fireFlow?.({ shop: SHOP });
    simulator.clock.advance(1_000);
    await use("document-created", false);
    await drain({ future: true });
    await processed(SHOP, guest());
    await minute();
    expect(calls()).toBe(before);
  });
});

describe("order needs attention", () => {
  beforeAll(async () => {
    simulator.clock.advance(1_000);
    // Flow's documentation shows the title where it says id.
    await use("Order needs attention");
  });

  it("is told once for each problem opened, not for each try", async () => {
    const order = place(SHOP, guest("PROTO-X9"));
    await sync(SHOP);
    await createDocuments(SHOP, [order.id], "merchant");
    await minute();
    const [first] = heard("order-needs-attention");
    expect(first).toMatchObject({
      order_id: numberOf(order.id),
      Problem: expect.stringMatching(/^Product .+ has no item in the ERP$/) as string,
      "Problem code": "unknown-item",
    });
    await createDocuments(SHOP, [order.id], "merchant");
    await minute();
    expect(heard("order-needs-attention")).toHaveLength(1);
  });

  it("is told again when a problem comes back, and not when it went before anybody looked", async () => {
    const { orderId } = await db.order.findFirstOrThrow({ where: { shop: SHOP } });
    const about = { subject: orderId, orderId };
    const found = problem("erp-not-connected");
    const raise = () => raiseProblem(db, SHOP, "order-act", { ...about, problem: found });
    const before = heard("order-needs-attention").length;
    await raise();
    await clearProblems(db, SHOP, "order-act", about);
    await minute();
    expect(heard("order-needs-attention")).toHaveLength(before);
    // What goes on by itself needs nobody's attention.
    const later = { kind: "capture-later", params: {}, cause: "capture-later" };
    await raiseProblem(db, SHOP, "payment", { ...about, problem: later });
    await minute();
    expect(heard("order-needs-attention")).toHaveLength(before);
    await clearProblems(db, SHOP, "payment", about);
    await raise();
    await minute();
    await clearProblems(db, SHOP, "order-act", about);
    await raise();
    await minute();
    const codes = heard("order-needs-attention").slice(before);
    expect(codes.map((one) => one["Problem code"])).toEqual([
      "erp-not-connected",
      "erp-not-connected",
    ]);
    expect(new Set(codes.map((one) => one["Event ID"])).size).toBe(2);
    await clearProblems(db, SHOP, "order-act", about);
  });
});

it("a credit memo is told as one, with its number", async () => {
  simulator.clock.advance(1_000);
  await use("credit-memo-created");
  const [order] = await processed(SHOP, guest());
  simulator.act(SHOP, "refundOrder", {
    order: order!.id,
    lines: [{ line: 0, quantity: 1, restock: "RETURN" }],
  });
  await resyncOrder(SHOP, order!.id, "merchant");
  await drain();
  const refunds = await db.refund.findMany({ where: { shop: SHOP, orderId: order!.id } });
  await createCreditMemos(
    { shop: SHOP, by: "merchant" },
    refunds.map(({ refundId }): RefundId => refundId),
  );
  await drain();
  await minute();
  expect(heard("credit-memo-created")).toMatchObject([
    { order_id: numberOf(order!.id), "Credit memo number": expect.stringMatching(/\d/) as string },
  ]);
});

describe("an action", () => {
  let id: OrderId;
  let run: string;
  beforeEach(() => {
    id = place(SHOP, guest()).id;
    run = randomUUID();
  });

  it("imports an order, and tells Flow when it is through", async () => {
    expect((await ask("import-order", id, run)).status).toBe(202);
    await drain();
    expect((await ask("import-order", id, run)).status).toBe(200);
    expect(await db.order.count({ where: { shop: SHOP, orderId: id } })).toBe(1);
    expect(await documentsOf(id)).toBe(0);
  });

  it("creates the document of an order that is not here, and gives its number back", async () => {
    expect((await ask("create-sales-document", id, run)).status).toBe(202);
    await drain({ future: true });
    const answer = await ask("create-sales-document", id, run);
    expect(answer.status).toBe(200);
    expect(await answer.json()).toEqual({
      return_value: { number: expect.stringMatching(/\d/) as string, kind: "salesOrder" },
    });
    const { actor } = await db.orderEvent.findFirstOrThrow({
      where: { shop: SHOP, orderId: id, kind: "documentRequested" },
    });
    expect(actor).toBe("flow");
  });

  it("that comes twice under one run id makes one document, also where the worker died in between", async () => {
    const both = await Promise.all([1, 2].map(() => ask("create-sales-document", id, run)));
    expect(both.map(({ status }) => status)).toEqual([202, 202]);
    const work = { shop: SHOP, runId: run };
    await Promise.allSettled([jobs.doFlowAction?.(work), jobs.doFlowAction?.(work)]);
    await drain({ future: true, allowFailures: true });
    // Died after its document was asked for, before it said so.
    await db.flowAction.updateMany({ where: work, data: { state: "stored", doneAt: null } });
    await jobs.doFlowAction?.(work);
    await drain({ future: true });
    expect((await ask("create-sales-document", id, run)).status).toBe(200);
    expect(await documentsOf(id)).toBe(1);
    expect(await db.flowAction.count({ where: work })).toBe(1);
    // Unlinked later by a person: the old run creates nothing anew.
    await unlinkDocument(SHOP, id, "merchant");
    await drain();
    expect((await ask("create-sales-document", id, run)).status).toBe(422);
    expect(await documentsOf(id)).toBe(1);
    const second = randomUUID();
    await ask("create-sales-document", id, second);
    await drain();
    const refused = await ask("create-sales-document", id, second);
    expect(refused.status).toBe(422);
    expect(((await refused.json()) as { message: string }).message).toContain("earlier");
  });

  it.each([
    [
      "an order that Shopify does not have",
      () => Promise.resolve("gid://shopify/Order/77"),
      /no order/,
    ],
    [
      "an excluded order",
      async () => {
        await sync(SHOP);
        const other = place(SHOP, guest()).id;
        const { announceIds } = await import("#app/domain/orders/announce/list-orders.server.ts");
        const { orderCards } = await import("#app/domain/orders/announce/order-cards.server.ts");
        await announceIds(SHOP, [other], { by: "click", cards: await orderCards(SHOP) });
        await exclude(SHOP, [other], "a sample", "merchant");
        return other;
      },
      /excluded/,
    ],
    [
      "an order that lacks something",
      () => Promise.resolve(place(SHOP, guest("PROTO-X9")).id),
      /what is missing/,
    ],
  ] as const)("%s is refused in words", async (_what, given, words) => {
    const order = await given();
    await ask("create-sales-document", order, run);
    await drain({ future: true });
    const answer = await ask("create-sales-document", order, run);
    expect(answer.status).toBe(422);
    expect(((await answer.json()) as { message: string }).message).toMatch(words);
  });

  it("waits for a Shopify that is out of order, and is done then", async () => {
    simulator.faults.arm({ kind: "error-before-act", count: 8, shop: SHOP });
    await ask("import-order", id, run);
    await drain({ allowFailures: true });
    expect((await ask("import-order", id, run)).status).toBe(202);
    simulator.faults.clear();
    await drain({ future: true, allowFailures: true });
    expect((await ask("import-order", id, run)).status).toBe(200);
  });

  it("is forgotten a month later", async () => {
    await ask("import-order", id, run);
    await drain();
    await jobs.forgetFlowActions?.({});
    const where = { shop: SHOP, runId: run };
    expect(await db.flowAction.count({ where })).toBe(1);
    await db.flowAction.updateMany({ where, data: { receivedAt: new Date(0) } });
    await jobs.forgetFlowActions?.({});
    expect(await db.flowAction.count({ where })).toBe(0);
  });
});

describe("who may ask", () => {
  const run = randomUUID();
  const action = (properties: Record<string, unknown>, handle = "import-order") =>
    simulator.flowAction(SHOP, { handle, properties, runId: run });

  it.each([
    ["an unsigned request", () => ({ ...action({ order_id: 1 }), headers: {} }), 401],
    ["a changed body", () => ({ ...action({ order_id: 1 }), body: "{}" }), 401],
    ["no order", () => action({}), 400],
    [
      "another action's address",
      () => ({ ...action({ order_id: 1 }), path: "/flow/create-sales-document" }),
      400,
    ],
  ] as const)("%s is refused", async (_what, sent, status) => {
    expect((await post(sent())).status).toBe(status);
    expect(await db.flowAction.count({ where: { shop: SHOP, runId: run } })).toBe(0);
  });

  it("fields of another time are left alone, and a number may come as text", async () => {
    const { id } = place(SHOP, guest());
    const sent = action({ order_id: String(numberOf(id)), colour: "red" });
    expect((await post(sent)).status).toBe(202);
    await drain();
    expect((await post(action({ order_id: 1 }))).status).toBe(409);
  });

  it("a store with a thousand actions waiting is asked to come back", async () => {
    const rows = Array.from({ length: 1_001 }, (_none, index) => ({
      ...{ shop: SHOP, runId: `waiting-${index}`, action: "import-order" },
      ...{ orderId: "gid://shopify/Order/1", receivedAt: new Date() },
    }));
    await db.flowAction.createMany({ data: rows });
    const answer = await ask("import-order", "gid://shopify/Order/1", randomUUID());
    expect(answer.status).toBe(429);
    expect(answer.headers.get("retry-after")).toBe("60");
    await db.flowAction.deleteMany({ where: { shop: SHOP, runId: { startsWith: "waiting-" } } });
  });

  it("another store reaches nothing of this one's with its order and its run", async () => {
    simulator.shops.add(STRANGER, "empty");
    await openShop(STRANGER);
    const { id } = place(SHOP, guest());
    const mine = randomUUID();
    await ask("create-sales-document", id, mine);
    await drain({ future: true });
    const before = await db.order.findFirstOrThrow({ where: { shop: SHOP, orderId: id } });
    expect((await ask("create-sales-document", id, mine, STRANGER)).status).toBe(202);
    await drain({ future: true });
    const answer = await ask("create-sales-document", id, mine, STRANGER);
    expect(answer.status).toBe(422);
    expect(await db.order.count({ where: { shop: STRANGER } })).toBe(0);
    expect(await documentsOf(id)).toBe(1);
    expect(await db.order.findFirstOrThrow({ where: { shop: SHOP, orderId: id } })).toEqual(before);
  });
});
