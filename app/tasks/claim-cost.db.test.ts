import { expect, it } from "vitest";
import { db } from "#app/db/client.server.ts";
import { pagesTouched } from "#tests/setup/pages-touched.ts";
import { claimPlanned, findUnsure } from "./claim.server.ts";

const SHOP = "one.myshopify.com";
const FINISHED = 30_000;
const WAITING = 2_500;
/** Whatever is finished and waits. */
const MOST_PAGES = 200;

/** Many finished tasks, many that wait for `what` and one that may go, in a queue of its own for each. */
async function fill(
  queue: string,
  what: "its turn" | "a later time" | "a failed task",
): Promise<void> {
  const [failed] = await db.$queryRaw<{ id: string }[]>`
    INSERT INTO "Task" (shop, id, kind, key, state, queue, payload, "createdBy", "createdAt", "updatedAt")
    VALUES (${SHOP}, gen_random_uuid(), 'createItem', ${`${queue} before`}, 'failed', ${queue}, '{}', 'test', now(), now()) RETURNING id`;
  await db.$executeRaw`
    INSERT INTO "Task" (shop, id, kind, key, "orderId", state, queue, payload, "createdBy", "createdAt", "updatedAt", "afterTaskId", "nextAttemptAt", "problemKind")
    SELECT ${SHOP}, gen_random_uuid(), 'createItem', ${queue} || i, ${queue} || i, CASE WHEN i % ${FINISHED / WAITING + 1}::int = 0 THEN 'planned' ELSE 'done' END, ${queue}, '{}', 'test', now(), now(),
      CASE WHEN ${what} = 'a failed task' THEN ${failed?.id}::uuid END,
      CASE WHEN ${what} = 'a later time' THEN now() + interval '1 hour' END,
      CASE WHEN ${what} = 'a failed task' THEN 'waits-for-task' WHEN ${what} = 'a later time' THEN 'erp-unavailable' END
    FROM generate_series(1, ${FINISHED + WAITING}::int) i`;
  await db.$executeRaw`
    INSERT INTO "Task" (shop, id, kind, key, state, queue, payload, "createdBy", "createdAt", "updatedAt")
    VALUES (${SHOP}, gen_random_uuid(), 'createItem', ${`${queue} due`}, 'planned', ${queue}, '{}', 'test', now() + interval '1 second', now())`;
  await db.$executeRaw`ANALYZE "Task"`;
}

it.each(["its turn", "a later time", "a failed task"] as const)(
  "taking a task reads few pages beside many that wait for %s",
  async (what) => {
    await fill(what, what);
    const where = { shop: SHOP, queue: what };
    const me = { id: 1, signal: new AbortController().signal };
    const touched = await pagesTouched(async () => {
      await claimPlanned(where, me, { traceId: "trace", sure: true });
      await findUnsure(where);
    });
    expect(touched).toHaveLength(2);
    for (const { pages, text } of touched) expect(pages, text).toBeLessThanOrEqual(MOST_PAGES);
  },
);

it("a follower is looked up by its predecessor, however many tasks are finished", async () => {
  const queue = "followers";
  await fill(queue, "its turn");
  const done = await db.task.findFirstOrThrow({ where: { shop: SHOP, queue, state: "done" } });
  await db.task.updateMany({
    where: { shop: SHOP, queue, state: "planned" },
    data: { afterTaskId: done.id },
  });
  const [claim] = await pagesTouched(() =>
    claimPlanned(
      { shop: SHOP, queue },
      { id: 1, signal: new AbortController().signal },
      { traceId: "trace", sure: true },
    ),
  );
  expect(claim?.pages).toBeLessThanOrEqual(MOST_PAGES);
});
