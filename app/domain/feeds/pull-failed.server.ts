import { db } from "#app/db/client.server.ts";
import { raiseProblem } from "#app/domain/problems/problems.server.ts";
import type { ErpErrorDetail } from "#app/erp/errors.ts";
import { ErpError } from "#app/erp/errors.ts";
import { now } from "#app/lib/clock.ts";
import { pauseMs } from "#app/lib/pause.ts";
import { logger } from "#app/lib/logger.server.ts";
import { isDatabaseTrouble } from "#app/db/database-trouble.ts";
import { backOffMs, bugProblem, problemOf } from "#app/tasks/outcome.ts";
import type { PullJob } from "./request-pull.server.ts";
import { requestPull } from "./request-pull.server.ts";
import { leaveConnection, waitRun } from "#app/domain/runs/feed-progress.server.ts";
import { pauseForSignIn } from "#app/domain/erp-connections/probe-and-pause.server.ts";
import { connectionSubject } from "#app/domain/erp-connections/problem-subject.ts";

/** News is not waited for this often: the next schedule asks anyway. */
const MOST_TRIES = 12;

/** When the ERP did not give a page: later, or not until a person acts. The connection says why; what answers again clears it. */
export async function pullFailed(job: PullJob, error: unknown, traceId: string): Promise<void> {
  if (isDatabaseTrouble(error)) throw error;
  const { shop, connectionId, runId, tries = 0 } = job;
  const detail = error instanceof ErpError ? error.detail : null;
  if (!detail)
    logger.error({ shop, connectionId, traceId, err: error }, "a feed met something unexpected");
  if (detail?.class === "unsupported") {
    // An ERP without this feed: nothing to read, nothing to fix.
    if (runId) await leaveConnection(shop, runId, connectionId, null);
    return;
  }
  const problem = detail ? problemOf(detail) : bugProblem(traceId);
  const inMs = detail ? waitOf(detail, tries) : null;
  await raiseProblem(db, shop, "connection", {
    ...connectionSubject(connectionId),
    problem,
  });
  if (detail?.class === "auth") await pauseForSignIn(db, { shop, id: connectionId }, detail);
  if (inMs === null || (!runId && tries + 1 >= MOST_TRIES)) {
    if (runId) await leaveConnection(shop, runId, connectionId, problem);
    return;
  }
  const at = new Date(now().getTime() + inMs);
  if (runId) await waitRun(shop, runId, at, problem);
  await requestPull(db, { shop, connectionId, ...(runId ? { runId } : {}), tries: tries + 1 }, at);
}

/** Milliseconds until it is worth asking again; null: a person must act first. */
function waitOf(detail: ErpErrorDetail, tries: number): number | null {
  switch (detail.class) {
    case "rateLimited":
      return pauseMs(detail.retryAfterMs, tries);
    case "unavailable":
    case "ambiguous":
    case "versionConflict":
    case "stateConflict":
      return backOffMs(tries);
    case "auth":
    case "permission":
    case "config":
    case "unmapped":
    case "validation":
    case "notFound":
    case "gone":
    case "duplicate":
    case "confirmation":
    case "totalsMismatch":
    case "unsupported":
    case "internal":
      return null;
  }
}
