import { beforeAll, describe, expect, it } from "vitest";
import { simulator } from "#tests/setup/simulator.ts";
import { drain } from "#tests/setup/jobs.ts";
import { db } from "#app/db/client.server.ts";
import { deleteCard } from "#app/domain/cards/delete-card.server.ts";
import { judgeWaiting } from "#app/domain/cards/judge-waiting.server.ts";
import { misfitsOf } from "#app/domain/cards/misfits.server.ts";
import { makeCard } from "#app/domain/cards/make-card.server.ts";
import { cardsPage } from "#app/domain/cards/views/cards-page.server.ts";
import { orderView } from "#app/domain/order-page/order-page.server.ts";
import { previewDocument } from "#app/domain/documents/plan/preview.server.ts";
import { moveCard } from "#app/domain/shop-card/arrange-cards.server.ts";
import type { CardChanges } from "#app/domain/shop-card/cards.server.ts";
import { getCard, listCards, saveCard } from "#app/domain/shop-card/cards.server.ts";
import {
  addSchedule,
  removeSchedule,
  saveSchedule,
} from "#app/domain/schedules/schedules.server.ts";
import { runNow } from "#app/domain/schedules/run-now.server.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { ofCard, paths } from "#app/lib/paths.ts";
import { OrderId, type CardId } from "#app/lib/ids.ts";
import { companyPage } from "#app/domain/home/views/company.server.ts";
import { moveToCard } from "#app/domain/documents/choices/move-to-card.server.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { effectOf } from "#app/domain/cards/effect.server.ts";
import { countRoundTrips } from "#tests/bench/counted-client.ts";
import { inEmptyShop, sync } from "./shop-at-work.ts";

const SHOP = "two-cards.myshopify.com";
inEmptyShop(SHOP);

const change = async (id: string, changes: CardChanges): Promise<void> => {
  const card = await getCard(SHOP, id);
  const saved = await saveCard(
    { shop: SHOP, by: "merchant" },
    { id, revision: card?.revision ?? 0 },
    changes,
  );
  expect(saved.ok, JSON.stringify(saved)).toBe(true);
};
const sell = (source: "web" | "pos", more: Record<string, unknown> = {}): string => {
  const { id } = simulator.act(SHOP, "placeOrder", {
    spec: {
      source,
      customer: null,
      email: source === "web" ? "first-order@example.com" : null,
      lines: [{ variant: "MUG-BLUE", quantity: 1 }],
      ...more,
    },
  }) as { id: string };
  return id;
};
const cardOf = async (orderId: string): Promise<string | null> => {
  const order = await db.order.findFirst({ where: { shop: SHOP, orderId } });
  return order && ((await getCard(SHOP, order.cardId ?? ""))?.title ?? null);
};
const waiting = (orderId: string) => db.orderToImport.findFirst({ where: { shop: SHOP, orderId } });
const scheduleOf = async (cardId: CardId): Promise<string> => {
  const added = await addSchedule(SHOP, "orders", cardId);
  if (!added.ok) throw new Error(added.error);
  return added.value.id;
};

let store: CardId;
let pos: CardId;
let ofStore: string;
let ofPos: string;

/** The example of Microsoft's help: the online store's orders are those of known customers, the till's are all of one. */
beforeAll(async () => {
  const [first] = await listCards(SHOP);
  if (!first) throw new Error("no card");
  store = first.id;
  await change(store, {
    title: "STORE",
    filter: { channels: ["<>Point of Sale"] },
    values: { autoSyncOrders: false, customerMapping: "emailPhone", autoCreateCustomers: true },
  });
  const made = await makeCard(SHOP, { title: "POS", copyOf: store });
  if (!made.ok) throw new Error(made.error);
  pos = made.value.id;
  const counter = await db.ledgerCustomer.findFirstOrThrow({
    where: { shop: SHOP },
    orderBy: { number: "desc" },
  });
  await change(pos, {
    enabled: true,
    filter: { channels: ["Point of Sale"] },
    values: { customerMapping: "default", defaultCustomer: counter.number },
  });
  const [everyCard] = await db.schedule.findMany({ where: { shop: SHOP, kind: "orders" } });
  ofStore = await scheduleOf(store);
  ofPos = await scheduleOf(pos);
  expect(await removeSchedule(SHOP, everyCard?.id ?? "")).toEqual({ ok: true, value: null });
});

describe("STORE and POS", () => {
  it("SET-16: divide the orders: each schedule imports its card's and leaves the other's waiting", async () => {
    const [online, till] = [sell("web"), sell("pos")];
    await runNow(SHOP, ofStore, "merchant");
    await drain();
    expect(await cardOf(online)).toBe("STORE");
    expect(await cardOf(till)).toBeNull();
    expect(await waiting(till)).toMatchObject({ verdict: "ready", cardId: pos, runId: null });

    await runNow(SHOP, ofPos, "merchant");
    await drain();
    expect(await cardOf(till)).toBe("POS");
    expect(await waiting(till)).toBeNull();

    const runs = await db.syncRun.findMany({ where: { shop: SHOP, kind: "syncOrders" } });
    expect(runs.map(({ state }) => state)).toEqual(["done", "done"]);

    const [known, fixed] = await Promise.all([
      previewDocument(SHOP, online as never),
      previewDocument(SHOP, till as never),
    ]);
    const { defaultCustomer } = (await getCard(SHOP, pos))?.settings ?? {};
    expect(fixed?.plan?.document?.sellTo).toMatchObject({ number: defaultCustomer });
    expect(known?.plan?.document?.sellTo).not.toMatchObject({ number: defaultCustomer });
  });

  it("say on the order which of them has it, and why", async () => {
    const [order] = await db.order.findMany({ where: { shop: SHOP, cardId: pos } });
    const view = await orderView(SHOP, order?.orderId as never, new URLSearchParams());
    expect(view?.claim).toEqual({
      card: { id: pos, title: "POS", enabled: true },
      claimed: true,
      by: null,
      passed: [
        { id: store, title: "STORE", unmet: { field: "channels", wanted: "<>Point of Sale" } },
      ],
    });
  });

  it("import what no filter of theirs narrows with one sync of all cards", async () => {
    const [online, till] = [sell("web"), sell("pos")];
    await sync(SHOP);
    expect([await cardOf(online), await cardOf(till)]).toEqual(["STORE", "POS"]);
  });

  it("cover every order, and say so; with one off, some wait where they are seen", async () => {
    expect((await cardsPage(SHOP)).coverage).toMatchObject({
      complete: true,
      hole: null,
      overlaps: [],
      idle: [],
    });
    await change(pos, { enabled: false });
    expect((await cardsPage(SHOP)).coverage.hole).toEqual([{ field: "channels", value: "pos" }]);
    const till = sell("pos");
    await sync(SHOP);
    expect(await waiting(till)).toMatchObject({
      verdict: "held",
      cardId: null,
      reason: { kind: "not-in-filter", params: { field: "channels", of: "card" } },
      claim: { card: null, passed: [{ title: "STORE" }, { title: "POS", unmet: null }] },
    });
    await change(pos, { enabled: true });
    await judgeWaiting(SHOP);
    expect(await waiting(till)).toMatchObject({ verdict: "ready", cardId: pos });
    await sync(SHOP);
    expect(await cardOf(till)).toBe("POS");
  });

  it("give an order to the first of two that want it; moved behind, the other has it", async () => {
    const made = await makeCard(SHOP, { title: "Everything" });
    if (!made.ok) throw new Error(made.error);
    const all = made.value.id;
    await change(all, { enabled: true });
    const { coverage } = await cardsPage(SHOP);
    expect(coverage.idle).toEqual([{ title: "Everything", because: "earlier" }]);
    expect(coverage.overlaps.map(({ first, second }) => [first, second])).toEqual([
      ["STORE", "Everything"],
      ["POS", "Everything"],
    ]);
    const before = sell("web");
    await sync(SHOP);
    expect(await cardOf(before)).toBe("STORE");
    expect(await moveCard(SHOP, all, "up")).toBe(true);
    expect(await moveCard(SHOP, all, "up")).toBe(true);
    expect(await moveCard(SHOP, all, "up")).toBe(false);
    const after = sell("web");
    await sync(SHOP);
    expect(await cardOf(after)).toBe("Everything");
    // What an order was once claimed by, it keeps.
    expect(await cardOf(before)).toBe("STORE");
    await change(all, { enabled: false });
    expect(await deleteCard(SHOP, all)).toEqual({ ok: false, error: "in-use" });
  });

  it("cannot be deleted with orders or while a sync runs; one without goes with its mappings, schedules and history", async () => {
    expect(await deleteCard(SHOP, store)).toEqual({ ok: false, error: "in-use" });
    const made = await makeCard(SHOP, { title: "Fair", copyOf: store });
    if (!made.ok) throw new Error(made.error);
    const { id } = made.value;
    const schedule = await scheduleOf(id);
    await change(id, { title: "Fair 2026" });
    const where = { shop: SHOP, cardId: id };
    expect(await db.mapping.count({ where })).toBeGreaterThan(0);
    const { runId } = await startSync(SHOP, { trigger: "click", by: "merchant" });
    expect(await deleteCard(SHOP, id)).toEqual({ ok: false, error: "working" });
    await drain();
    expect((await db.syncRun.findFirst({ where: { shop: SHOP, id: runId } }))?.state).toBe("done");
    expect(await deleteCard(SHOP, id)).toEqual({ ok: true, value: null });
    expect(await getCard(SHOP, id)).toBeNull();
    expect(await db.mapping.count({ where })).toBe(0);
    expect(await db.shopCardVersion.count({ where })).toBe(0);
    expect(await db.schedule.count({ where: { shop: SHOP, id: schedule } })).toBe(0);
  });

  it("keep an order that is announced for a card while it is deleted: it is held, and the next card takes it", async () => {
    const made = await makeCard(SHOP, { title: "First of all" });
    if (!made.ok) throw new Error(made.error);
    const { orderCards } = await import("#app/domain/orders/announce/order-cards.server.ts");
    const { announceIds } = await import("#app/domain/orders/announce/list-orders.server.ts");
    await change(made.value.id, { enabled: true });
    for (let at = 0; at < 5; at += 1) await moveCard(SHOP, made.value.id, "up");
    const old = await orderCards(SHOP);
    expect(await deleteCard(SHOP, made.value.id)).toEqual({ ok: true, value: null });
    const online = sell("web");
    await announceIds(SHOP, [online as never], { by: "webhook", cards: old });
    expect(await waiting(online)).toMatchObject({ verdict: "held", cardId: null });
    await sync(SHOP);
    expect(await cardOf(online)).toBe("STORE");
  });

  it("refuses a schedule of a card that is gone", async () => {
    const schedule = await db.schedule.findFirstOrThrow({ where: { shop: SHOP, id: ofPos } });
    const form = {
      everyMinutes: 30,
      enabled: true,
      filter: {},
      cardId: crypto.randomUUID() as CardId,
    };
    expect(await saveSchedule(SHOP, schedule, form)).toEqual({
      ok: false,
      error: { kind: "card" },
    });
  });
});

describe("before settings are saved", () => {
  it("SET-18: tells which of the last orders would come out differently, and how; asking costs no more for many orders", async () => {
    const orders = await db.order.count({ where: { shop: SHOP, cardId: store } });
    const same = await effectOf(SHOP, store, { autoCreateCustomers: true });
    expect(same).toEqual({ ok: true, value: { orders, changed: 0, examples: [] } });
    const trips = countRoundTrips();
    const effect = await effectOf(SHOP, store, { orderNumberOnLine: true });
    // One for each ten of the hundred orders it may look at, besides what the built-in ERP reads of its own books.
    const own = trips
      .since()
      .statements()
      .filter(({ text }) => !text.includes('"Ledger'));
    expect(own.reduce((sum, { count }) => sum + count, 0)).toBeLessThanOrEqual(10);
    if (!effect.ok) throw new Error(JSON.stringify(effect.error));
    expect(effect.value).toMatchObject({ orders, changed: orders });
    expect(effect.value.examples[0]?.differences).toEqual([
      expect.objectContaining({ what: "value", field: "line", before: null }),
    ]);
    const [first] = await listCards(SHOP);
    expect(first?.settings.orderNumberOnLine).toBe(false);
    expect(await effectOf(SHOP, store, { taxAreaPriority: "sideways" })).toMatchObject({
      ok: false,
      error: { kind: "invalid", errors: [{ key: "taxAreaPriority" }] },
    });
    const broken = await effectOf(SHOP, store, {
      customerMapping: "default",
      defaultCustomer: "C-NONE",
    });
    expect(broken.ok && broken.value.examples[0]?.differences).toContainEqual(
      expect.objectContaining({ what: "problem", gone: false }),
    );
  });
});

describe("another ERP for a card", () => {
  it("lists at once every code of settings and mappings that it does not have", async () => {
    expect(await misfitsOf(SHOP, store)).toEqual([]);
    const [first] = await db.erpConnection.findMany({ where: { shop: SHOP } });
    const other = await db.erpConnection.create({
      data: { shop: SHOP, adapter: "ledger", title: "Other books" },
    });
    const account = (await getCard(SHOP, store))?.settings.shippingAccount ?? "";
    // Books of its own, with one account of the other's.
    await db.ledgerReference.create({
      data: { shop: SHOP, connectionId: other.id, kind: "account", code: "1", title: "Only one" },
    });
    await change(store, { connectionId: other.id });
    expect(await misfitsOf(SHOP, store)).toContainEqual({
      in: "setting",
      key: "shippingAccount",
      label: "settings.shippingAccount.label",
      code: account,
    });
    await change(store, { connectionId: first?.id as never });
    expect(await misfitsOf(SHOP, store)).toEqual([]);
  });
});

it("an order that a person moves to another card stays there, and says so", async () => {
  const id = OrderId.parse(sell("web"));
  await sync(SHOP);
  expect(await cardOf(id)).toBe("STORE");
  const scope = { shop: SHOP, by: "user:7" };
  const stranger = { shop: "two-cards-not.myshopify.com", by: "user:8" };
  const gone = { ok: false, error: { kind: "not-found" } };
  expect(await moveToCard(stranger, id, pos)).toEqual(gone);
  expect(await moveToCard(scope, id, "00000000-0000-4000-8000-000000000000")).toEqual(gone);
  expect((await moveToCard(scope, id, pos)).ok).toBe(true);
  simulator.act(SHOP, "touchOrder", { order: id });
  await sync(SHOP);
  expect(await cardOf(id)).toBe("POS");
  const view = await orderView(SHOP, id, new URLSearchParams());
  expect(view?.claim).toMatchObject({ card: { title: "POS" }, by: "user:7" });
  expect(view?.events).toContainEqual(
    expect.objectContaining({ kind: "choiceMade", data: { choices: ["card"] } }),
  );
  // Planned by the rules of its new card: everything of the till goes to one customer.
  const counter = (await getCard(SHOP, pos))?.settings.defaultCustomer;
  expect(view?.plan?.document?.sellTo.number).toBe(counter);
  await createDocuments(SHOP, [id], "merchant");
  await drain();
  expect(await moveToCard(scope, id, store)).toEqual({
    ok: false,
    error: { kind: "already-processed" },
  });
  const page = await companyPage(SHOP);
  expect(page?.documents.map(({ title }) => title)).toEqual(
    (await listCards(SHOP)).map(({ title }) => title),
  );
});

it("a problem of an order leads to the settings and mappings of its own card", () => {
  expect(ofCard(paths.setting("tipAccount"), "c")).toBe("/app/settings?card=c#tipAccount");
  expect(ofCard(paths.mapping("locations", "k"), "c")).toBe("/app/mappings/locations?key=k&card=c");
  expect(ofCard(paths.connection, "c")).toBe(paths.connection);
});
