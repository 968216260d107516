import type { OrderId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import type { Tx } from "#app/db/client.server.ts";
import type { PaymentLine, PostedInvoice } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { planTask, reviveTasks, storeTasks } from "#app/tasks/enqueue.server.ts";
import type { PlannedLine } from "./plan-captures.ts";
import { nextRounds } from "./rounds.server.ts";
import { asJson, lineSubject } from "./settle.server.ts";
import { capturePayment } from "./task-kinds/capture-payment.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { LineState } from "./states.ts";

/** Lines whose story is over, or goes on elsewhere: a new reading leaves them alone. */
const KEPT = new Set<string>(["pending", "skipped"] satisfies LineState[]);

/** Saves an invoice's payment lines as planned (PAY-1); returns those with something to capture. */
export async function saveLines(
  tx: Tx,
  shop: string,
  invoice: Pick<PostedInvoice, "id"> & { orderId: OrderId },
  planned: readonly PlannedLine[],
): Promise<string[]> {
  const at = now();
  const before = new Map(
    (await tx.paymentLine.findMany({ where: { shop, invoiceId: invoice.id } })).map((line) => [
      line.transactionId,
      line,
    ]),
  );
  const open: string[] = [];
  const updates: { id: string; line: PlannedLine }[] = [];
  for (const line of planned) {
    const known = before.get(line.transactionId);
    if (
      known &&
      (KEPT.has(known.state) || (known.state === "captured" && decimal.isZero(line.amount)))
    )
      continue;
    const data = {
      capturable: line.capturable,
      amount: line.amount,
      authorized: line.authorized,
      multiCapturable: line.multiCapturable,
      expiresAt: line.expiresAt === null ? null : new Date(line.expiresAt),
      state: line.state,
      reason: asJson(line.reason),
      updatedAt: at,
    };
    const id = known?.id ?? randomUUID();
    if (known) await tx.paymentLine.updateMany({ where: { shop, id }, data });
    else
      await tx.paymentLine.create({
        data: {
          shop,
          id,
          invoiceId: invoice.id,
          orderId: invoice.orderId,
          transactionId: line.transactionId,
          gateway: line.gateway,
          gatewayTitle: line.gatewayTitle,
          currency: line.currency,
          createdAt: at,
          ...data,
        },
      });
    updates.push({ id, line });
    if (line.state === "open") open.push(id);
  }
  await setProblems(
    tx,
    shop,
    "payment",
    updates.map(({ id, line }) => ({
      subject: lineSubject(id),
      orderId: invoice.orderId,
      problems: line.state === "failed" && line.reason ? [line.reason] : [],
    })),
  );
  return open;
}

/** One capture task for each of these lines, in the caller's transaction; one that failed goes again. */
export async function enqueueCaptures(
  tx: Tx,
  shop: string,
  lines: readonly Pick<PaymentLine, "id" | "orderId">[],
  options: { orderName: string; complete: boolean; byHand: boolean; by: string; apart?: Decimal },
): Promise<void> {
  const rounds = await nextRounds(
    tx,
    shop,
    capturePayment.kind,
    lines.map(({ id }) => id),
  );
  const rows = lines.map(({ id, orderId }) =>
    planTask(capturePayment, {
      shop,
      orderId,
      orderName: options.orderName,
      createdBy: options.by,
      payload: {
        lineId: id,
        orderId,
        round: rounds.get(id) ?? 1,
        complete: options.complete,
        byHand: options.byHand,
        apart: options.apart ?? "0",
      },
    }),
  );
  const ids = await storeTasks(tx, rows);
  await reviveTasks(
    tx,
    rows.filter((row, index) => ids[index] !== row.id),
  );
  for (const [index, line] of lines.entries())
    await tx.paymentLine.updateMany({
      where: { shop, id: line.id },
      data: { taskId: ids[index] ?? null },
    });
}
