import { db } from "#app/db/client.server.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import type { FlowTrigger } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { planTask, storeTasks } from "#app/tasks/enqueue.server.ts";
import { eventsBetween } from "./events.server.ts";
import { FIRE_FLOW } from "./jobs.ts";
import { fireTriggerKind } from "./task-kinds/fire-trigger.server.ts";
import { triggersMeant } from "./triggers.ts";

/** A transaction that began so long ago may still bring something that happened before others that were seen: it is looked for again. */
const LATE_MS = 10 * 60_000;
const PAGE = 200;

/** Called each minute. A shop without a workflow of ours costs nothing. */
export async function fireDue(): Promise<void> {
  const shops = await db.$queryRaw<{ shop: string }[]>`
    SELECT DISTINCT t.shop FROM "FlowTrigger" t JOIN "Shop" s ON s.domain = t.shop
    WHERE t.enabled AND s."uninstalledAt" IS NULL ORDER BY t.shop`;
  for (const { shop } of shops) await addJob(db, FIRE_FLOW, { shop });
}

/** A task for each thing that happened and is not told yet: what happens waits for none of this, and is told within a minute. */
export async function fireEvents(shop: string): Promise<void> {
  const until = now().getTime() + TURN_MS;
  const used = await db.flowTrigger.findMany({ where: { shop, enabled: true } });
  for (const row of used)
    while (await firePage(row))
      if (now().getTime() > until) return addJob(db, FIRE_FLOW, { shop }, { runAt: now() });
}

/** True: there is more. */
async function firePage({ shop, trigger, since, firedTo }: FlowTrigger): Promise<boolean> {
  const to = now();
  const from = new Date(Math.max(since.getTime(), firedTo.getTime() - LATE_MS));
  return db.$transaction(async (tx) => {
    const events = await eventsBetween(tx, shop, {
      triggers: triggersMeant(trigger),
      ...{ from, to, most: PAGE },
    });
    const rows = events.map(({ orderId, orderName, cardId, ...event }) =>
      planTask(fireTriggerKind, {
        ...{ shop, orderId, createdBy: "app" },
        ...(orderName === null ? {} : { orderName }),
        payload: { ...event, orderId, cardId },
      }),
    );
    await storeTasks(tx, rows);
    const more = events.length === PAGE;
    if (!more)
      await tx.flowTrigger.updateMany({
        where: { shop, trigger, firedTo: { lt: to } },
        data: { firedTo: to },
      });
    return more;
  });
}
