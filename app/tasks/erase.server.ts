import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { redactJson, redactJsonOrNull } from "#app/db/redact-json.ts";
import { refusal, said } from "#app/erp/refusals.ts";
import { now } from "#app/lib/clock.ts";
import { textJson } from "./answer.server.ts";

const ERASED = said(refusal("answer.erased"));

/**
 * Longer than any call is waited for: a claim this old is a dead process's, and its act is looked
 * up before it goes again.
 */
const CALL_MS = 15 * 60_000;

/**
 * The orders among these with a call under way, whose answer may still bring personal data. Their
 * tasks are locked, so that none of
 * the others begins one until the transaction ends.
 */
export async function ordersBeingActedOn(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<OrderId[]> {
  const since = new Date(now().getTime() - CALL_MS);
  const tasks = await tx.$queryRaw<{ orderId: OrderId; busy: boolean }[]>`
    SELECT "orderId", state = 'sending' AND COALESCE("sentAt" > ${since}, FALSE) AS busy
    FROM "Task" WHERE shop = ${shop} AND "orderId" = ANY(${[...orderIds]}::text[])
    ORDER BY id FOR UPDATE`;
  return [...new Set(tasks.flatMap(({ orderId, busy }) => (busy ? [orderId] : [])))];
}

/**
 * Takes what is personal out of these orders' tasks and their attempts. An act that hands over
 * personal data (`personal`: those kinds)
 * cannot be done any more: where it waits it is put aside, and so is what follows it. The orders
 * whose documents that ends.
 */
export async function redactTasks(
  tx: Tx,
  shop: string,
  of: { orderIds: readonly OrderId[]; personal: readonly string[] },
): Promise<OrderId[]> {
  const ids = [...of.orderIds];
  const tasks = await tx.task.findMany({
    where: { shop, orderId: { in: ids } },
    select: { id: true, payload: true, evidence: true, result: true, problem: true },
  });
  const rows = tasks.map(({ id, payload, evidence, result, problem }) => ({
    id,
    payload: redactJson(payload),
    evidence: redactJsonOrNull(evidence),
    result: redactJsonOrNull(result),
    problem: redactJsonOrNull(problem),
  }));
  const at = now();
  await tx.$executeRaw`
    UPDATE "Task" t SET payload = r.payload, evidence = r.evidence, result = r.result, problem = r.problem,
      "lastAnswer" = NULL, "lastAnswerText" = NULL, "erasedAt" = ${at},
      "skippedReason" = CASE WHEN t."skippedReason" IS NULL THEN NULL ELSE '' END
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb)
      AS r(id uuid, payload jsonb, evidence jsonb, result jsonb, problem jsonb)
    WHERE t.shop = ${shop} AND t.id = r.id`;
  await tx.$executeRaw`
    UPDATE "TaskAttempt" a SET answer = NULL, "answerText" = NULL FROM "Task" t
    WHERE t.shop = ${shop} AND t."orderId" = ANY(${ids}::text[])
      AND a.shop = t.shop AND a."taskId" = t.id AND a.answer IS NOT NULL`;
  const ended = await tx.$queryRaw<{ orderId: OrderId; kind: string }[]>`
    WITH RECURSIVE ended AS (
      SELECT id FROM "Task" WHERE shop = ${shop} AND "orderId" = ANY(${ids}::text[])
        AND kind = ANY(${[...of.personal]}::text[]) AND state IN ('planned', 'failed')
      UNION
      SELECT f.id FROM "Task" f JOIN ended e ON f."afterTaskId" = e.id
      WHERE f.shop = ${shop} AND f."orderId" = ANY(${ids}::text[]) AND f.state = 'planned'
    )
    UPDATE "Task" t SET state = 'skipped', "skippedReason" = ${ERASED.message},
      "lastAnswerText" = ${textJson(ERASED)}, "nextAttemptAt" = NULL,
      "problemKind" = NULL, problem = NULL, "updatedAt" = ${at}
    FROM ended e WHERE t.shop = ${shop} AND t.id = e.id
    RETURNING t."orderId", t.kind`;
  return [
    ...new Set(ended.flatMap(({ orderId, kind }) => (of.personal.includes(kind) ? [orderId] : []))),
  ];
}

/** Empties the list of this name in the evidence of tasks of one kind, where there is one. */
export async function emptyEvidence(
  tx: Tx,
  shop: string,
  of: { kind: string; orderIds: OrderId[]; list: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Task" SET evidence = jsonb_set(evidence, ARRAY['held', ${of.list}::text], '[]', FALSE)
    WHERE shop = ${shop} AND "orderId" = ANY(${of.orderIds}) AND kind = ${of.kind}
      AND evidence -> 'held' ? ${of.list}`;
}
