import { randomUUID } from "node:crypto";
import { beforeEach, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { problemsScreen } from "#app/domain/attention/views/problem-list.server.ts";
import { countOrders } from "#app/domain/orders/lists/list-orders.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { groupedProblems, setProblems } from "#app/domain/problems/problems.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { now } from "#app/lib/clock.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { homeNumbers, openProblems } from "./numbers.server.ts";

const SHOP = "information.myshopify.com";
const gid = (number: number): OrderId => `gid://shopify/Order/${number}`;
const canceled = problem("cancelled-order", { orderId: gid(1) });
const test = problem("test-order", { orderId: gid(1) });
const unknown = problem(
  "unknown-item",
  { variantId: "", name: "Chair", sku: "SKU-1", barcode: "" },
  "SKU-1",
);

async function found(number: number, ...problems: ProblemValue[]): Promise<void> {
  const orderId = gid(number);
  const at = now();
  await db.order.create({
    data: {
      ...{ shop: SHOP, orderId, name: `#${number}`, number },
      ...{ orderCreatedAt: at, shopifyUpdatedAt: at, importedAt: at, currency: "EUR", total: "1" },
      ...{ presentmentCurrency: "EUR", presentmentTotal: "1", fulfillmentStatus: "UNFULFILLED" },
      ...{ tags: [], state: {}, stateHash: "x", currentVersionId: randomUUID() },
      documentState: "unprocessed",
    },
  });
  await setProblems(db, SHOP, "plan", [{ subject: orderId, orderId, problems }]);
}

beforeEach(async () => {
  await db.problem.deleteMany({ where: { shop: SHOP } });
  await db.order.deleteMany({ where: { shop: SHOP } });
  await db.shop.upsert({ where: { domain: SHOP }, create: { domain: SHOP }, update: {} });
});

it("TSK-3: what needs nobody is told apart from the problems and counts nowhere", async () => {
  await found(1, canceled);
  await found(2, canceled, test);
  expect(await groupedProblems(SHOP)).toEqual([]);
  expect(await openProblems(SHOP, 5)).toEqual([]);
  expect(await homeNumbers(SHOP)).toMatchObject({ failed: 0 });
  expect(await countOrders(SHOP, { view: "errors" })).toBe(0);
  const screen = await problemsScreen(SHOP, new URLSearchParams());
  expect(screen.groups).toEqual([]);
  expect(screen.information).toEqual([
    { kind: "cancelled-order", count: 2, params: canceled.params },
    { kind: "test-order", count: 1, params: test.params },
  ]);
  // Each leads to its orders, where there is nothing to try again.
  const one = await problemsScreen(SHOP, new URLSearchParams({ kind: "cancelled-order" }));
  expect(one.information).toEqual([]);
  expect(one.groups).toMatchObject([{ orders: 2, level: "info", retryable: false }]);
});

it("an order with a problem beside it is counted, once", async () => {
  await found(1, canceled);
  await found(2, test, unknown);
  expect(await openProblems(SHOP, 5)).toMatchObject([
    { kind: "unknown-item", level: "critical", orders: 1, causes: 1 },
  ]);
  expect(await countOrders(SHOP, { view: "errors" })).toBe(1);
  expect(await homeNumbers(SHOP)).toMatchObject({ failed: 1 });
  expect((await problemsScreen(SHOP, new URLSearchParams())).groups).toMatchObject([
    { kind: "unknown-item", level: "critical", retryable: true },
  ]);
});
