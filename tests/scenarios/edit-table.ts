import { simulator } from "#tests/setup/simulator.ts";
import { expect } from "vitest";
import { db } from "#app/db/client.server.ts";
import { requestAmendment } from "#app/domain/documents/changes/amend.server.ts";
import type { ChangedOrder } from "#app/domain/documents/changes/changed-order.server.ts";
import { lookAtChanged } from "#app/domain/documents/changes/changed-order.server.ts";
import { requestReplacement } from "#app/domain/documents/changes/replace.server.ts";
import { newId } from "#app/lib/uuid.ts";
import { drain } from "#tests/setup/jobs.ts";
import type { OrderSpec } from "#tests/simulators/shopify/world/order-spec.ts";
import type { OrderRecord } from "#tests/simulators/shopify/world/index.ts";
import { anOrder, orderAt, place, processed, type Placed } from "./back-office.ts";
import { createMissing, sync } from "./shop-at-work.ts";

// S1's table "Effect of order editing", the edits made in Shopify: each before and after the order was processed.

const GOODS = [
  { variant: "MUG-BLUE", quantity: 4 },
  { variant: "ROPE-20", quantity: 2 },
];
const paid = anOrder({ lines: GOODS, payments: [{}] });
const unpaid = anOrder({ lines: GOODS, payments: [] });

interface Row {
  edit: string;
  spec: OrderSpec;
  act: (shop: string, order: OrderRecord) => unknown;
  /** Goods on a document that is made, or amended, afterwards. */
  goods: string[];
  /** What a processed order needs then: nothing, its document amended, or its document cancelled. */
  after: "nothing" | "amend" | "cancel";
}

const edited =
  (change: object) =>
  (shop: string, { id }: OrderRecord) =>
    simulator.act(shop, "editOrder", { order: id, ...change });

export const ROWS: Row[] = [
  {
    edit: "change the fulfillment location",
    spec: paid,
    act: (shop, { id }) =>
      simulator.act(shop, "moveFulfillmentOrder", { order: id, location: "rotterdam" }),
    goods: ["MUG-BLUE 4", "ROPE-20 2"],
    after: "nothing",
  },
  {
    edit: "increase a quantity",
    spec: paid,
    // Shopify's admin adds the variant once more as a line of its own.
    act: edited({ add: [{ variant: "MUG-BLUE", quantity: 2 }] }),
    goods: ["MUG-BLUE 4", "ROPE-20 2", "MUG-BLUE 2"],
    after: "amend",
  },
  {
    edit: "decrease a quantity",
    spec: paid,
    act: edited({ setQuantity: [{ line: 0, quantity: 1 }] }),
    goods: ["MUG-BLUE 1", "ROPE-20 2"],
    after: "amend",
  },
  {
    edit: "remove an existing item",
    spec: paid,
    act: edited({ setQuantity: [{ line: 1, quantity: 0 }] }),
    goods: ["MUG-BLUE 4"],
    after: "amend",
  },
  {
    edit: "add a new item",
    spec: paid,
    act: edited({ add: [{ variant: "CARDS", quantity: 3 }] }),
    goods: ["MUG-BLUE 4", "ROPE-20 2", "CARDS 3"],
    after: "amend",
  },
  {
    edit: "change the shipping price",
    spec: paid,
    act: edited({ removeShipping: 0, addShipping: { title: "Standard", price: "9.90" } }),
    goods: ["MUG-BLUE 4", "ROPE-20 2"],
    after: "amend",
  },
  {
    edit: "fulfill, tag and note",
    spec: paid,
    act: (shop, { id }) => {
      simulator.act(shop, "tagOrder", { order: id, tags: ["vip"] });
      simulator.act(shop, "setNote", { order: id, note: "Ring twice." });
      simulator.act(shop, "fulfillOrder", { order: id });
    },
    goods: ["MUG-BLUE 4", "ROPE-20 2"],
    after: "nothing",
  },
  {
    edit: "cancel a paid order",
    spec: paid,
    act: (shop, { id }) => simulator.act(shop, "cancelOrder", { order: id }),
    goods: [],
    after: "cancel",
  },
  {
    edit: "cancel an unpaid order",
    spec: unpaid,
    act: (shop, { id }) => simulator.act(shop, "cancelOrder", { order: id }),
    goods: [],
    after: "cancel",
  },
];

const rowOf = (shop: string, { id }: Placed) =>
  db.order.findUniqueOrThrow({ where: { shop_orderId: { shop, orderId: id } } });

async function edit(shop: string, { act }: Row, order: Placed): Promise<void> {
  simulator.clock.advance(60_000);
  act(shop, orderAt(shop, order));
  await sync(shop);
}

/** The order's goods as its document has them in the ERP now. */
const goodsOf = ({ reading }: ChangedOrder): string[] =>
  (reading?.lines ?? []).flatMap(({ kind, item, quantity }) =>
    kind === "item" ? [`${item?.number ?? ""} ${quantity}`] : [],
  );

export async function looked(shop: string, order: Placed): Promise<ChangedOrder> {
  const found = (await lookAtChanged(shop, [order.id])).get(order.id);
  if (!found || "problem" in found) throw new Error(`no document: ${JSON.stringify(found)}`);
  return found;
}

export const amend = async (shop: string, order: Placed, seen: ChangedOrder): Promise<void> => {
  const result = await requestAmendment({ shop, by: "user:ann" }, order.id, {
    clickId: newId(new Date()),
    revision: seen.reading?.revision ?? "",
  });
  expect(result).toEqual({ ok: true, value: null });
};

/** Edited before its document is made: the document is of the order as it is. */
export async function editedBefore(shop: string, row: Row): Promise<void> {
  const order = place(shop, { spec: row.spec });
  await sync(shop);
  await edit(shop, row, order);
  await createMissing(shop);
  const after = await rowOf(shop, order);
  expect(after.conflict).toBe(false);
  if (row.goods.length === 0) expect(after.documentState).not.toBe("created");
  else expect(goodsOf(await looked(shop, order))).toEqual(row.goods);
}

/** Edited afterwards: marked where it bears on the document, and put right by what is offered. */
export async function editedAfter(shop: string, row: Row): Promise<void> {
  const [order] = (await processed(shop, { spec: row.spec })) as [Placed];
  const before = await looked(shop, order);
  expect(before.comparison.agrees).toBe(true);
  await edit(shop, row, order);
  expect((await rowOf(shop, order)).conflict).toBe(row.after !== "nothing");
  const seen = await looked(shop, order);
  expect(seen.reading?.revision).toBe(before.reading?.revision);
  expect([seen.comparison.overwritten, seen.comparison.foreign]).toEqual([0, 0]);
  const open = seen.offers.filter(({ why }) => why === null).map(({ remedy }) => remedy);
  if (row.after === "nothing") return;
  expect(open).toEqual(
    row.after === "amend" ? ["amend", "replace", "unlink", "keep"] : ["replace", "unlink", "keep"],
  );
  if (row.after === "amend") {
    expect(seen.comparison.agrees).toBe(false);
    await amend(shop, order, seen);
    await drain();
    const done = await looked(shop, order);
    expect(goodsOf(done)).toEqual(row.goods);
    expect(done.comparison).toMatchObject({ agrees: true, overwritten: 0, foreign: 0 });
    expect(done.reading?.totals.gross).toBe(seen.planned.plan?.document?.expected.gross);
    expect(done.reading?.ref.number).toBe(before.reading?.ref.number);
    expect(done.document.versionId).toBe((await rowOf(shop, order)).currentVersionId);
  } else {
    const result = await requestReplacement({ shop, by: "user:ann" }, order.id, {
      clickId: newId(new Date()),
      revision: seen.reading?.revision ?? "",
      versionId: seen.planned.order.versionId,
      recreates: seen.plannable,
    });
    expect(result.ok).toBe(true);
    await drain();
    expect(await rowOf(shop, order)).toMatchObject({ documentState: "unprocessed", generation: 2 });
    const document = await db.salesDocument.findFirstOrThrow({
      where: { shop, orderId: order.id },
    });
    expect(document).toMatchObject({ state: "unlinked", erpStatus: "cancelled" });
  }
  expect((await rowOf(shop, order)).conflict).toBe(false);
  const events = await db.orderEvent.findMany({ where: { shop, orderId: order.id } });
  expect(events.map(({ kind }) => kind)).toContain(
    row.after === "amend" ? "documentAmended" : "documentCancelled",
  );
  const problems = await db.problem.findMany({
    where: { shop, orderId: order.id, clearedAt: null },
  });
  expect(problems.filter(({ kind }) => kind === "order-changed-after-processing")).toEqual([]);
}
