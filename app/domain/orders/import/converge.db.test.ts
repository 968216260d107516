import { OTHER_SHOP, SHOP, simulator } from "#tests/setup/simulator.ts";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { reopenConflict, resolveConflict } from "../order-actions.server.ts";
import { compareVersions, getOrder } from "../lists/order-lists.server.ts";
import { DOCUMENT_ATTRIBUTE } from "../snapshot/own-attribute.ts";
import { place, sync, asked, openEmptyShops } from "./import.fixture.ts";
import { anyMove } from "#tests/setup/any-move.ts";

openEmptyShops();

describe("converging", () => {
  it("an echo of our own write makes no version, no event (PERF-3)", async () => {
    const order = place();
    await sync();
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "setAttributes", {
      order: order.id,
      attributes: [{ key: DOCUMENT_ATTRIBUTE, value: "SO-1" }],
    });
    await sync();
    expect(await db.orderVersion.count()).toBe(1);
    expect(await db.orderEvent.count()).toBe(1);
    expect(await db.orderToImport.count()).toBe(0);
  });

  it("edits before the first import reduce the order", async () => {
    const order = place();
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "editOrder", {
      order: order.id,
      setQuantity: [
        { line: 0, quantity: 1 },
        { line: 1, quantity: 0 },
      ],
    });
    await sync();
    const stored = await getOrder(SHOP, order.id);
    const [cup, plate] = stored?.snapshot.content.lines ?? [];
    const removed = (lineId: string | undefined) =>
      stored?.snapshot.content.removals
        .flatMap(({ lines }) => lines)
        .filter((line) => line.lineId === lineId)
        .reduce((sum, line) => sum + line.quantity, 0);
    expect([removed(cup?.id), removed(plate?.id)]).toEqual([1, 1]);
    expect(stored?.snapshot.state.agreements.length).toBeGreaterThan(1);
  });

  it("returns, agreements and their sales beyond the first page come in whole (R-1)", async () => {
    simulator.act(SHOP, "setShop", { archivesOrders: false });
    const order = place(SHOP, {
      lines: Array.from({ length: 30 }, (_, i) => ({
        title: `Line ${i}`,
        sku: `S${i}`,
        price: "1.00",
        quantity: 20,
      })),
    });
    for (let edit = 0; edit < 29; edit += 1)
      simulator.act(SHOP, "editOrder", {
        order: order.id,
        setQuantity: [{ line: edit, quantity: 19 }],
      });
    simulator.act(SHOP, "fulfillOrder", { order: order.id });
    for (let back = 0; back < 62; back += 1)
      simulator.act(SHOP, "returnOrder", {
        order: order.id,
        lines: [{ line: back % 30, quantity: 1 }],
        status: "OPEN",
      });
    await sync();
    const state = (await getOrder(SHOP, order.id))?.snapshot.state;
    expect(state?.returns.length).toBe(62);
    expect(new Set(state?.returns.map(({ id }) => id)).size).toBe(62);
    expect(state?.agreements.length).toBe(30);
    expect(state?.agreements.find(({ reason }) => reason === "ORDER")?.sales.length).toBe(31);
    expect(await asked("MoreReturns")).toBe(1);
    expect(await asked("MoreAgreements")).toBe(2);
  });

  it("marks a processed order that changed, once resolved only a new change marks it again (I-54)", async () => {
    const order = place();
    await sync();
    const version = (await getOrder(SHOP, order.id))?.order.currentVersionId ?? "";
    await anyMove((tx) =>
      tx.order.updateMany({
        where: { shop: SHOP, orderId: order.id },
        data: { processedVersionId: version, documentState: "created" },
      }),
    );
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "tagOrder", { order: order.id, tags: ["vip"] });
    await sync();
    expect((await getOrder(SHOP, order.id))?.order.conflict).toBe(false);
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "editOrder", { order: order.id, setQuantity: [{ line: 0, quantity: 1 }] });
    await sync();
    const marked = await getOrder(SHOP, order.id);
    expect(marked?.order.conflict).toBe(true);
    expect(
      await db.problem.count({
        where: { shop: SHOP, kind: "order-changed-after-processing", clearedAt: null },
      }),
    ).toBe(1);
    expect(
      (await compareVersions(SHOP, order.id, version, marked?.order.currentVersionId ?? ""))?.map(
        ({ text }) => text,
      ),
    ).toContain("diff.quantity");
    expect(await compareVersions(OTHER_SHOP, order.id, version, version)).toBeNull();
    expect(await resolveConflict(OTHER_SHOP, order.id, "me")).toBe(false);
    expect(await resolveConflict(SHOP, order.id, "me")).toBe(true);
    expect(await reopenConflict(OTHER_SHOP, order.id, "me")).toBe(false);
    expect(await reopenConflict(SHOP, order.id, "me")).toBe(true);
    expect((await getOrder(SHOP, order.id))?.order.conflict).toBe(true);
    expect(await resolveConflict(SHOP, order.id, "me", "changed in the ERP")).toBe(true);
    expect(await reopenConflict(SHOP, "gid://shopify/Order/1", "me")).toBe(false);
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "touchOrder", { order: order.id });
    await sync();
    expect((await getOrder(SHOP, order.id))?.order.conflict).toBe(false);
    simulator.clock.advance(60_000);
    simulator.act(SHOP, "editOrder", { order: order.id, setQuantity: [{ line: 1, quantity: 0 }] });
    await sync();
    expect((await getOrder(SHOP, order.id))?.order.conflict).toBe(true);
  });
});
