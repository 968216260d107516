import type { InvoiceId, OrderId, TaskId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import type { Tx } from "#app/db/client.server.ts";
import type { SubjectProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { planTask, reviveTasks, storeTasks } from "#app/tasks/enqueue.server.ts";
import type { OrderLine } from "./order-invoices.server.ts";
import type { PlannedLine } from "./plan-captures.ts";
import { nextRounds } from "./rounds.server.ts";
import { asJson, lineSubject } from "./settle.server.ts";
import { capturePayment } from "./task-kinds/capture-payment.server.ts";
import type { LineState } from "./states.ts";

/** Lines whose story is over, or goes on elsewhere: a new reading leaves them alone. */
const KEPT = new Set<string>(["pending", "skipped"] satisfies LineState[]);

/** A line of an invoice as a reading wants it. */
export interface LineToSave {
  id: string;
  isNew: boolean;
  line: PlannedLine;
}

/** What of a plan is to be saved, beside the lines that the invoice has already. */
export function linesToSave(
  before: readonly OrderLine[],
  planned: readonly PlannedLine[],
): LineToSave[] {
  const known = new Map(before.map((line) => [line.transactionId, line]));
  return planned.flatMap((line): LineToSave[] => {
    const is = known.get(line.transactionId);
    if (!is) return [{ id: randomUUID(), isNew: true, line }];
    const over = is.state === "captured" && decimal.isZero(line.amount);
    return KEPT.has(is.state) || over ? [] : [{ id: is.id, isNew: false, line }];
  });
}

/** Saves the payment lines of invoices (PAY-1), each with the task that captures it. */
export async function saveLines(
  tx: Tx,
  shop: string,
  invoices: readonly { invoiceId: InvoiceId; orderId: OrderId; toSave: readonly LineToSave[] }[],
  tasks: ReadonlyMap<string, TaskId>,
): Promise<void> {
  const at = now();
  const rows = invoices.flatMap(({ invoiceId, orderId, toSave }) =>
    toSave.map(({ id, isNew, line }) => ({
      isNew,
      key: { shop, id },
      of: {
        invoiceId,
        orderId,
        transactionId: line.transactionId,
        gateway: line.gateway,
        gatewayTitle: line.gatewayTitle,
        currency: line.currency,
        createdAt: at,
      },
      data: {
        capturable: line.capturable,
        amount: line.amount,
        authorized: line.authorized,
        multiCapturable: line.multiCapturable,
        expiresAt: line.expiresAt === null ? null : new Date(line.expiresAt),
        state: line.state,
        reason: asJson(line.reason),
        updatedAt: at,
        ...(tasks.has(id) ? { taskId: tasks.get(id) ?? null } : {}),
      },
    })),
  );
  const added = rows.filter(({ isNew }) => isNew);
  if (added.length > 0)
    await tx.paymentLine.createMany({
      data: added.map(({ key, of, data }) => ({ ...key, ...of, ...data })),
    });
  for (const { key, data } of rows.filter(({ isNew }) => !isNew))
    await tx.paymentLine.updateMany({ where: key, data });
}

/** What is wrong with each of an order's lines. */
export const problemsOfLines = (
  lines: readonly LineToSave[],
  orderId: OrderId,
): SubjectProblems[] =>
  lines.map(({ id, line }) => ({
    subject: lineSubject(id),
    orderId,
    problems: line.state === "failed" && line.reason ? [line.reason] : [],
  }));

/** A line that is to be captured. */
interface LineToCapture {
  id: string;
  orderId: OrderId;
  isNew: boolean;
  orderName: string;
  complete: boolean;
  byHand: boolean;
  by: string;
  apart?: Decimal;
}

/** One capture task for each of these lines, in the caller's transaction; one that failed goes again. Gives the task of each line. */
export async function enqueueCaptures(
  tx: Tx,
  shop: string,
  lines: readonly LineToCapture[],
): Promise<Map<string, TaskId>> {
  const rounds = await nextRounds(
    tx,
    shop,
    capturePayment.kind,
    lines.filter(({ isNew }) => !isNew).map(({ id }) => id),
  );
  const rows = lines.map(({ id, orderId, orderName, complete, byHand, by, apart = "0" }) =>
    planTask(capturePayment, {
      shop,
      orderId,
      orderName,
      createdBy: by,
      payload: { lineId: id, orderId, round: rounds.get(id) ?? 1, complete, byHand, apart },
    }),
  );
  const ids = await storeTasks(tx, rows);
  await reviveTasks(
    tx,
    rows.filter((row, index) => ids[index] !== row.id),
  );
  return new Map(
    lines.flatMap(({ id }, index) => {
      const task = ids[index];
      return task ? [[id, task] as const] : [];
    }),
  );
}
