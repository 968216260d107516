import { given } from "#app/lib/given.ts";
import type { RunId } from "#app/lib/ids.ts";
import { GraphQLError } from "graphql";
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { afterEach, describe, expect, it, onTestFinished } from "vitest";
import { db } from "#app/db/client.server.ts";
import { getRun } from "#app/domain/runs/control.server.ts";
import type { ShopWorld } from "#tests/simulators/shopify/world/index.ts";
import { importWaiting } from "../import/import.server.ts";
import { openEmptyShops, place, sync } from "../import/import.fixture.ts";
import { listOrders } from "../lists/list-orders.server.ts";
import { getOrder } from "../lists/order-lists.server.ts";
import { importNames, resyncOrder } from "../order-actions.server.ts";
import { announceIds } from "./list-orders.server.ts";
import { orderCards } from "./order-cards.server.ts";
import { runListing, startSync } from "./sync-run.server.ts";

openEmptyShops();

type Answer = (original: unknown) => unknown;
const fixes: (() => void)[] = [];
afterEach(() => {
  for (const fix of fixes.splice(0)) fix();
});

/** Lets Shopify answer something else for one field of one order. */
function breakField(orderId: string, field: string, answer: Answer): () => void {
  const table = (simulator.world(SHOP) as ShopWorld).resolvers["Order"];
  if (!table) throw new Error("the world answers no orders");
  const original = table[field];
  table[field] = (source, args, context, info) => {
    const value = original
      ? original(source, args, context, info)
      : (source as Record<string, unknown>)[field];
    return (source as { id: string }).id === orderId ? answer(value) : value;
  };
  const fix = () => {
    if (original) table[field] = original;
    else Reflect.deleteProperty(table, field);
  };
  fixes.push(fix);
  return fix;
}

const amount =
  (text: string): Answer =>
  (original) => {
    const bag = structuredClone(original) as { shopMoney: { amount: string } };
    bag.shopMoney.amount = text;
    return bag;
  };

describe("one order of a listing that cannot be read", () => {
  it.each<[string, string, Answer]>([
    ["an amount that is NaN", "totalPriceSet", amount("NaN")],
    ["an amount with a comma", "totalPriceSet", amount("1,00")],
    ["an empty amount", "totalPriceSet", amount("")],
    ["a date that is none", "createdAt", () => "yesterday"],
    ["a date that the calendar lacks", "processedAt", () => "2026-02-31T25:00:00Z"],
    ["an absurd date", "updatedAt", () => "0000-00-00T00:00:00Z"],
  ])(
    "%s: the others come in, it is a row that names the part, and comes in once it is right",
    async (_what, field, answer) => {
      const orders = [place(), place(), place()];
      const bad = given(orders[1], "an order").id;
      const fix = breakField(bad, field, answer);
      const runId = await sync();
      expect((await listOrders(SHOP)).rows.map(({ orderId }) => orderId).sort()).toEqual(
        orders.map(({ id }) => id).filter((id) => id !== bad),
      );
      const part = field === "totalPriceSet" ? /^amount "/ : new RegExp(`^${field} "`);
      expect(await db.orderToImport.findMany({ where: { shop: SHOP } })).toMatchObject([
        {
          orderId: bad,
          name: orders[1]?.name,
          verdict: "error",
          reason: {
            kind: "order-unreadable",
            params: { part: expect.stringMatching(part) as unknown },
          },
        },
      ]);
      expect(await getRun(SHOP, runId)).toMatchObject({
        state: "done",
        total: 3,
        done: 2,
        failed: 1,
      });
      fix();
      await sync();
      expect(await getOrder(SHOP, bad)).not.toBeNull();
      expect(await db.orderToImport.count()).toBe(0);
    },
  );

  it("a field that Shopify cannot answer empties the page: its orders are read apart, and only the one is a row with the error", async () => {
    const orders = [place(), place(), place()];
    const bad = orders[1] ?? place();
    const fix = breakField(bad.id, "displayFulfillmentStatus", () => {
      throw new GraphQLError("Internal error", { extensions: { code: "INTERNAL_SERVER_ERROR" } });
    });
    const runId = await sync();
    expect(await getRun(SHOP, runId)).toMatchObject({ state: "done", done: 2, failed: 1 });
    expect((await listOrders(SHOP)).rows).toHaveLength(2);
    expect(await db.orderToImport.findMany({ where: { shop: SHOP } })).toMatchObject([
      { orderId: bad.id, verdict: "error", reason: { kind: "order-unreadable" } },
    ]);
    const good = place();
    expect(await importNames(SHOP, good.name, "me")).toMatchObject({ value: { found: 1 } });
    fix();
    await sync();
    expect((await listOrders(SHOP)).rows).toHaveLength(4);
    expect(await db.orderToImport.count()).toBe(0);
  });

  it("is named by a webhook, a pasted name and a click as well", async () => {
    const [good, bad] = [place(), place()];
    breakField(bad.id, "totalPriceSet", amount("1,00"));
    const options = { by: "webhook" as const, cards: await orderCards(SHOP) };
    expect(await announceIds(SHOP, [bad.id, good.id], options)).toMatchObject({
      value: { announced: { ready: 1, failed: 1 }, missing: [] },
    });
    expect(await importNames(SHOP, `${good.name}, ${bad.name}`, "me")).toMatchObject({
      value: { found: 2, unknown: [] },
    });
    await importWaiting(SHOP);
    expect(await getOrder(SHOP, good.id)).not.toBeNull();
    expect(await resyncOrder(SHOP, bad.id, "me")).toMatchObject({
      ok: false,
      error: { kind: "failed", message: 'amount "1,00"' },
    });
  });
});

describe("text that no database holds", () => {
  it("is cleaned wherever it stands in an order, and the order comes in with the others", async () => {
    const [nasty, good] = [
      place(SHOP, {
        note: "one \u0000two \ud83d three\u000bfour",
        tags: ["gift\u0000", "half \udc00"],
        attributes: [{ key: "k\u0001ey", value: "val\u0000ue" }],
        email: "a\u0000@example.com",
        shippingAddress: {
          firstName: "An\u0000na",
          lastName: "Be\ud83drg",
          address1: "Way 1\u0007",
          city: "Kiel",
          countryCode: "DE",
          zip: "24103",
        },
        lines: [{ title: "Cu\u0000p\ud800", sku: "C\u0000UP", price: "10.00", quantity: 1 }],
        sourceIdentifier: "x\u0000",
      }),
      place(),
    ];
    await sync();
    expect(await getOrder(SHOP, good.id)).not.toBeNull();
    const order = await getOrder(SHOP, nasty.id);
    expect(order?.snapshot.personal).toMatchObject({
      note: "one two \uFFFD three four",
      email: "a@example.com",
      shipTo: { firstName: "Anna", lastName: "Be\uFFFDrg", address1: "Way 1" },
      attributes: [{ key: "key", value: "value" }],
    });
    expect(order?.snapshot.content.tags).toEqual(["gift", "half \uFFFD"]);
    expect(order?.snapshot.content.lines[0]).toMatchObject({ title: "Cup\uFFFD", sku: "CUP" });
  });
});

describe("a listing that cannot go on", () => {
  const tryOften = async (runId: RunId, times: number): Promise<void> => {
    for (let n = 0; n < times; n += 1) await runListing(SHOP, runId).catch(() => undefined);
  };

  it("is tried for a while and then ends, and says why; the next sync brings everything in", async () => {
    const order = place();
    simulator.faults.arm({ kind: "internal-error", operation: "ListOrders", count: 50 });
    onTestFinished(() => {
      simulator.faults.clear();
    });
    const { runId } = await startSync(SHOP, { trigger: "click", by: "me" });
    await tryOften(runId, 3);
    expect(await getRun(SHOP, runId)).toMatchObject({ state: "running" });
    await tryOften(runId, 20);
    expect(await getRun(SHOP, runId)).toMatchObject({
      state: "failed",
      problem: { kind: "shopify-unavailable" },
      endedAt: expect.any(Date) as unknown,
    });
    simulator.faults.clear();
    await sync();
    expect(await getOrder(SHOP, order.id)).not.toBeNull();
  });

  it("because of a fault in the app ends and says so, too", async () => {
    const { runId } = await startSync(SHOP, { trigger: "click", by: "me" });
    await db.syncRun.updateMany({ where: { id: runId }, data: { filter: { filter: 7 } } });
    await tryOften(runId, 3);
    expect(await getRun(SHOP, runId)).toMatchObject({
      state: "failed",
      problem: { kind: "import-failed" },
    });
  });
});
