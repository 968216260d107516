import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterEach, describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { forgetOrders, installForTest } from "#tests/fixtures/installed-shop.ts";
import { announceIds } from "../announce/list-orders.server.ts";
import { orderCards } from "../announce/order-cards.server.ts";
import { openEmptyShops, place } from "./import.fixture.ts";
import { importNamed } from "./import-named.server.ts";
import { importWaiting } from "./import.server.ts";

openEmptyShops();

const named = (
  ids: readonly OrderId[],
  over: { placed?: boolean; changedAt?: string | null; moved?: boolean } = {},
) => ids.map((id) => ({ id, placed: true, changedAt: null, moved: false, ...over }));

/** What Shopify was asked since. */
async function askedBy(work: () => Promise<unknown>): Promise<(string | undefined)[]> {
  const before = simulator.log.requests.length;
  await work();
  return simulator.log.requests.slice(before).map(({ operation }) => operation);
}

const imported = async (): Promise<string[]> =>
  (await db.order.findMany({ where: { shop: SHOP }, select: { orderId: true } })).map(
    ({ orderId }) => orderId,
  );
const waiting = () =>
  db.orderToImport.findMany({
    where: { shop: SHOP },
    select: { orderId: true, verdict: true, claimedBy: true },
  });

const takesOrders = (autoSyncOrders: boolean, more: Record<string, string> = {}) =>
  installForTest(SHOP, { autoSyncOrders, ...more });

describe("orders that Shopify names", () => {
  it("are read once, and what was read decides whether they come in", async () => {
    const [good, test] = [place(), place(SHOP, { test: true })];
    await takesOrders(true, { testOrders: "skip" });
    const asked = await askedBy(() => importNamed(SHOP, named([good.id, test.id])));
    expect(asked).toEqual(["ImportOrders"]);
    expect(await imported()).toEqual([good.id]);
    expect(await waiting()).toEqual([]);
    expect(await db.skippedRecord.findMany({ where: { shop: SHOP } })).toMatchObject([
      { recordId: test.id, reason: { kind: "test-not-imported" } },
    ]);
  });

  it("wait where no card takes orders by itself: they are only listed", async () => {
    const order = place();
    await takesOrders(false);
    expect(await askedBy(() => importNamed(SHOP, named([order.id])))).toEqual(["ListedOrders"]);
    expect(await waiting()).toMatchObject([
      { orderId: order.id, verdict: "ready", claimedBy: null },
    ]);
  });

  it("are not asked for where the app has read them since; a part that moved is read all the same", async () => {
    await takesOrders(true);
    const order = place();
    await importNamed(SHOP, named([order.id]));
    const { shopifyUpdatedAt } = await db.order.findFirstOrThrow({ where: { shop: SHOP } });
    const earlier = new Date(shopifyUpdatedAt.getTime() - 1_000).toISOString();
    const told = { placed: false, changedAt: earlier };
    expect(await askedBy(() => importNamed(SHOP, named([order.id], told)))).toEqual([]);
    expect(
      await askedBy(() => importNamed(SHOP, named([order.id], { ...told, moved: true }))),
    ).toEqual(["ImportOrders"]);
  });

  it("that a person excluded stay out, and those that Shopify does not give are told", async () => {
    const [out, good] = [place(), place()];
    await takesOrders(false);
    await importNamed(SHOP, named([out.id]));
    await db.orderToImport.updateMany({ where: { shop: SHOP }, data: { verdict: "excluded" } });
    await takesOrders(true);
    const gone = "gid://shopify/Order/999999999999" as OrderId;
    expect(await importNamed(SHOP, named([out.id, good.id, gone]))).toEqual({
      ok: true,
      value: [gone],
    });
    expect(await imported()).toEqual([good.id]);
    expect(await waiting()).toMatchObject([{ orderId: out.id, verdict: "excluded" }]);
  });

  it("that another import works on at this moment are left to it", async () => {
    const order = place();
    await takesOrders(false);
    await importNamed(SHOP, named([order.id]));
    await db.orderToImport.updateMany({
      where: { shop: SHOP },
      data: { claimedBy: "another", claimedAt: new Date(simulator.clock.now()) },
    });
    await takesOrders(true);
    await importNamed(SHOP, named([order.id]));
    expect(await imported()).toEqual([]);
    expect(await waiting()).toMatchObject([{ orderId: order.id, claimedBy: "another" }]);
    await db.orderToImport.updateMany({ where: { shop: SHOP }, data: { claimedBy: null } });
    await importWaiting(SHOP);
    expect(await imported()).toEqual([order.id]);
  });

  it("too many for one call are listed first", async () => {
    await takesOrders(true);
    const ids = Array.from({ length: 51 }, () => place().id);
    expect(await askedBy(() => importNamed(SHOP, named(ids)))).toEqual(["ListedOrders"]);
    await importWaiting(SHOP);
    expect(await imported()).toHaveLength(51);
  });
});

describe("with several cards, orders that Shopify names", () => {
  /** Retail and marketplace orders come in by themselves, wholesale waits; the second marketplace card is never reached. */
  const CARDS = [
    { code: "RETAIL", tags: ["retail"], autoSyncOrders: true },
    { code: "WHOLESALE", tags: ["wholesale"], autoSyncOrders: false },
    { code: "MARKET", tags: ["market"], autoSyncOrders: true },
    { code: "MARKET2", tags: ["market"], autoSyncOrders: false },
  ];
  const cardsOnly = async () => {
    await db.shopCard.deleteMany({ where: { shop: SHOP } });
    await db.shopCard.createMany({
      data: CARDS.map(({ code, tags, autoSyncOrders }, precedence) => ({
        ...{ shop: SHOP, code, title: code, precedence },
        filter: { tags },
        settings: { autoSyncOrders },
      })),
    });
  };
  afterEach(() => db.shopCard.deleteMany({ where: { shop: SHOP } }));

  /** What is stored of them, by the titles of their cards. */
  const standing = async () => {
    const titles = new Map((await orderCards(SHOP)).map(({ id, title }) => [id, title]));
    const stored = await db.order.findMany({
      where: { shop: SHOP },
      orderBy: { orderId: "asc" },
      select: { orderId: true, cardId: true, claim: true },
    });
    const waits = await db.orderToImport.findMany({
      where: { shop: SHOP },
      orderBy: { orderId: "asc" },
      select: {
        ...{ orderId: true, cardId: true, claim: true, verdict: true },
        ...{ reason: true, claimedBy: true, runId: true, isNew: true },
      },
    });
    const named = <T extends { cardId: string | null }>(row: T) => ({
      ...row,
      card: row.cardId && titles.get(row.cardId as never),
    });
    return { imported: stored.map(named), waiting: waits.map(named) };
  };

  it("get the card that a listing would give them, with its reasons; each card says whether they come in", async () => {
    await cardsOnly();
    const [retail, wholesale, market, other] = ["retail", "wholesale", "market", "other"].map(
      (tag) => place(SHOP, { tags: [tag] }).id,
    ) as [OrderId, OrderId, OrderId, OrderId];
    const ids = [retail, wholesale, market, other];
    expect(await askedBy(() => importNamed(SHOP, named(ids)))).toEqual(["ImportOrders"]);
    const byName = await standing();
    expect(byName.imported).toMatchObject([
      { orderId: retail, card: "RETAIL", claim: { card: { title: "RETAIL" }, passed: [] } },
      {
        ...{ orderId: market, card: "MARKET" },
        claim: {
          card: { title: "MARKET" },
          passed: [
            { title: "RETAIL", unmet: { field: "tags" } },
            { title: "WHOLESALE", unmet: { field: "tags" } },
          ],
        },
      },
    ]);
    expect(byName.waiting).toMatchObject([
      { orderId: wholesale, card: "WHOLESALE", verdict: "ready", claimedBy: null },
      {
        ...{ orderId: other, card: null, verdict: "held", claimedBy: null },
        reason: { kind: "not-in-filter", params: { of: "cards" } },
        claim: { card: null, passed: CARDS.map(({ code }) => ({ title: code })) },
      },
    ]);
    await forgetOrders();
    await announceIds(SHOP, ids, { by: "webhook", cards: await orderCards(SHOP) });
    await importWaiting(SHOP);
    expect(await standing()).toEqual(byName);
  });

  it("are left by whoever stores them when their card was deleted meanwhile", async () => {
    await cardsOnly();
    const cards = await orderCards(SHOP);
    const order = place(SHOP, { tags: ["market"] });
    await db.shopCard.deleteMany({ where: { shop: SHOP, code: "MARKET" } });
    const taker = { owner: "who stores it", unasked: cards.map(({ id }) => id) };
    const answer = await announceIds(SHOP, [order.id], { by: "webhook", cards, taker });
    expect(answer).toMatchObject({ ok: true, value: { announced: { taken: [] } } });
    expect(await waiting()).toEqual([{ orderId: order.id, verdict: "held", claimedBy: null }]);
  });
});
