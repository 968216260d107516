import type { SyncRun } from "#app/db/generated/client.ts";
import { storedPostedFilter } from "#app/domain/posted/stored-filter.ts";
import { storedOrderFilter } from "#app/domain/order-filter/stored-filter.ts";
import { listSchedules } from "#app/domain/schedules/schedules.server.ts";
import { typedFilter } from "#app/domain/order-filter/typed-filter.ts";
import { cardChoices } from "#app/domain/shop-card/views/card-choice.server.ts";
import { typedPosted } from "./typed-posted.ts";
import { isLive } from "#app/domain/runs/states.ts";
import { storedProblem } from "#app/domain/problems/problem-view.ts";

/** The shop's schedules as the screen edits them, each with what its last run came to. */
export async function schedulesScreen(shop: string) {
  const [schedules, cards] = await Promise.all([listSchedules(shop), cardChoices(shop)]);
  return {
    cards,
    schedules: schedules.map(
      ({ id, revision, kind, cardId, everyMinutes, enabled, ...schedule }) => ({
        id,
        revision,
        cardId: cardId ?? "",
        everyMinutes,
        enabled,
        nextRunAt: schedule.nextRunAt.toISOString(),
        lastRun: schedule.lastRun ? runView(schedule.lastRun) : null,
        ...(kind === "orders"
          ? { kind, form: typedFilter(storedOrderFilter.read(schedule.filter, `schedule ${id}`)) }
          : {
              kind,
              form: typedPosted(storedPostedFilter.read(schedule.filter, `schedule ${id}`)),
            }),
      }),
    ),
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
    leftOut: run.leftOut,
    startedAt: run.startedAt.toISOString(),
    live: isLive(run.state),
    problem: storedProblem(run.problem),
  };
}
