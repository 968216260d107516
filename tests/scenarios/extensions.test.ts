import { randomUUID } from "node:crypto";
import { simulator } from "#tests/setup/simulator.ts";
import { beforeEach, describe, expect, it } from "vitest";
import germanStates from "#app/i18n/locales/de/state.json";
import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { announceIds } from "#app/domain/orders/announce/list-orders.server.ts";
import { orderCards } from "#app/domain/orders/announce/order-cards.server.ts";
import { exclude } from "#app/domain/orders/order-actions.server.ts";
import { setupGuide } from "#app/domain/home/setup-guide.server.ts";
import { unlinkDocument } from "#app/domain/documents/store/unlink-document.server.ts";
import type {
  ClickAnswer,
  OrderAnswer,
  PreviewAnswer,
  Refusal,
  ShipmentsAnswer,
} from "#app/web/extension/answers.ts";
import * as createRoute from "#app/routes/api.extension.create/route.ts";
import * as orderRoute from "#app/routes/api.extension.order/route.ts";
import { drain } from "#tests/setup/jobs.ts";
import { news, processed, ship } from "./back-office.ts";
import { inEmptyShop, sync } from "./shop-at-work.ts";

/** What the extensions in Shopify Admin ask of the app, as their requests come in: from another origin, with an ID token, from a worker. */
const SHOP = "extension-goods.myshopify.com";
inEmptyShop(SHOP);

const ROUTES = { order: orderRoute, create: createRoute };
type Route = keyof typeof ROUTES;

const token = (seconds?: number): string =>
  `Bearer ${simulator.idToken(SHOP, seconds === undefined ? {} : { seconds })}`;

async function send(
  route: Route,
  body: unknown,
  authorization: string | null = token(),
): Promise<Response> {
  const request = new Request(`https://app.example.test/api/extension/${route}`, {
    method: "POST",
    headers: {
      origin: "https://extensions.shopifycdn.com",
      "content-type": "application/json",
      ...(authorization === null ? {} : { authorization }),
    },
    body: JSON.stringify(body),
  });
  const answer = await ROUTES[route].action({ request, params: {}, context: {} });
  expect(answer.headers.get("access-control-allow-origin")).toBe("*");
  return answer;
}

const ask = async <T>(route: Route, body: object): Promise<T> => {
  const answer = await send(route, { locale: "en", ...body });
  expect(answer.status).toBe(200);
  return (await answer.json()) as T;
};
const state = (id: string, more: object = {}) =>
  ask<OrderAnswer>("order", { part: "state", id, ...more });
const create = (ids: string[], click: string) =>
  ask<ClickAnswer & Partial<Refusal>>("create", { intent: "create", ids, click });
const progress = (click: string) => ask<ClickAnswer>("create", { intent: "progress", click });

const place = (kind = "one-line"): OrderId =>
  (simulator.act(SHOP, "placeOrder", { kind }) as { id: OrderId }).id;
const runs = () => db.syncRun.count({ where: { shop: SHOP, kind: "createDocuments" } });
const documents = (id: string) =>
  db.ledgerDocument.count({ where: { shop: SHOP, shopifyOrderId: id } });

describe("who may ask", () => {
  it.each(["order", "create"] as const)("a browser may post to %s, and only that", async (name) => {
    const preflight = new Request(`https://app.example.test/api/extension/${name}`, {
      method: "OPTIONS",
      headers: {
        origin: "https://extensions.shopifycdn.com",
        "access-control-request-method": "POST",
        "access-control-request-headers": "authorization,content-type",
      },
    });
    const allowed = ROUTES[name].loader({ request: preflight, params: {} });
    expect(allowed.status).toBe(204);
    expect(Object.fromEntries(allowed.headers)).toMatchObject({
      "access-control-allow-origin": "*",
      "access-control-allow-headers": "Authorization, Content-Type",
      "access-control-allow-methods": "POST",
      "access-control-max-age": "7200",
    });
    const look = ROUTES[name].loader({ request: new Request(preflight.url), params: {} });
    expect(look.status).toBe(405);
    expect(look.headers.get("access-control-allow-origin")).toBe("*");
  });

  it.each([
    ["no token", () => null],
    ["an expired token", () => token(-60)],
    ["a forged token", () => `${token().slice(0, -4)}AAAA`],
  ])("%s is refused where the extension can read it", async (_what, given) => {
    const authorization = given();
    const body = { part: "state", id: "gid://shopify/Order/1", locale: "en" };
    expect((await send("order", body, authorization)).status).toBe(401);
    expect((await send("create", { intent: "progress" }, authorization)).status).toBe(401);
  });

  it("a sign-in that Shopify does not complete is an answer, too", async () => {
    const stranger = "not-signed-in.myshopify.com";
    simulator.shops.add(stranger, "empty");
    simulator.faults.arm({ kind: "error-before-act", operation: "token", count: 3 });
    const body = { part: "state", id: "gid://shopify/Order/1", locale: "en" };
    const answer = await send("order", body, `Bearer ${simulator.idToken(stranger)}`);
    expect(answer.status).toBeGreaterThanOrEqual(400);
    simulator.faults.clear();
  });

  it.each([
    ["another record's id", "order", { part: "state", id: "gid://shopify/Customer/1" }],
    ["no part of an order", "order", { part: "all", id: "gid://shopify/Order/1" }],
    ["more than 250 orders", "create", { intent: "create", ids: many(251), click: randomUUID() }],
    ["no click", "create", { intent: "create", ids: many(1), click: "again" }],
  ] as const)("%s is malformed", async (_what, route, body) => {
    expect((await send(route, { ...body, locale: "en" })).status).toBe(400);
  });

  it("a click that began nothing is not found", async () => {
    const body = { intent: "progress", click: randomUUID(), locale: "en" };
    expect((await send("create", body)).status).toBe(404);
  });
});

function many(count: number): string[] {
  return Array.from({ length: count }, (_none, index) => `gid://shopify/Order/${index + 1}`);
}

describe("an order", () => {
  let id: OrderId;
  beforeEach(() => {
    id = place();
  });

  it("shown by the card ticks off the guide's step; asked for an action only, it does not", async () => {
    const seen = async () =>
      (await setupGuide(SHOP)).steps.find(({ key }) => key === "block")?.done;
    await db.shop.update({ where: { domain: SHOP }, data: { guide: {} } });
    await state(id);
    expect(await seen()).toBe(false);
    await state(id, { card: true });
    expect(await seen()).toBe(true);
  });

  it("that is not here is offered for import, then previewed with its proof, then created", async () => {
    expect(await state(id)).toMatchObject({ badge: { text: "Not imported" }, offer: "import" });
    const read = await ask<OrderAnswer>("create", { intent: "import", id });
    expect(read).toMatchObject({ title: "No sales document", offer: "create" });
    await drain();
    const preview = await ask<PreviewAnswer>("order", { part: "preview", id });
    expect(preview.proof).toMatchObject({ proved: true, text: "Totals match" });
    expect(preview.proof?.rows.at(-1)).toMatchObject({ name: "Total", differs: false });
    expect(preview.document?.lines.length).toBeGreaterThan(0);
    expect(await documents(id)).toBe(0);
    const click = randomUUID();
    expect(await create([id], click)).toMatchObject({ ended: false, total: 1 });
    await drain({ future: true });
    expect(await progress(click)).toMatchObject({ ended: true, tone: "success", done: 1 });
    const made = await state(id);
    expect(made.title).toMatch(/^Sales order SO-?\d+/);
    expect(made).toMatchObject({ offer: null, working: false, problem: null });
    expect(made.document?.href).toMatch(/^app:app\/ledger\/documents\//);
    expect(made.page.href).toBe(`app:app/orders/${id.split("/").at(-1)}`);
    expect((await ask<PreviewAnswer>("order", { part: "preview", id })).document).toBeNull();
    const german = await state(id, { locale: "de" });
    expect(german.title).toBe(made.title.replace("Sales order", germanStates.kind.salesOrder));
    expect((await state(id, { locale: "xx" })).title).toBe(made.title);
  });

  it("clicked twice at once, and again later, gets one document", async () => {
    const click = randomUUID();
    const before = await runs();
    const both = await Promise.all([create([id], click), create([id], click)]);
    expect(both.map(({ total }) => total)).toEqual([1, 1]);
    await drain({ future: true });
    expect(await create([id], click)).toMatchObject({ ended: true, done: 1 });
    expect(await runs()).toBe(before + 1);
    expect(await documents(id)).toBe(1);
    expect(await create([id], randomUUID())).toMatchObject({
      ended: true,
      title: "1 order already has a sales document",
    });
    expect(await runs()).toBe(before + 1);
  });

  it("that is excluded stays out until it is included in the app", async () => {
    await announceIds(SHOP, [id], { by: "click", cards: await orderCards(SHOP) });
    expect(await exclude(SHOP, [id], "a sample", "merchant")).toBe(1);
    expect(await state(id)).toMatchObject({ offer: null, badge: { text: "Excluded" } });
    const click = randomUUID();
    await create([id], click);
    await drain({ future: true });
    expect(await progress(click)).toMatchObject({ ended: true, tone: "warning", done: 1 });
    expect(await state(id)).toMatchObject({ offer: null, badge: { text: "Excluded" } });
    expect(await ask("create", { intent: "import", id })).toHaveProperty("refused");
  });

  it("whose document was unlinked is confirmed in the app, not here", async () => {
    await create([id], randomUUID());
    await drain({ future: true });
    await unlinkDocument(SHOP, id, "merchant");
    await drain();
    const answer = await state(id);
    expect(answer).toMatchObject({ offer: null, title: "No sales document" });
    expect(answer.problem?.title).toBe("An earlier sales document still exists in the ERP");
    const click = randomUUID();
    await create([id], click);
    await drain({ future: true });
    expect((await progress(click)).notes.join(" ")).toContain("earlier, unlinked document");
    expect(await documents(id)).toBe(1);
  });

  it("with nothing shipped shows no shipments", async () => {
    const { shipments, page } = await ask<ShipmentsAnswer>("order", { part: "shipments", id });
    expect(shipments).toEqual([]);
    expect(page.href).toContain("app:app/shipments?order=");
  });

  it("that Shopify does not have is refused in words", async () => {
    const nobody = { intent: "import", id: "gid://shopify/Order/999999999" };
    expect(await ask("create", nobody)).toEqual({
      refused: "The order no longer exists in Shopify.",
    });
  });
});

it("what the ERP shipped of an order is told with what became of it in Shopify", async () => {
  const [order] = await processed(SHOP, { kind: "one-line" });
  if (!order) throw new Error("no order was placed");
  await ship(SHOP, order);
  await news(SHOP);
  const { shipments } = await ask<ShipmentsAnswer>("order", { part: "shipments", id: order.id });
  expect(shipments).toMatchObject([{ badge: { text: "Sent", tone: "success" }, problem: "" }]);
  expect(shipments[0]?.facts.at(-1)).toMatchObject({ name: "Fulfillments in Shopify" });
});

describe("many orders", () => {
  it("unknown, ready and blocked ones together end with a sum", async () => {
    const known = place();
    await sync(SHOP);
    const unknown = place();
    const gone = "gid://shopify/Order/888888888";
    const click = randomUUID();
    const begun = await create([known, unknown, gone], click);
    expect(begun).toMatchObject({ ended: false, total: 3 });
    await drain({ future: true });
    const result = await progress(click);
    expect(result).toMatchObject({ ended: true, tone: "warning", done: 3, total: 3 });
    expect(result.notes[0]).toBe("Sales documents created: 2 of 3. Not created: 1.");
    expect(await documents(unknown)).toBe(1);
  });

  it("Shopify out of breath is waited for; shut out, the run ends and says why", async () => {
    const [slow, refused] = [place(), place()];
    simulator.faults.arm({ kind: "throttle", count: 2 });
    const click = randomUUID();
    await create([slow], click);
    await drain({ future: true });
    expect(await progress(click)).toMatchObject({ ended: true, tone: "success" });
    simulator.setScopes(SHOP, ["read_products"]);
    const second = randomUUID();
    await create([refused], second);
    await drain({ future: true, allowFailures: true });
    const result = await progress(second);
    expect(result).toMatchObject({ ended: true, tone: "warning" });
    expect(result.notes.join(" ")).toContain("permission");
  });
});
