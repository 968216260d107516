import { refusal } from "#app/erp/refusals.ts";
import { recordSkipped } from "#app/domain/skipped/record-skipped.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { PostedInvoice } from "#app/db/generated/client.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import * as decimal from "#app/money/decimal.ts";
import { skipPlannedOf } from "#app/tasks/task-actions.server.ts";
import { asJson, invoiceSubject, lineSubject } from "./settle.server.ts";
import { isOut } from "#app/tasks/states.ts";

const BY = "app";

/** An invoice that was cancelled or reopened in the ERP: what is not captured yet will not be; what is captured stands and is told. */
export async function cancelInvoice(
  tx: Tx,
  shop: string,
  invoice: Pick<PostedInvoice, "id" | "number" | "orderId">,
): Promise<void> {
  const { id, number, orderId } = invoice;
  const at = now();
  const reason = problem("invoice-cancelled", { number, orderId });
  await tx.postedInvoice.updateMany({
    where: { shop, id },
    data: { state: "cancelled", reason: asJson(reason), updatedAt: at },
  });
  const reading = await tx.task.findMany({
    where: { shop, kind: "readPayments", key: { startsWith: id } },
    select: { id: true },
  });
  const lines = await tx.paymentLine.findMany({ where: { shop, invoiceId: id } });
  const captures = await tx.task.findMany({
    where: {
      shop,
      kind: "capturePayment",
      OR: lines.map((line) => ({ key: { startsWith: line.id } })),
    },
    select: { id: true, key: true, state: true },
  });
  await skipPlannedOf(
    tx,
    shop,
    [...reading, ...captures].map((task) => task.id),
    refusal("answer.invoiceCancelled", { number }),
  );
  // A capture on its way is followed to its end; the rest is left out.
  const away = (lineId: string): boolean =>
    captures.some(({ key, state }) => key.startsWith(lineId) && isOut(state));
  const left = lines.filter(
    (line) =>
      ["open", "later", "failed", "channel", "nothing"].includes(line.state) && !away(line.id),
  );
  await tx.paymentLine.updateMany({
    where: { shop, id: { in: left.map((line) => line.id) } },
    data: { state: "skipped", reason: asJson(reason), updatedAt: at },
  });
  await recordSkipped(
    tx,
    shop,
    [
      { what: "invoice", recordId: id, number, orderId, reason },
      ...left
        .filter((line) => line.state === "open")
        .map((line) => ({
          what: "paymentLine" as const,
          recordId: line.id,
          number,
          orderId,
          reason,
        })),
    ],
    BY,
  );
  const standing = lines.filter(
    (line) => ["captured", "pending"].includes(line.state) || away(line.id),
  );
  const money = decimal.add(
    "0",
    ...standing.map((line) => (line.captured.gt(0) ? line.captured : line.amount).toFixed()),
  );
  await setProblems(tx, shop, "payment", [
    ...left.map((line) => ({ subject: lineSubject(line.id), orderId: line.orderId, problems: [] })),
    {
      subject: invoiceSubject(id),
      orderId,
      problems: decimal.isZero(money)
        ? []
        : [
            problem(
              "invoice-cancelled-after-capture",
              { number, orderId, amount: money, currency: standing[0]?.currency ?? "" },
              number,
            ),
          ],
    },
  ]);
}
