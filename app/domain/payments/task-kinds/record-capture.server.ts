import { z } from "zod";
import type { Tx } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";
import { settleLine } from "../settle.server.ts";
import { awaitCapture } from "./await-capture.server.ts";
import { lineCaptured } from "./line-captured.server.ts";

const problemSchema = z.object({
  kind: z.string(),
  params: z.record(z.string(), z.json()),
  cause: z.string(),
});

export const captureResultSchema = z.discriminatedUnion("outcome", [
  z.object({
    outcome: z.enum(["captured", "pending"]),
    captureId: z.string(),
    amount: z.string(),
    currency: z.string(),
    gateway: z.string(),
  }),
  /** Nothing was sent; why. */
  z.object({
    outcome: z.literal("nothing"),
    state: z.enum(["nothing", "elsewhere", "channel"]),
    reason: problemSchema,
  }),
]);
export type CaptureResult = z.infer<typeof captureResultSchema>;

interface Subject {
  lineId: string;
  orderId: string;
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
  const { captureId, amount, currency } = result;
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
