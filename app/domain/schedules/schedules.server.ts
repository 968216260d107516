import type { CardId } from "#app/lib/ids.ts";
import { lockUntilCommit } from "#app/db/advisory-locks.server.ts";
import { db } from "#app/db/client.server.ts";
import type { Schedule, SyncRun } from "#app/db/generated/client.ts";
import { postedFilterSchema } from "#app/domain/posted/posted-filter.ts";
import type { PostedFilter } from "#app/domain/posted/posted-filter.ts";
import { orderFilterSchema } from "#app/domain/order-filter/order-filter.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import { now } from "#app/lib/clock.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { ScheduleKind } from "./kinds.ts";
import { isScheduleKind, SCHEDULE_KINDS, SCHEDULES } from "./kinds.ts";

/** Minutes between two runs. */
export const EVERY_MINUTES = { least: 5, most: 1_440 } as const;

export interface ScheduleView extends Omit<Schedule, "kind"> {
  kind: ScheduleKind;
  /** The run it started last, with its counts and its problem; null: none yet, or it is past its time. */
  lastRun: SyncRun | null;
}

/** The shop's schedules with what their last run came to. */
export async function listSchedules(shop: string): Promise<ScheduleView[]> {
  const rows = await db.schedule.findMany({
    where: { shop, kind: { in: SCHEDULE_KINDS } },
    orderBy: { id: "asc" },
  });
  const runIds = rows.flatMap(({ lastRunId }) => (lastRunId ? [lastRunId] : []));
  const runs = new Map(
    (await db.syncRun.findMany({ where: { shop, id: { in: runIds } } })).map((run) => [
      run.id,
      run,
    ]),
  );
  return rows
    .flatMap((row) =>
      isScheduleKind(row.kind)
        ? [{ ...row, kind: row.kind, lastRun: (row.lastRunId && runs.get(row.lastRunId)) ?? null }]
        : [],
    )
    .sort((a, b) => SCHEDULE_KINDS.indexOf(a.kind) - SCHEDULE_KINDS.indexOf(b.kind));
}

export interface ScheduleForm {
  everyMinutes: number;
  enabled: boolean;
  /** Whose orders; null: those of every card; absent: as it stands. */
  cardId?: CardId | null;
  /** Of the kind of the schedule: an order filter, or one of posted documents. */
  filter: OrderFilter | PostedFilter;
}

export type ScheduleRefusal =
  | { kind: "not-found" }
  /** Somebody saved it meanwhile. */
  | { kind: "changed" }
  | { kind: "every-minutes" }
  | { kind: "filter" }
  | { kind: "card" };

/** Saves it on top of the revision that the person saw, so that nobody's change is overwritten unseen. */
export async function saveSchedule(
  shop: string,
  { id, revision }: { id: string; revision: number },
  form: ScheduleForm,
): Promise<Result<{ id: string }, ScheduleRefusal>> {
  const before = isUuid(id) ? await db.schedule.findFirst({ where: { shop, id } }) : null;
  if (!before) return err({ kind: "not-found" });
  if (
    !Number.isInteger(form.everyMinutes) ||
    form.everyMinutes < EVERY_MINUTES.least ||
    form.everyMinutes > EVERY_MINUTES.most
  )
    return err({ kind: "every-minutes" });
  if (form.cardId && !(await hasCard(shop, form.cardId))) return err({ kind: "card" });
  const filter = (before.kind === "orders" ? orderFilterSchema : postedFilterSchema).safeParse(
    form.filter,
  );
  if (!filter.success) return err({ kind: "filter" });
  const asBefore = form.everyMinutes === before.everyMinutes && before.enabled;
  const { count } = await db.schedule.updateMany({
    where: { shop, id, revision },
    data: {
      revision: { increment: 1 },
      everyMinutes: form.everyMinutes,
      enabled: form.enabled,
      ...(form.cardId === undefined ? {} : { cardId: form.cardId }),
      filter: filter.data,
      ...(asBefore ? {} : { nextRunAt: new Date(now().getTime() + form.everyMinutes * 60_000) }),
    },
  });
  return count === 0 ? err({ kind: "changed" }) : ok({ id });
}

const hasCard = async (shop: string, id: CardId): Promise<boolean> =>
  (await db.shopCard.count({ where: { shop, id } })) > 0;

/** How many schedules of one kind a shop may have: each is a run of its own every few minutes. */
const MOST_OF_A_KIND = 20;

/** Another schedule of a kind, off until the person has said which orders it takes. */
export async function addSchedule(
  shop: string,
  kind: ScheduleKind,
  cardId: CardId | null,
): Promise<Result<{ id: string }, "card" | "too-many">> {
  if (cardId !== null && !(await hasCard(shop, cardId))) return err("card");
  return db.$transaction(async (tx) => {
    await lockUntilCommit(tx, "missingSchedules");
    if ((await tx.schedule.count({ where: { shop, kind } })) >= MOST_OF_A_KIND)
      return err("too-many" as const);
    const everyMinutes = SCHEDULES[kind];
    const nextRunAt = new Date(now().getTime() + everyMinutes * 60_000);
    return ok(
      await tx.schedule.create({
        data: { shop, kind, cardId, everyMinutes, nextRunAt, enabled: false },
        select: { id: true },
      }),
    );
  });
}

/** Deletes a schedule; the last of its kind stays and can be switched off, so that nobody looks for it in vain. */
export async function removeSchedule(
  shop: string,
  id: string,
): Promise<Result<null, "not-found" | "last">> {
  if (!isUuid(id)) return err("not-found");
  return db.$transaction(async (tx) => {
    await lockUntilCommit(tx, "missingSchedules");
    const schedule = await tx.schedule.findFirst({ where: { shop, id }, select: { kind: true } });
    if (!schedule) return err("not-found" as const);
    if ((await tx.schedule.count({ where: { shop, kind: schedule.kind } })) < 2)
      return err("last" as const);
    await tx.schedule.deleteMany({ where: { shop, id } });
    return ok(null);
  });
}
