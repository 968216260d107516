import { type OrderId, TransactionId } from "#app/lib/ids.ts";
import { z } from "zod";
import type { Tx } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { raiseProblem } from "#app/domain/problems/problems.server.ts";
import { added, storedJson } from "#app/lib/stored-json.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { invoiceSubject, settleLine } from "../settle.server.ts";
import { awaitCapture } from "./await-capture.server.ts";
import { lineCaptured } from "./line-captured.server.ts";

const problemSchema = z.object({
  kind: z.string(),
  params: z.record(z.string(), z.json()),
  cause: z.string(),
});

const captureResultSchema = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.enum(["captured", "pending"]),
    captureId: TransactionId,
    amount: z.string(),
    currency: z.string(),
    gateway: z.string(),
    /** What the invoice allowed and the order did not owe any more, when that came out right before the capture. */
    beyond: z.string(),
  }),
  /** Nothing was sent; why. */
  z.object({
    outcome: z.literal("nothing"),
    state: z.enum(["nothing", "elsewhere", "channel"]),
    reason: problemSchema,
  }),
]);
export type CaptureResult = z.infer<typeof captureResultSchema>;

/** `Task.result` of a capture. */
export const storedCaptureResult = storedJson("result", captureResultSchema, [
  (before) =>
    "outcome" in before && before.outcome === "nothing" ? before : added("beyond", "0")(before),
]);

interface Subject {
  lineId: string;
  orderId: OrderId;
}

export async function captureDone(
  tx: Tx,
  shop: string,
  { lineId, orderId }: Subject,
  result: CaptureResult,
): Promise<void> {
  if (result.outcome === "nothing") {
    const line = await tx.paymentLine.findFirst({
      where: { shop, id: lineId },
      select: { state: true },
    });
    if (line?.state !== "skipped")
      await settleLine(tx, shop, lineId, { state: result.state, reason: result.reason });
    return;
  }
  const { captureId, amount, currency, beyond } = result;
  if (!decimal.isZero(beyond)) await noteBeyond(tx, shop, lineId, { beyond, currency });
  if (result.outcome === "pending") {
    await settleLine(tx, shop, lineId, {
      state: "pending",
      reason: problem("capture-pending", { orderId }),
      captureId,
      amount,
    });
    const order = await tx.order.findUnique({
      where: { shop_orderId: { shop, orderId } },
      select: { name: true },
    });
    await enqueueTask(tx, awaitCapture, {
      shop,
      orderId,
      ...(order ? { orderName: order.name } : {}),
      createdBy: "app",
      payload: { lineId, orderId, captureId },
    });
    return;
  }
  await lineCaptured(tx, shop, { lineId, orderId }, { captureId, amount, currency });
}

/** The order became smaller between planning the capture and making it: its invoice says so. */
async function noteBeyond(
  tx: Tx,
  shop: string,
  lineId: string,
  { beyond, currency }: { beyond: Decimal; currency: string },
): Promise<void> {
  const { invoice, invoiceId, orderId } = await tx.paymentLine.findFirstOrThrow({
    where: { shop, id: lineId },
    include: { invoice: true },
  });
  const { number } = invoice;
  const found = problem("capture-beyond", { orderId, number, beyond, currency }, number);
  await raiseProblem(tx, shop, "payment", {
    subject: invoiceSubject(invoiceId),
    orderId,
    problem: found,
  });
}
