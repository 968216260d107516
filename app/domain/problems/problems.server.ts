import type { OrderId, TaskId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { Problem } from "#app/db/generated/client.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { taskSubject } from "#app/tasks/task-subject.ts";
import type { ProblemKind } from "./catalog.ts";
import { INFORMATION } from "./level.ts";
import type { ProblemValue } from "./problem.ts";
import { storeDetail } from "./stored-problem.ts";
import type { ProblemDetail, ProblemSource } from "./stored-problem.ts";

interface ProblemSubject {
  /** An order gid, or "connection:<id>", or another name of what it is about. */
  subject: string;
  orderId: OrderId | null;
}

export interface SubjectProblems extends ProblemSubject {
  problems: ProblemValue[];
}

/**
 * Makes the open problems of each subject, as far as `source` found them, exactly those given: new ones are raised, known ones seen
 * again, the others cleared. Two statements however many subjects there are.
 */
export async function setProblems(
  tx: Tx,
  shop: string,
  source: ProblemSource,
  list: SubjectProblems[],
): Promise<void> {
  if (list.length === 0) return;
  const kept = await raiseProblems(tx, shop, source, list);
  await tx.$executeRaw(clearedProblems(shop, source, list, kept));
}

/** A problem that stands, and what it is about. */
type Standing = Pick<Problem, "kind" | "subject">;

/** The first half of `setProblems`: raises what was found. Gives what stands now. */
export async function raiseProblems(
  tx: Tx,
  shop: string,
  source: ProblemSource,
  list: readonly SubjectProblems[],
): Promise<Standing[]> {
  const at = now();
  const rows = [
    ...new Map(
      list.flatMap(({ subject, orderId, problems }) =>
        problems.map((problem) => {
          const row = {
            id: randomUUID(),
            kind: problem.kind,
            subject: subjectKey(subject, problem),
            orderId,
            cause: problem.cause,
            detail: storeDetail(problem, source),
          };
          return [`${row.kind}\n${row.subject}`, row] as const;
        }),
      ),
    ).values(),
  ];
  if (rows.length > 0) {
    await tx.$executeRaw`
      INSERT INTO "Problem" (shop, id, kind, subject, "orderId", cause, detail, "firstSeenAt", "lastSeenAt")
      SELECT ${shop}, r.id, r.kind, r.subject, r."orderId", r.cause, r.detail, ${at}, ${at}
      FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, kind text, subject text,
        "orderId" text, cause text, detail jsonb)
      ORDER BY r.kind, r.subject -- two that raise the same ones never meet half-way
      ON CONFLICT (shop, kind, subject) DO UPDATE SET cause = EXCLUDED.cause, detail = EXCLUDED.detail,
        "orderId" = EXCLUDED."orderId", "lastSeenAt" = EXCLUDED."lastSeenAt",
        "firstSeenAt" = CASE WHEN "Problem"."clearedAt" IS NULL THEN "Problem"."firstSeenAt" ELSE EXCLUDED."firstSeenAt" END, "clearedAt" = NULL`;
  }
  return rows;
}

/** The second half, as part of a statement: what these subjects have no more. */
export function clearedProblems(
  shop: string,
  source: ProblemSource,
  list: readonly ProblemSubject[],
  standing: readonly Standing[] = [],
): Prisma.Sql {
  const kept = standing.map(({ kind, subject }) => `${kind}\n${subject}`);
  const subjects = list.map(({ subject }) => subject);
  const orderIds = list.flatMap(({ orderId }) => (orderId === null ? [] : [orderId]));
  // The index on orderId keeps this flat in the number of open problems.
  const ofOrders =
    orderIds.length === list.length
      ? Prisma.sql`AND "orderId" = ANY(${orderIds}::text[])`
      : Prisma.empty;
  return Prisma.sql`
    UPDATE "Problem" SET "clearedAt" = ${now()}
    WHERE shop = ${shop} AND "clearedAt" IS NULL ${ofOrders} AND detail ->> 'source' = ${source}
      AND split_part(subject, ${SEPARATOR}, 1) = ANY(${subjects}::text[]) AND NOT (kind || E'\n' || subject = ANY(${kept}::text[]))`;
}

/** Between what a problem is about and its cause: one order may lack two items. */
const SEPARATOR = " ⟩ ";
const subjectKey = (subject: string, { cause, kind }: ProblemValue): string =>
  cause === kind ? subject : `${subject}${SEPARATOR}${cause}`;

/** Raises one problem beside others of the same source. One that was over begins anew. */
export async function raiseProblem(
  tx: Tx,
  shop: string,
  source: ProblemSource,
  { subject, orderId, problem }: ProblemSubject & { problem: ProblemValue },
): Promise<void> {
  await raiseProblems(tx, shop, source, [{ subject, orderId, problems: [problem] }]);
}

/** Clears every open problem of a subject that `source` found. */
export async function clearProblems(
  tx: Tx,
  shop: string,
  source: ProblemSource,
  { subject, orderId }: ProblemSubject,
): Promise<void> {
  await setProblems(tx, shop, source, [{ subject, orderId, problems: [] }]);
}

/** Clears an order's open problems of one kind, whatever they are about. */
export async function clearKind(
  tx: Tx,
  shop: string,
  kind: ProblemKind,
  orderId: OrderId,
): Promise<void> {
  await tx.problem.updateMany({
    where: { shop, orderId, kind, clearedAt: null },
    data: { clearedAt: now() },
  });
}

/** Part of a statement: an order's open problems that these found are over. */
export const clearOrderProblems = (
  shop: string,
  orderId: OrderId,
  sources: ProblemSource[],
  at: Date,
): Prisma.Sql => Prisma.sql`
  UPDATE "Problem" SET "clearedAt" = ${at} WHERE shop = ${shop} AND "orderId" = ${orderId}
    AND "clearedAt" IS NULL AND detail ->> 'source' = ANY(${sources})`;

/** The same for the problems of one subject that `source` found. */
export const clearSubjectProblems = (
  shop: string,
  source: ProblemSource,
  { subject, orderId }: ProblemSubject,
  at: Date,
): Prisma.Sql => Prisma.sql`
  UPDATE "Problem" SET "clearedAt" = ${at} WHERE shop = ${shop} AND "orderId" IS NOT DISTINCT FROM ${orderId}::text
    AND "clearedAt" IS NULL AND detail ->> 'source' = ${source} AND split_part(subject, ${SEPARATOR}, 1) = ${subject}`;

/** The same for the problems that `source` found of anything of these orders but these subjects. */
export const clearOtherProblems = (
  shop: string,
  source: ProblemSource,
  { orderIds, subjects }: { orderIds: readonly string[]; subjects: readonly string[] },
  at: Date,
): Prisma.Sql => Prisma.sql`
  UPDATE "Problem" SET "clearedAt" = ${at} WHERE shop = ${shop} AND "orderId" = ANY(${[...orderIds]}::text[])
    AND "clearedAt" IS NULL AND detail ->> 'source' = ${source} AND NOT split_part(subject, ${SEPARATOR}, 1) = ANY(${[...subjects]}::text[])`;

/** A task that a person put aside is nobody's problem any more, whoever found it. */
export async function clearTaskProblems(tx: Tx, shop: string, taskId: TaskId): Promise<void> {
  const subject = taskSubject(taskId);
  await tx.problem.updateMany({
    where: {
      shop,
      clearedAt: null,
      OR: [{ subject }, { subject: { startsWith: `${subject} ` } }],
    },
    data: { clearedAt: now() },
  });
}

export async function problemsOf(shop: string, orderId: OrderId): Promise<Problem[]> {
  return db.problem.findMany({
    where: { shop, orderId, clearedAt: null },
    orderBy: [{ firstSeenAt: "asc" }, { id: "asc" }],
  });
}

export interface ProblemGroup {
  kind: string;
  cause: string;
  /** Open problems of this cause, and the orders they hold up. */
  count: number;
  orders: number;
  /** One of them, for its text. */
  example: ProblemDetail;
  firstSeenAt: Date;
  lastSeenAt: Date;
}

/** Open problems grouped by cause, most orders first (TSK-3); what is only information is none. */
export async function groupedProblems(shop: string, kind?: string): Promise<ProblemGroup[]> {
  return db.$queryRaw<ProblemGroup[]>`
    SELECT kind, cause, count(*)::int AS count, count(DISTINCT "orderId")::int AS orders, (array_agg(detail
      ORDER BY "lastSeenAt" DESC))[1] AS example,
      min("firstSeenAt") AS "firstSeenAt", max("lastSeenAt") AS "lastSeenAt"
    FROM "Problem" WHERE shop = ${shop} AND "clearedAt" IS NULL
      AND kind <> ALL(${INFORMATION}::text[]) ${kind ? Prisma.sql`AND kind = ${kind}` : Prisma.empty}
    GROUP BY kind, cause ORDER BY orders DESC, count DESC, cause LIMIT 500`;
}
