import { randomUUID } from "node:crypto";
import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { connectionSubject } from "#app/domain/erp-connections/problem-subject.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { clearProblems, raiseProblem } from "#app/domain/problems/problems.server.ts";
import { env } from "#app/env.server.ts";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import { ErpError } from "#app/erp/errors.ts";
import { now } from "#app/lib/clock.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import { noticeAddress } from "./address.ts";

/** So long before its end a subscription is renewed: a day on which nothing can be reached ends none. */
const SPARE_MS = 86_400_000;
const FIRST_TRY_MS = 5 * 60_000;
/** A subscription that is refused again and again is asked for once in this time: somebody may have opened the way. */
const MOST_MS = 86_400_000;
const TIMEOUT_MS = 60_000;

interface Job {
  shop: string;
  connectionId: ConnectionId;
}

/**
 * Asks the ERP to tell the app of changes until some time, and notes when to ask again. Asking twice does no harm, so a job that died is simply
 * repeated. The row is there before the ERP is asked: the ERP calls back before it agrees.
 */
export async function askForNotices({ shop, connectionId }: Job): Promise<void> {
  const open = await openPort(shop, connectionId);
  if (!open) return;
  const at = now();
  const key = { shop, connectionId };
  const address = noticeAddress(env.SHOPIFY_APP_URL, key);
  const before = await db.erpNotices.upsert({
    where: { shop_connectionId: key },
    create: { ...key, askedAt: at, nextAt: new Date(at.getTime() + FIRST_TRY_MS) },
    update: { askedAt: at },
  });
  try {
    const { until } = await open.port.subscribe(address, {
      traceId: randomUUID(),
      signal: AbortSignal.timeout(TIMEOUT_MS),
    });
    const nextAt = new Date(Math.max(Date.parse(until) - SPARE_MS, at.getTime() + FIRST_TRY_MS));
    await db.erpNotices.updateMany({
      where: key,
      data: { until: new Date(until), nextAt, tries: 0 },
    });
    await clearProblems(db, shop, "notices", connectionSubject(connectionId));
    // Of what was posted while it told of nothing, nothing is told.
    if (before.until === null || before.until < at) await afterPosting(shop, connectionId);
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    const inMs = Math.min(FIRST_TRY_MS * 2 ** Math.min(before.tries, 20), MOST_MS);
    await db.erpNotices.updateMany({
      where: key,
      data: { nextAt: new Date(at.getTime() + inMs), tries: { increment: 1 } },
    });
    if (isRefusal(error.detail)) await sayRefused(key, error.detail, address);
  }
}

/** Of an ERP that cannot be asked at all the feeds tell. */
const isRefusal = ({ class: name }: ErpErrorDetail): boolean =>
  !["unavailable", "rateLimited", "auth", "ambiguous", "versionConflict"].includes(name);

async function sayRefused(
  { shop, connectionId }: Job,
  detail: ErpErrorDetail,
  address: string,
): Promise<void> {
  const kind = "erp-notices-off";
  const { params } = problemOf(detail);
  await raiseProblem(db, shop, "notices", {
    ...connectionSubject(connectionId),
    problem: { kind, params: { ...params, address }, cause: kind },
  });
}
