// Orders that change after their document was unlinked: it is still in the ERP.
import { SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { orderIdsAt } from "#app/domain/orders/views/order-list.server.ts";
import { resolveConflict } from "#app/domain/orders/order-actions.server.ts";
import {
  connectionId,
  openPaymentShop,
  problemsOf,
  sold,
} from "#app/domain/payments/payments.fixture.ts";
import { liveRuns } from "#app/domain/runs/live-runs.server.ts";
import { sync } from "#tests/scenarios/shop-at-work.ts";
import { drain } from "#tests/setup/jobs.ts";
import { createDocuments } from "./store/create-documents.server.ts";
import { startCreating } from "./store/create-many.server.ts";
import { relinkDocument } from "./store/relink-document.server.ts";
import { unlinkDocument } from "./store/unlink-document.server.ts";

openPaymentShop();

const CHANGED = "order-changed-after-processing";
const orderOf = (orderId: string) =>
  db.order.findUniqueOrThrow({ where: { shop_orderId: { shop: SHOP, orderId } } });
const edit = async (order: string, quantity: number) => {
  simulator.clock.advance(1_000);
  simulator.act(SHOP, "editOrder", { order, setQuantity: [{ line: 0, quantity }] });
  await sync(SHOP);
  await drain();
};
const unlinked = async () => {
  const orderId = await sold([{ kind: "SALE" }]);
  await unlinkDocument(SHOP, orderId, "ann");
  return orderId;
};

describe("an order whose document was unlinked", () => {
  it("is a conflict when it changes, until a new document has the change", async () => {
    const orderId = await unlinked();
    expect(await problemsOf(orderId)).toEqual([]);
    await edit(orderId, 9);
    expect(await orderOf(orderId)).toMatchObject({
      conflict: true,
      documentState: "unprocessed",
      documentNumber: null,
    });
    expect(await problemsOf(orderId)).toContain(CHANGED);
    await createDocuments(SHOP, [orderId], "ann");
    await drain();
    expect(await orderOf(orderId)).toMatchObject({ conflict: false, documentState: "created" });
    expect(await problemsOf(orderId)).toEqual([]);
    // From then on the new one counts.
    await edit(orderId, 8);
    expect(await orderOf(orderId)).toMatchObject({ conflict: true, documentState: "created" });
  });

  it("keeps a conflict that it had, and what a person resolved", async () => {
    const orderId = await sold([{ kind: "SALE" }]);
    await edit(orderId, 9);
    await unlinkDocument(SHOP, orderId, "ann");
    expect(await orderOf(orderId)).toMatchObject({ conflict: true });
    expect(await problemsOf(orderId)).toContain(CHANGED);
    expect(await resolveConflict(SHOP, orderId, "ann", "corrected in the ERP")).toBe(true);
    expect(await problemsOf(orderId)).toEqual([]);
    await relinkDocument(SHOP, orderId, "ann");
    expect(await orderOf(orderId)).toMatchObject({ conflict: false, documentState: "created" });
  });

  it("is left in peace once its document is cancelled in the ERP", async () => {
    const orderId = await unlinked();
    const document = await db.salesDocument.findFirstOrThrow({ where: { shop: SHOP, orderId } });
    const open = await openPort(SHOP, connectionId);
    const ref = { kind: "salesOrder" as const, id: document.erpId ?? "" };
    await open?.port.cancelDocument(ref, { traceId: "test" });
    await edit(orderId, 9);
    expect(await orderOf(orderId)).toMatchObject({ conflict: false });
    expect(await problemsOf(orderId)).toEqual([]);
    // Nothing stands beside which another would be made twice.
    await startCreating({ shop: SHOP, by: "ann" }, [orderId]);
    await drain();
    expect(await orderOf(orderId)).toMatchObject({ documentState: "created", generation: 2 });
  });

  it("is named by the result of a creation of many that leaves it alone", async () => {
    const orderId = await unlinked();
    await startCreating({ shop: SHOP, by: "bob" }, [orderId]);
    await drain();
    // The run of the test before may still be counting, and a sync of somebody else may be shown beside it.
    const runs = await liveRuns(SHOP, "bob");
    expect(
      runs.filter(({ kind, state }) => kind === "createDocuments" && state === "done"),
    ).toMatchObject([{ state: "done", total: 1, done: 0, failed: 1, unchanged: 1 }]);
    expect(await orderIdsAt(SHOP, new URLSearchParams({ view: "earlier" }))).toEqual([orderId]);
  });
});
