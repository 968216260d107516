import { simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { requestAmendment } from "#app/domain/documents/changes/amend.server.ts";
import { startAmending } from "#app/domain/documents/changes/amend-many.server.ts";
import type { ChangedOrder } from "#app/domain/documents/changes/changed-order.server.ts";
import { requestReplacement } from "#app/domain/documents/changes/replace.server.ts";
import { documentTaskKinds } from "#app/domain/documents/task-kinds/list.server.ts";
import { resolveConflict } from "#app/domain/orders/order-actions.server.ts";
import { changeView } from "#app/domain/order-page/change-page.server.ts";
import { deleteDocument } from "#app/erp/ledger/documents/change.server.ts";
import { editDocumentLines } from "#app/erp/ledger/back-office.server.ts";
import { newId } from "#app/lib/uuid.ts";
import { drainQueue } from "#app/tasks/jobs.server.ts";
import type { AnyTaskKind } from "#app/tasks/kind.ts";
import { drain } from "#tests/setup/jobs.ts";
import { anOrder, booksOf, documentOf, processed, ship, type Placed } from "./back-office.ts";
import { amend, looked } from "./edit-table.ts";
import { changeSettings, inEmptyShop, sync } from "./shop-at-work.ts";

/** Orders that changed after their document was made, and whose document changed as well. */
const SHOP = "changed.myshopify.com";
inEmptyShop(SHOP);

const SPEC = anOrder({
  lines: [
    { variant: "MUG-BLUE", quantity: 6 },
    { variant: "ROPE-20", quantity: 2 },
  ],
  payments: [{}],
});
const make = async (): Promise<Placed> => ((await processed(SHOP, { spec: SPEC })) as [Placed])[0];
const edit = async ({ id }: Placed, quantity: number): Promise<void> => {
  simulator.clock.advance(60_000);
  simulator.act(SHOP, "editOrder", { order: id, setQuantity: [{ line: 0, quantity }] });
  await sync(SHOP);
};
const made = async (quantity: number): Promise<Placed> => {
  const order = await make();
  await edit(order, quantity);
  return order;
};
const rowOf = ({ id }: Placed) =>
  db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId: id } } });
const amendmentsOf = ({ id }: Placed) =>
  db.task.findMany({
    where: { shop: SHOP, orderId: id, kind: "amendDocument" },
    orderBy: { createdAt: "asc" },
  });
const problemsOf = async ({ id }: Placed) =>
  (
    await db.problem.findMany({
      where: { shop: SHOP, orderId: id, clearedAt: null },
      orderBy: { kind: "asc" },
    })
  ).map(({ kind }) => kind);
const goodsOf = ({ reading }: ChangedOrder) =>
  reading?.lines.filter(({ kind }) => kind === "item").map(({ quantity }) => quantity);

/** A clerk changes the document in the ledger itself. */
async function clerk(order: Placed, change: { rope?: string; adds?: boolean }): Promise<void> {
  const books = await booksOf(SHOP);
  const { ref, lines } = await documentOf(SHOP, order);
  const rope = lines.filter(({ kind }) => kind === "item")[1];
  const item = await db.ledgerItem.findFirstOrThrow({
    where: { shop: SHOP, number: "CARDS" },
  });
  await editDocumentLines(books, ref, {
    change: change.rope ? [{ lineId: rope?.id ?? "", quantity: change.rope }] : [],
    remove: [],
    add: change.adds
      ? [
          {
            key: "a",
            itemId: item.id,
            variantCode: "",
            quantity: "1",
            unitPrice: "3",
            location: "MAIN",
          },
        ]
      : [],
  });
}

describe("people's own changes of the document", () => {
  it("are shown, and written over only as they were seen", async () => {
    const order = await made(5);
    const unseen = await looked(SHOP, order);
    await clerk(order, { rope: "1" });
    await amend(SHOP, order, unseen);
    await drain({ allowFailures: true });
    expect((await amendmentsOf(order)).map(({ state }) => state)).toEqual(["failed"]);
    expect(await problemsOf(order)).toEqual([
      "amendment-outdated",
      "order-changed-after-processing",
    ]);
    const seen = await looked(SHOP, order);
    expect(goodsOf(seen)).toEqual(["6", "1"]);
    expect(seen.comparison).toMatchObject({ overwritten: 1, foreign: 0, agrees: false });
    expect(seen.comparison.lines.map(({ edited, byPeople }) => [edited, byPeople])).toEqual([
      [true, false],
      [false, true],
      [false, false],
    ]);
    expect(seen.offers[0]?.consequences.map(({ text }) => text)).toEqual([
      "changes.consequence.total",
      "changes.consequence.overwrites",
    ]);
    await amend(SHOP, order, seen);
    await drain();
    expect(goodsOf(await looked(SHOP, order))).toEqual(["5", "2"]);
    expect(await problemsOf(order)).toEqual([]);
    expect((await amendmentsOf(order)).map(({ state }) => state)).toEqual(["skipped", "done"]);
  });

  it("lines they added stay, and the total is proved with them", async () => {
    const order = await made(5);
    await clerk(order, { adds: true });
    const seen = await looked(SHOP, order);
    expect(seen.comparison).toMatchObject({ overwritten: 0, foreign: 1 });
    expect(seen.offers[0]?.consequences.map(({ text }) => text)).toContain(
      "changes.consequence.staysForeign",
    );
    await amend(SHOP, order, seen);
    await drain();
    const done = await looked(SHOP, order);
    expect(goodsOf(done)).toEqual(["5", "2", "1"]);
    expect(done.comparison).toMatchObject({ agrees: true, foreign: 1 });
    expect((await rowOf(order)).conflict).toBe(false);
  });

  it("a document that was shipped is not amended, with the reason; one that was deleted is made anew", async () => {
    const [shipped, deleted] = [await made(5), await made(5)];
    await ship(SHOP, shipped, { lines: { "ROPE-20": "1" } });
    const seen = await looked(SHOP, shipped);
    expect(
      seen.offers.map(({ remedy, why }) => [remedy, why && "refusal" in why && why.refusal.code]),
    ).toEqual([
      ["amend", "document.partlyPosted"],
      ["replace", "document.partlyPosted"],
      ["unlink", null],
      ["keep", null],
    ]);
    await deleteDocument(await booksOf(SHOP), (await documentOf(SHOP, deleted)).ref, "clerk");
    const gone = await looked(SHOP, deleted);
    expect(gone.reading).toBeNull();
    expect(
      await requestReplacement({ shop: SHOP, by: "ann" }, deleted.id, {
        clickId: newId(new Date()),
        revision: null,
        versionId: gone.planned.order.versionId,
        recreates: gone.plannable,
      }),
    ).toEqual({ ok: true, value: null });
    await drain();
    expect(await rowOf(deleted)).toMatchObject({
      documentState: "created",
      generation: 2,
      conflict: false,
    });
    expect(goodsOf(await looked(SHOP, deleted))).toEqual(["5", "2"]);
  });
});

describe("an order that is edited again while its document is being amended", () => {
  it("before the call: nothing is changed, and the page shows the newest changes", async () => {
    const order = await made(5);
    const seen = await looked(SHOP, order);
    await amend(SHOP, order, seen);
    await edit(order, 4); // the import drains the queue first or last: either way nothing is lost
    const [task] = await amendmentsOf(order);
    const now = await looked(SHOP, order);
    if (task?.state === "failed") expect(goodsOf(now)).toEqual(["6", "2"]);
    else expect(goodsOf(now)).toEqual(["5", "2"]);
    expect((await rowOf(order)).conflict).toBe(true);
    await amend(SHOP, order, now);
    await drain();
    expect(goodsOf(await looked(SHOP, order))).toEqual(["4", "2"]);
    expect(await problemsOf(order)).toEqual([]);
  });

  it("during the call: the document is of what was amended, and the later edit is a conflict", async () => {
    const order = await made(5);
    await amend(SHOP, order, await looked(SHOP, order));
    const kinds = new Map<string, AnyTaskKind>(documentTaskKinds.map((kind) => [kind.kind, kind]));
    const real = kinds.get("amendDocument");
    if (!real) throw new Error("no such kind");
    // The call leaves, and the edit arrives before its answer is stored.
    kinds.set("amendDocument", {
      kind: real.kind,
      bind: (stored) => {
        const bound = real.bind(stored);
        return {
          ...bound,
          prepare: async () => {
            const prepared = await bound.prepare();
            return {
              ...prepared,
              act: async () => {
                const result = await prepared.act();
                await edit(order, 4);
                return result;
              },
            };
          },
        };
      },
    });
    const [task] = await amendmentsOf(order);
    await drainQueue(kinds, SHOP, task?.queue ?? "");
    await drain();
    expect((await amendmentsOf(order)).map(({ state }) => state)).toEqual(["done"]);
    const now = await looked(SHOP, order);
    expect(goodsOf(now)).toEqual(["5", "2"]);
    expect(await rowOf(order)).toMatchObject({
      conflict: true,
      processedVersionId: now.document.versionId,
    });
    expect((await changeView(SHOP, order.id))?.changed?.offers[0]).toMatchObject({ why: null });
    await amend(SHOP, order, now);
    await drain();
    expect(await rowOf(order)).toMatchObject({ conflict: false });
  });
});

it("a click that comes twice amends once, and another one meanwhile is refused or replaces it", async () => {
  const order = await made(5);
  const { reading } = await looked(SHOP, order);
  const seen = { clickId: newId(new Date()), revision: reading?.revision ?? "" };
  const click = () => requestAmendment({ shop: SHOP, by: "ann" }, order.id, seen);
  expect(await click()).toEqual({ ok: true, value: null });
  expect(await click()).toEqual({ ok: false, error: { kind: "running" } });
  await drain();
  expect(await click()).toEqual({ ok: false, error: { kind: "running" } });
  expect((await amendmentsOf(order)).map(({ state }) => state)).toEqual(["done"]);
});

it("kept as it is, it stays resolved until it changes again", async () => {
  const order = await made(5);
  expect(await resolveConflict(SHOP, order.id, "ann", "shipped by hand")).toBe(true);
  simulator.act(SHOP, "tagOrder", { order: order.id, tags: ["later"] });
  await sync(SHOP);
  expect((await rowOf(order)).conflict).toBe(false);
  await edit(order, 4);
  expect((await rowOf(order)).conflict).toBe(true);
});

it("many at once: a run amends what it may and leaves alone what people changed", async () => {
  await changeSettings(SHOP, { returnProcess: "importOnly" });
  const orders = [await make(), await make(), await make()];
  const untouched = await make();
  const [first, , third] = orders as [Placed, Placed, Placed];
  for (const order of orders) await edit(order, 5);
  await clerk(third, { rope: "1" });
  const ids = [...orders, untouched].map(({ id }) => id);
  expect(await startAmending({ shop: SHOP, by: "ann" }, ids)).toEqual({ begun: 3, others: 1 });
  await drain({ future: true });
  const run = await db.syncRun.findFirstOrThrow({ where: { shop: SHOP, kind: "amendDocuments" } });
  expect(run).toMatchObject({ state: "done", total: 3, done: 2, failed: 1, unchanged: 1 });
  expect(goodsOf(await looked(SHOP, first))).toEqual(["5", "2"]);
  expect(goodsOf(await looked(SHOP, third))).toEqual(["6", "1"]);
  expect(await Promise.all(orders.map(async (order) => (await rowOf(order)).conflict))).toEqual([
    false,
    false,
    true,
  ]);
});
