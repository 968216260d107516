import type { OrderId } from "#app/lib/ids.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { orderCards } from "#app/domain/orders/announce/order-cards.server.ts";
import { announceIds } from "#app/domain/orders/announce/list-orders.server.ts";
import { requestImport } from "#app/domain/orders/import/import.server.ts";
import { createCreditMemos } from "#app/domain/refunds/create-credit-memos.server.ts";
import { db } from "#app/db/client.server.ts";
import { API_VERSION } from "#app/shopify/api-version.ts";
import { creditOneByOne } from "../naive-refunder.ts";
import { SHOP } from "../names.ts";
import { requireDocuments, startPipeline } from "../pipeline.ts";
import { askedOfShopify, control, openShop, placeOrders } from "../shop.ts";
import { slowDownErp } from "../slow-erp.ts";
import { plannerTimes } from "./planner-times.ts";

/** What refunds and returns cost of Shopify's points beyond their orders; refunds per second from the click to the credit memo, the app then its rival; and the planner by the number of lines. */
export interface RefundsInput {
  /** Orders that are read again, plain and then with a refund and a return. */
  read: number;
  ours: number;
  rival: number;
  erpMs: number;
}
export interface RefundsFound {
  plain: number;
  refunded: number;
  ours: number;
  rival: number;
  /** Milliseconds per line of the longest refund for those of one line a hundred times as short. */
  perLine: number;
}

const input = JSON.parse(process.argv[2] ?? "{}") as RefundsInput;
const { accessToken, connectionId, customerId } = await openShop({
  autoCreateOrders: true,
  autoRelease: false,
  documentNumberAttribute: false,
  archiveProcessed: false,
  returnProcess: "importOnly",
});
// An order that was shipped and paid would be archived, and no longer listed.
await control("act", { shop: SHOP, name: "setShop", args: { archivesOrders: false } });
slowDownErp(input.erpMs);
const pipeline = await startPipeline();
const act = (name: string, order: OrderId, args: object = {}): Promise<unknown> =>
  control("act", { shop: SHOP, name, args: { order, ...args } });

const ids = await placeOrders(Math.max(input.read, input.ours + input.rival), 3);
for (const id of ids) await act("fulfillOrder", id);
await pipeline.sync();
await requireDocuments(ids.length);

/** Points of reading these orders again, all at once, by order. */
async function readAgain(): Promise<number> {
  const before = (await askedOfShopify()).length;
  await pipeline.after(async () => {
    const cards = await orderCards(SHOP);
    const asked = { by: "resync", cards, archived: true, force: true } as const;
    const answer = await announceIds(SHOP, ids.slice(0, input.read), asked);
    if (!answer.ok) throw new Error(answer.error.message);
    await requestImport(db, SHOP);
  });
  const reading = (await askedOfShopify())
    .slice(before)
    .filter(({ operation, writes }) => !operation.startsWith("List") && !writes);
  return reading.reduce((sum, { requestedCost }) => sum + requestedCost, 0) / input.read;
}
const plain = await readAgain();
const back = async (id: OrderId): Promise<void> => {
  await act("returnOrder", id, { lines: [{ line: 0, quantity: 1, reason: "color" }] });
  await act("processReturn", id);
  await act("refundOrder", id, {
    lines: [{ line: 0, quantity: 1, restock: "RETURN" }],
    ofReturn: 0,
  });
};
for (const id of ids) await back(id);
await pipeline.sync();
const refunded = await readAgain();
const refunds = await db.refund.findMany({
  where: { shop: SHOP, state: "ready" },
  orderBy: { refundId: "asc" },
  select: { refundId: true },
});
if (refunds.length !== ids.length)
  throw new Error(`${ids.length} refunds should be ready, ${refunds.length} are`);
const refundIds = refunds.map(({ refundId }) => refundId);
const mine = refundIds.slice(0, input.ours);
const ms = await pipeline.after(() => createCreditMemos({ shop: SHOP, by: "bench" }, mine));
const made = await db.refund.count({ where: { shop: SHOP, state: "created" } });
if (made !== mine.length) throw new Error(`${mine.length} refunds should be credited, ${made} are`);

const open = await openPort(SHOP, connectionId);
if (!open) throw new Error("the shop's connection is gone");
const target = {
  graphqlUrl: `${process.env.SHOPIFY_ORIGIN}/admin/api/${API_VERSION}/graphql.json`,
  headers: { "x-shopify-access-token": accessToken, "x-sim-shop": SHOP },
  databaseUrl: process.env.DATABASE_URL ?? "",
  erp: open.port,
  customerId,
};
const others = refundIds.slice(input.ours, input.ours + input.rival);
const started = performance.now();
const credited = await creditOneByOne(target, others);
const rivalMs = performance.now() - started;
if (credited !== others.length)
  throw new Error(`the rival made ${credited} of ${others.length} credit memos`);
await pipeline.stop();
process.send?.({
  plain,
  refunded,
  ours: mine.length / (ms / 1000),
  rival: credited / (rivalMs / 1000),
  perLine: plannerTimes(),
} satisfies RefundsFound);
