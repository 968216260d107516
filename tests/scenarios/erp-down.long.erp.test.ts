import { simulator } from "#tests/setup/simulator.ts";
import { beforeAll, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { testConnection } from "#app/domain/erp-connections/test-connection.server.ts";
import { startSync } from "#app/domain/orders/announce/sync-run.server.ts";
import { retryCause } from "#app/domain/attention/retry-cause.server.ts";
import { drain } from "#tests/setup/jobs.ts";
import { describeTryton } from "#tests/setup/tryton.ts";
import { place, type Placed } from "./back-office.ts";
import { changeSettings } from "./shop-at-work.ts";
import { openProblems, openShopWithTryton, salesOf, type TrytonOffice } from "./tryton-office.ts";

/** Orders come in while the ERP cannot be reached: they wait, say so, and go on by themselves. */
const SHOP = "quiet-erp.myshopify.com";
const KINDS = ["one-line", "few-lines", "tax-included", "guest"];

describeTryton("orders that come in while the ERP is down", () => {
  let office: TrytonOffice;
  beforeAll(async () => {
    office = await openShopWithTryton(SHOP);
    await db.schedule.updateMany({ where: { shop: SHOP }, data: { enabled: false } });
  });

  const down = (): void => {
    office.tryton.proxied.random({ seed: 1, rate: 1, faults: [{ kind: "dropBefore" }] });
  };
  const up = (): void => {
    office.tryton.proxied.reset();
  };
  const stateOf = async ({ id }: Placed): Promise<string> =>
    (await db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId: id } } }))
      .documentState;
  const waiting = (): Promise<{ run_at: Date; in_ms: number }[]> =>
    db.$queryRaw`SELECT run_at, (EXTRACT(EPOCH FROM run_at - created_at) * 1000)::float8 AS in_ms FROM graphile_worker.jobs WHERE task_identifier = 'recheckOrders' AND key LIKE ${`recheck/${SHOP}/%erp-unavailable%`}`;

  async function comeIn(): Promise<Placed[]> {
    const placed = KINDS.map((kind) => place(SHOP, { kind }));
    await startSync(SHOP, { trigger: "click", by: "merchant" });
    await drain();
    return placed;
  }

  it("get their documents by themselves when it answers again, whatever was clicked meanwhile, once each", async () => {
    await changeSettings(SHOP, { autoCreateOrders: true });
    // What a task once met says nothing of how long planning is in trouble.
    const long = {
      shop: SHOP,
      kind: "erp-unavailable",
      subject: "gid://shopify/Order/1",
      orderId: "gid://shopify/Order/1",
      cause: "erp-unavailable",
      detail: { params: {}, source: "task" },
      firstSeenAt: new Date(0),
      lastSeenAt: new Date(0),
    };
    await db.problem.create({ data: long });
    down();
    const placed = await comeIn();
    for (const order of placed)
      expect([await stateOf(order), await openProblems(SHOP, order)]).toEqual([
        "failed",
        ["erp-unavailable"],
      ]);
    await db.problem.deleteMany({ where: { shop: SHOP, orderId: long.orderId } });
    const [job, second] = await waiting();
    expect(second).toBeUndefined();
    expect(job?.in_ms).toBeGreaterThan(5_000);
    expect(job?.in_ms).toBeLessThan(60_000);
    // Orders that come in meanwhile join those that wait and do not put them off.
    placed.push(...(await comeIn()));
    expect((await waiting()).map(({ run_at }) => run_at)).toEqual([job?.run_at]);

    await changeSettings(SHOP, { autoRelease: false }); // has every waiting order looked at again
    await drain();
    expect(await retryCause(SHOP, "erp-unavailable", "merchant")).toBe(placed.length);
    await drain();
    expect((await testConnection(SHOP, office.connectionId)).ok).toBe(false);
    for (const order of placed)
      expect([await stateOf(order), await openProblems(SHOP, order)]).toEqual([
        "failed",
        ["erp-unavailable"],
      ]);
    expect(await waiting()).toHaveLength(1);

    up();
    await drain({ future: true });
    for (const order of placed) {
      expect([await stateOf(order), await openProblems(SHOP, order)]).toEqual(["created", []]);
      expect(await salesOf(office, order)).toHaveLength(1);
    }
    expect(await waiting()).toEqual([]);
  });

  it("make none when nobody wanted one: only the problem goes", async () => {
    await changeSettings(SHOP, { autoCreateOrders: false });
    await drain();
    down();
    const placed = await comeIn();
    for (const order of placed)
      expect([await stateOf(order), await openProblems(SHOP, order)]).toEqual([
        "unprocessed",
        ["erp-unavailable"],
      ]);
    up();
    await drain({ future: true });
    for (const order of placed) {
      expect([await stateOf(order), await openProblems(SHOP, order)]).toEqual(["unprocessed", []]);
      expect(await salesOf(office, order)).toEqual([]);
    }
    expect(simulator.log.defects).toEqual([]);
  });

  it("go on at once when somebody tests the connection and it passes", async () => {
    await changeSettings(SHOP, { autoCreateOrders: true });
    await drain();
    down();
    const placed = await comeIn();
    up();
    expect((await testConnection(SHOP, office.connectionId)).ok).toBe(true);
    await drain();
    for (const order of placed)
      expect([await stateOf(order), await openProblems(SHOP, order)]).toEqual(["created", []]);
  });
});
