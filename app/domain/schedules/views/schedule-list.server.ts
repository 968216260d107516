import type { SyncRun } from "#app/db/generated/client.ts";
import { storedPostedFilter } from "#app/domain/posted/stored-filter.ts";
import { storedOrderFilter } from "#app/domain/order-filter/stored-filter.ts";
import { listSchedules } from "#app/domain/schedules/schedules.server.ts";
import { typedFilter, typedPosted } from "./typed-filter.ts";
import { isLive } from "#app/domain/runs/states.ts";
import { storedProblem } from "#app/domain/problems/problem-view.ts";

/** The shop's schedules as the screen edits them, each with what its last run came to. */
export async function schedulesScreen(shop: string) {
  const schedules = await listSchedules(shop);
  return {
    schedules: schedules.map(({ id, kind, everyMinutes, enabled, nextRunAt, lastRun, filter }) => ({
      id,
      everyMinutes,
      enabled,
      nextRunAt: nextRunAt.toISOString(),
      lastRun: lastRun ? runView(lastRun) : null,
      ...(kind === "orders"
        ? { kind, form: typedFilter(storedOrderFilter.read(filter, `schedule ${id}`)) }
        : { kind, form: typedPosted(storedPostedFilter.read(filter, `schedule ${id}`)) }),
    })),
  };
}

function runView(run: SyncRun) {
  return {
    id: run.id,
    state: run.state,
    total: run.total,
    done: run.done,
    failed: run.failed,
    unchanged: run.unchanged,
    startedAt: run.startedAt.toISOString(),
    live: isLive(run.state),
    problem: storedProblem(run.problem),
  };
}
