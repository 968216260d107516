import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { TaskKind } from "#app/tasks/kind.ts";
import { TaskLater } from "#app/tasks/outcome.ts";
import { sortShopifyError } from "#app/tasks/shopify-error-class.ts";
import { bankWords } from "../bank-words.ts";
import { presentment } from "#app/domain/orders/snapshot/transactions.ts";
import { readMoneyOf } from "../read-money.server.ts";
import { captureFailed, lineCaptured } from "./line-captured.server.ts";

const payload = z.object({ lineId: z.string(), orderId: z.string(), captureId: z.string() });
const result = z.discriminatedUnion("outcome", [
  z.object({ outcome: z.literal("captured"), amount: z.string(), currency: z.string() }),
  z.object({ outcome: z.literal("failed"), message: z.string() }),
  /** Somebody else saw the end first. */
  z.object({ outcome: z.literal("over") }),
]);

/** How often a bank that has not answered is asked again. */
const ASK_MS = 60_000;

/** Watches a capture that Shopify took with the answer pending, to its end. */
export const awaitCapture: TaskKind<z.infer<typeof payload>, z.infer<typeof result>> = {
  kind: "awaitCapture",
  payload,
  result,
  key: ({ captureId }) => captureId,
  settleMs: () => 0,
  lookUp: () => Promise.resolve({ found: "none" }),
  async act({ shop, payload: { lineId, orderId, captureId }, traceId }) {
    const line = await db.paymentLine.findFirst({ where: { shop, id: lineId } });
    if (line?.state !== "pending" || line.captureId !== captureId) return { outcome: "over" };
    const { money } = await readMoneyOf(shop, orderId, traceId);
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
  sortError: sortShopifyError,
  onDone: (tx, { shop, payload: subject }, end) => captureEnded(tx, shop, subject, end),
};

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
