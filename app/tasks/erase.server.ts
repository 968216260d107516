import type { Tx } from "#app/db/client.server.ts";
import { redactJson } from "#app/db/redact-json.ts";

/** Takes what is personal out of these orders' tasks and their attempts. */
export async function redactTasks(tx: Tx, shop: string, orderIds: string[]): Promise<void> {
  const tasks = await tx.task.findMany({
    where: { shop, orderId: { in: orderIds } },
    select: { id: true, payload: true, evidence: true, result: true, problem: true },
  });
  for (const { id, payload, evidence, result, problem } of tasks) {
    await tx.task.updateMany({
      where: { shop, id },
      data: {
        payload: redactJson(payload),
        ...(evidence === null ? {} : { evidence: redactJson(evidence) }),
        ...(result === null ? {} : { result: redactJson(result) }),
        ...(problem === null ? {} : { problem: redactJson(problem) }),
        lastAnswer: null,
      },
    });
    await tx.taskAttempt.updateMany({ where: { shop, taskId: id }, data: { answer: null } });
  }
}

/** Empties the list of this name in the evidence of tasks of one kind, where there is one. */
export async function emptyEvidence(
  tx: Tx,
  shop: string,
  of: { kind: string; orderIds: string[]; list: string },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "Task" SET evidence = jsonb_set(evidence, ARRAY['held', ${of.list}::text], '[]', FALSE)
    WHERE shop = ${shop} AND "orderId" = ANY(${of.orderIds}) AND kind = ${of.kind} AND evidence -> 'held' ? ${of.list}`;
}
