import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { installForTest } from "#tests/fixtures/installed-shop.ts";
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
