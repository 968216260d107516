import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import { clearProblems, raiseProblem } from "#app/domain/problems/problems.server.ts";
import { ErpError, ProbeFailure } from "#app/erp/errors.ts";
import type { Probe } from "#app/erp/port/probe.ts";
import { wordsOf } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import type { ConnectionRefusal } from "./connection-refusal.ts";
import { portOf } from "./open-port.server.ts";
import { resumeWithin } from "./pause-connection.server.ts";
import { keepProbe } from "./probe-and-pause.server.ts";
import { connectionSubject } from "./problem-subject.ts";

/**
 * Asks the ERP who it is and what it can; keeps the answer. When it succeeds, a connection that was paused for its sign-in goes on (one that
 * a person paused stays so), and orders that could not be planned for its sake are looked at again.
 */
export async function testConnection(
  shop: string,
  id: string,
  traceId: string = randomUUID(),
): Promise<Result<Probe, ConnectionRefusal>> {
  const row = isUuid(id) ? await db.erpConnection.findFirst({ where: { shop, id } }) : null;
  if (!row) return err({ kind: "not-found" });
  try {
    const probe = await portOf(row).port.probe({ traceId, signal: AbortSignal.timeout(30_000) });
    await db.$transaction(async (tx) => {
      await keepProbe(tx, { shop, id }, probe, now());
      await clearProblems(tx, shop, "connection", connectionSubject(id));
      if (
        row.pausedReason !== null &&
        (await tx.task.count({
          where: { shop, connectionId: id, problemKind: "erp-auth", lastAnswer: row.pausedReason },
        })) > 0
      )
        await resumeWithin(tx, shop, row.id);
      await recheckLater(tx, { shop, by: "app" }, { all: true });
    });
    return ok(probe);
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    const found = problemOf(error.detail);
    await raiseProblem(db, shop, "connection", {
      ...connectionSubject(id),
      problem: found,
    });
    const { steps, issues } = error instanceof ProbeFailure ? error : { steps: [], issues: [] };
    return err({
      kind: "unreachable",
      words: wordsOf(error.detail),
      problem: found,
      steps,
      issues,
    });
  }
}
