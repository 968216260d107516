import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { storedReason } from "#app/domain/problems/stored-problem.ts";
import { now } from "#app/lib/clock.ts";
import type { SkippedKind } from "./kinds.ts";

export interface Skipped {
  what: SkippedKind;
  recordId: string;
  number: string;
  orderId: string | null;
  reason: ProblemValue;
}

/** Keeps what was left out and why (TSK-4; F-2, F-3, F-20). */
export async function recordSkipped(
  tx: Tx,
  shop: string,
  list: readonly Skipped[],
  actor: string,
): Promise<void> {
  if (list.length === 0) return;
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

/** Records from before this time. */
export async function cleanUpSkipped(before: Date): Promise<void> {
  await db.skippedRecord.deleteMany({ where: { at: { lt: before } } });
}
