import type { OrderId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import type { JsonValue } from "@prisma/client/runtime/client";
import { describe, expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import {
  importOrder,
  openDocumentShop,
  orderOf,
  settings,
  SHOP,
  work,
} from "#app/domain/documents/documents.fixture.ts";
import { createDocuments } from "#app/domain/documents/store/create-documents.server.ts";
import { lockOrders } from "#app/domain/orders/lock-orders.server.ts";
import { orderJobs } from "#app/domain/orders/jobs.server.ts";
import { MARK_CONFLICTS } from "#app/domain/orders/jobs.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { problemsOf, raiseProblem } from "#app/domain/problems/problems.server.ts";

openDocumentShop();

describe("an order that is read again while its document is being made (I-50)", () => {
  /** A later reading of the order, as an import stores it. */
  async function readAgain(
    orderId: OrderId,
    change: { content?: object; personal?: object },
    cancelledAt: Date | null = null,
    lines: (lines: JsonValue[]) => JsonValue[] = (all) => all,
  ): Promise<void> {
    const { currentVersionId, state } = await orderOf(orderId);
    const before = await db.orderVersion.findUniqueOrThrow({
      where: { shop_id: { shop: SHOP, id: currentVersionId } },
    });
    const content = before.content as { lines: JsonValue[] };
    const { id } = await db.orderVersion.create({
      data: {
        shop: SHOP,
        orderId,
        hash: randomUUID(),
        createdAt: new Date(),
        content: { ...content, ...change.content, lines: lines(content.lines) },
        personal: { ...(before.personal as object), ...change.personal },
      },
    });
    await db.order.update({
      where: { shop_orderId: { shop: SHOP, orderId } },
      data: {
        currentVersionId: id,
        cancelledAt,
        state: { ...(state as object), cancelledAt: cancelledAt?.toISOString() ?? null },
      },
    });
  }
  /** Carries the jobs out that compare orders with their documents. */
  async function lookForConflicts(): Promise<void> {
    const waiting = await db.$queryRaw<{ payload: unknown }[]>`
      DELETE FROM graphile_worker._private_jobs j USING graphile_worker._private_tasks t
      WHERE t.id = j.task_id AND t.identifier = ${MARK_CONFLICTS.name} RETURNING j.payload`;
    expect(waiting).not.toEqual([]);
    for (const { payload } of waiting) await orderJobs[MARK_CONFLICTS.name]?.(payload);
  }
  const conflictOf = async (orderId: OrderId) => [
    (await orderOf(orderId)).conflict,
    (await problemsOf(SHOP, orderId)).map(({ kind }) => kind),
  ];

  it("is a conflict when what it costs changed, or it was cancelled; not when a tag did", async () => {
    const ids = [
      await importOrder(1041),
      await importOrder(1042),
      await importOrder(1043),
    ] as const;
    await createDocuments(SHOP, ids, "ann");
    await readAgain(ids[0], { content: { edited: true } }, null, (lines) => lines.slice(1));
    await readAgain(ids[1], { content: { tags: ["later"] } });
    await readAgain(ids[2], {}, new Date());
    await work();
    await lookForConflicts();
    expect(await Promise.all(ids.map(async (id) => (await orderOf(id)).documentState))).toEqual([
      "created",
      "created",
      "created",
    ]);
    expect(await conflictOf(ids[0])).toEqual([true, ["order-changed-after-processing"]]);
    expect(await conflictOf(ids[1])).toEqual([false, []]);
    expect(await conflictOf(ids[2])).toEqual([true, ["order-changed-after-processing"]]);
  });

  it("is looked for by whoever has the order in hand, and never from the other end", async () => {
    const orderId = await importOrder(1045);
    await createDocuments(SHOP, [orderId], "ann");
    await readAgain(orderId, { content: { edited: true } }, null, (lines) => lines.slice(1));
    await work();
    const looking = await db.$transaction(async (tx) => {
      await lockOrders(tx, SHOP, [orderId]);
      const job = lookForConflicts();
      const [me] = await tx.$queryRaw<[{ pid: number }]>`SELECT pg_backend_pid() AS pid`;
      await expect
        .poll(
          () =>
            db.$queryRaw`SELECT 1 FROM pg_stat_activity WHERE ${me.pid}::int = ANY(pg_blocking_pids(pid))`,
        )
        .toHaveLength(1);
      // The job would have this row in hand if it had begun with it, and each would wait for the other.
      await tx.$executeRaw`SET LOCAL lock_timeout = '2s'`;
      await raiseProblem(tx, SHOP, "conflict", {
        subject: orderId,
        orderId,
        problem: problem("order-changed-after-processing", { orderId }),
      });
      return { job };
    });
    await looking.job;
    expect(await conflictOf(orderId)).toEqual([true, ["order-changed-after-processing"]]);
  });

  it("is none when it was cancelled before and the card makes documents of cancelled orders", async () => {
    await settings({ cancelledOrders: "document" });
    const orderId = await importOrder(1044);
    await readAgain(orderId, {}, new Date());
    await createDocuments(SHOP, [orderId], "ann");
    await work();
    await lookForConflicts();
    expect((await orderOf(orderId)).documentState).toBe("created");
    expect(await conflictOf(orderId)).toEqual([false, []]);
    await settings({ cancelledOrders: "hold" });
  });
});
