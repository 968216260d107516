import { db } from "#app/db/client.server.ts";
import { countUpTo } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { addedJob } from "#app/db/jobs.server.ts";
import { now } from "#app/lib/clock.ts";
import { MOST_COUNTED } from "#app/lib/counted.ts";
import type { OrderId } from "#app/lib/ids.ts";
import type { FlowActionName } from "./actions.ts";
import { DO_FLOW_ACTION } from "./jobs.ts";

interface AskedAction {
  runId: string;
  action: FlowActionName;
  orderId: OrderId;
}

/**
 * Keeps what a workflow asked for and lets the worker do it, in one statement; asked again under the same run id it begins nothing. Another
 * action or order under an id that is known is not this run's.
 */
export async function takeAction(
  shop: string,
  { runId, action, orderId }: AskedAction,
): Promise<"taken" | "mismatch" | "busy" | "unknown-shop"> {
  const key = { shop_runId: { shop, runId } };
  const known = await db.flowAction.findUnique({ where: key });
  if (known) return known.action === action && known.orderId === orderId ? "taken" : "mismatch";
  const installed = await db.shop.findUnique({
    where: { domain: shop },
    select: { uninstalledAt: true },
  });
  if (installed?.uninstalledAt !== null) return "unknown-shop";
  const waiting = await countUpTo(
    Prisma.sql`FROM "FlowAction" a WHERE a.shop = ${shop} AND a.state = 'stored'`,
  );
  if (waiting > MOST_COUNTED) return "busy";
  await db.$queryRaw`
    WITH taken AS (
      INSERT INTO "FlowAction" (shop, "runId", action, "orderId", "receivedAt")
      VALUES (${shop}, ${runId}, ${action}, ${orderId}, ${now()}) ON CONFLICT DO NOTHING RETURNING 1
    ) SELECT (SELECT count(${addedJob(DO_FLOW_ACTION, { shop, runId })}) FROM taken)::int`;
  return "taken";
}
