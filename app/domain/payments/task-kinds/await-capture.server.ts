import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { OrderId, TransactionId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { watchesShopify } from "#app/tasks/on-shopify.ts";
import { TaskLater } from "#app/tasks/outcome.ts";
import { bankWords } from "../bank-words.ts";
import { presentment } from "#app/domain/orders/snapshot/transactions.ts";
import { readMoneyOf } from "../read-money.server.ts";
import { captureFailed, lineCaptured } from "./line-captured.server.ts";

const payload = z.object({ lineId: z.string(), orderId: OrderId, captureId: TransactionId });
const result = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("captured"), amount: z.string(), currency: z.string() }),
  z.object({ outcome: z.literal("failed"), message: z.string() }),
  /** Somebody else saw the end first. */
  z.object({ outcome: z.literal("over") }),
]);

/** How often a bank that has not answered is asked again. */
const ASK_MS = 60_000;

/** Watches a capture that Shopify took with the answer pending, to its end. */
export const awaitCapture = defineTask({
  ...watchesShopify,
  kind: "awaitCapture",
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  key: ({ captureId }) => captureId,
  async prepare({ shop, payload: { lineId, orderId, captureId }, traceId }) {
    const line = await db.paymentLine.findFirst({ where: { shop, id: lineId } });
    const waits = line?.state === "pending" && line.captureId === captureId;
    return { evidence: null, plan: waits ? await readMoneyOf(shop, orderId, traceId) : null };
  },
  async act({ payload: { orderId, captureId } }, read): Promise<z.infer<typeof result>> {
    if (read === null) return { outcome: "over" };
    const { money } = read;
    const capture = money?.payments.find(({ id }) => id === captureId);
    if (capture?.status === "PENDING")
      throw new TaskLater(problem("capture-pending", { orderId }), ASK_MS);
    if (capture?.status === "SUCCESS")
      return {
        outcome: "captured",
        amount: presentment(capture),
        currency: capture.amount.presentment.currency,
      };
    return {
      outcome: "failed",
      message: capture
        ? bankWords(capture.errorCode, capture.status)
        : "the capture is not there any more",
    };
  },
  onDone: (tx, { shop, payload: subject }, end) => captureEnded(tx, shop, subject, end),
});

/** A pending capture's end; written once, whoever sees it first. */
export async function captureEnded(
  tx: Parameters<typeof lineCaptured>[0],
  shop: string,
  subject: z.infer<typeof payload>,
  end: z.infer<typeof result>,
): Promise<void> {
  const { lineId, orderId, captureId } = subject;
  const [line] = await tx.$queryRaw<
    { state: string }[]
  >`SELECT state FROM "PaymentLine" WHERE shop = ${shop} AND id = ${lineId}::uuid AND "captureId" = ${captureId} FOR UPDATE`;
  if (line?.state !== "pending" || end.outcome === "over") return;
  if (end.outcome === "captured")
    await lineCaptured(
      tx,
      shop,
      { lineId, orderId },
      { captureId, amount: end.amount, currency: end.currency },
    );
  else
    await captureFailed(
      tx,
      shop,
      { lineId, orderId },
      problem("capture-failed", { orderId, message: end.message }, end.message),
    );
}
