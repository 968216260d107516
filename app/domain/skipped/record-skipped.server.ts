import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { inSlices } from "#app/db/in-slices.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { storedProblem } from "#app/domain/problems/problem-view.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { now } from "#app/lib/clock.ts";
import { logModes } from "#app/shopify/traffic-settings.server.ts";
import type { SkippedKind } from "./kinds.ts";

export interface Skipped {
  what: SkippedKind;
  recordId: string;
  number: string;
  orderId: OrderId | null;
  reason: ProblemValue;
}

/** Keeps what was left out and why (TSK-4; F-2, F-3, F-20); nothing when the shop keeps no log. */
export async function recordSkipped(
  tx: Tx,
  shop: string,
  list: readonly Skipped[],
  actor: string,
): Promise<void> {
  if (list.length === 0) return;
  if ((await logModes([shop], tx)).get(shop) === "disabled") return;
  const at = now();
  await tx.skippedRecord.createMany({
    data: list.map(({ reason, ...rest }) => ({
      shop,
      ...rest,
      reason: storedReason.store(reason),
      actor,
      at,
    })),
  });
}

/** As `recordSkipped`, but a record that is there with the same reason is not written again: what is left out is met again and again. */
export async function recordSkippedOnce(
  tx: Tx,
  shop: string,
  list: readonly Skipped[],
  actor: string,
): Promise<void> {
  if (list.length === 0) return;
  const recordId = { in: list.map((one) => one.recordId) };
  const there = await tx.skippedRecord.findMany({
    where: { shop, recordId },
    select: { what: true, recordId: true, reason: true },
  });
  const key = (what: string, id: string, reason: unknown): string =>
    `${what} ${id} ${storedProblem(reason)?.cause ?? ""}`;
  const known = new Set(there.map((row) => key(row.what, row.recordId, row.reason)));
  await recordSkipped(
    tx,
    shop,
    list.filter(({ what, recordId: id, reason }) => !known.has(key(what, id, reason))),
    actor,
  );
}

/** Records from before this time. */
export async function cleanUpSkipped(before: Date): Promise<void> {
  await inSlices(
    (most) => db.$executeRaw`
      DELETE FROM "SkippedRecord" WHERE (shop, id) IN (
        SELECT shop, id FROM "SkippedRecord" WHERE at < ${before} ORDER BY at LIMIT ${most}::int)`,
  );
}
