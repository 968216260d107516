import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { ErpError } from "#app/erp/errors.ts";
import { now } from "#app/lib/clock.ts";
import { type CardId, OrderId, type TaskId, type TransactionId } from "#app/lib/ids.ts";
import * as decimal from "#app/money/decimal.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { CapturePaymentDocument } from "#app/shopify/generated/admin.ts";
import type { LookUp, TaskContext } from "#app/tasks/kind.ts";
import { added, storedJson } from "#app/lib/stored-json.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { TaskLater, TaskStop, TaskWait } from "#app/tasks/outcome.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { bankWords } from "../bank-words.ts";
import { captureRefusal } from "../capture-refusal.ts";
import type { CaptureDecision } from "../decide-capture.ts";
import { decideCapture } from "../decide-capture.ts";
import { paymentFromShopify } from "../money-from-shopify.ts";
import {
  counts,
  lastCaptureAt,
  loadInvoices,
  ownCaptureIds,
  postedOf,
  skippedOf,
} from "../order-invoices.server.ts";
import type { OrderMoney } from "#app/domain/orders/snapshot/order-money.ts";
import { capturesOf, presentment } from "#app/domain/orders/snapshot/transactions.ts";
import {
  CAPTURE_FRESH_MS,
  forgetMoney,
  nextOrders,
  readMoneyAhead,
  readMoneyOf,
} from "../read-money.server.ts";
import { keyInRound } from "../rounds.server.ts";
import { captureFailed, captureWaits } from "./line-captured.server.ts";
import type { CaptureResult } from "./record-capture.server.ts";
import { captureDone, storedCaptureResult } from "./record-capture.server.ts";

const payload = z.object({
  lineId: z.string(),
  orderId: OrderId,
  round: z.number().int().min(1),
  complete: z.boolean(),
  byHand: z.boolean(),
  apart: z.string(),
});
export type CapturePayment = z.infer<typeof payload>;
type Context = TaskContext<CapturePayment>;

/** When to ask again whether the order's other capture is over; apart for each task, so that two do not keep stepping aside for each other. */
const asideMs = (taskId: TaskId): number =>
  2_000 + (Number.parseInt(taskId.slice(0, 4), 16) % 3_000);

/** Committed before the call leaves: captures of the authorization that stand already, and the amount that will be asked for. */
const evidenceSchema = z.object({
  captures: z.array(z.string()),
  amount: z.string().nullable(),
  /** What the invoices come to beyond what the order owes, as the capture that follows was decided. */
  beyond: z.string(),
});

interface Decided {
  decision: CaptureDecision;
  money: OrderMoney;
  transactionId: TransactionId;
  cardId: CardId | null;
}

/**
 * A reading of a moment ago serves where nothing can go wrong by it: an authorization that allows one capture refuses a second. Any other is read again
 * right before acting, and so is whatever is looked up or tried again.
 */
async function decide(context: Context): Promise<Decided> {
  const {
    shop,
    taskId,
    payload: { lineId, orderId, complete, byHand, apart },
    traceId,
  } = context;
  const all = (await loadInvoices(shop, [orderId])).get(orderId);
  // One capture of an order at a time: so a lost answer is told apart from the order's next capture of the same amount.
  if (all?.capturing.some((id) => id !== taskId))
    throw new TaskLater(problem("capture-pending", { orderId }), asideMs(taskId));
  const line = all?.lines.find(({ id }) => id === lineId);
  const invoice = all?.invoices.find(({ id }) => id === line?.invoiceId);
  if (!all || !line || !invoice || !all.card)
    throw new Error(`the payment line ${lineId} is not there`);
  const ahead = !context.triedBefore && !line.multiCapturable && !byHand;
  const { money } = ahead
    ? await readMoneyAhead(shop, orderId, {
        freshMs: CAPTURE_FRESH_MS,
        next: () => nextOrders(context),
        changedAt: lastCaptureAt(all.lines),
        traceId,
      })
    : await readMoneyOf(shop, orderId, traceId);
  forgetMoney(shop, orderId);
  const params = { number: invoice.number, orderId };
  if (!money) throw new TaskStop(problem("order-missing", params, orderId));
  const base = { money, transactionId: line.transactionId, cardId: all.card.id };
  if (!counts(invoice))
    return {
      ...base,
      decision: {
        do: "nothing",
        state: "nothing",
        reason:
          invoice.state === "skipped"
            ? problem("paid-already", params)
            : problem("invoice-cancelled", params),
      },
    };
  const others = all.lines.some(
    ({ id, transactionId, state }) =>
      id !== lineId && transactionId === line.transactionId && state === "open",
  );
  const decision = decideCapture(
    money,
    {
      transactionId: line.transactionId,
      amount: line.amount,
      posted: postedOf(all),
      skipped: skippedOf(all),
      offDocument: all.offDocument,
      ours: ownCaptureIds(all.lines),
      settings: all.card.settings,
      apart,
      last: complete && !others,
      byHand,
    },
    now(),
  );
  return { ...base, decision };
}

const heldCaptures = ({ money, transactionId }: Decided): TransactionId[] =>
  money.payments
    .filter(({ kind, parentId }) => kind === "CAPTURE" && parentId === transactionId)
    .map(({ id }) => id);

/** Captures one authorized payment as far as an invoice lets us (PAY-1, PAY-2). */
export const capturePayment = defineTask({
  ...onShopify,
  kind: "capturePayment",
  payload: storedJson("payload", payload, [added("apart", "0")]),
  result: storedCaptureResult,
  evidence: storedJson("evidence", evidenceSchema, [added("beyond", "0")]),
  key: ({ lineId, round }) => keyInRound(lineId, round),
  async prepare(context) {
    const plan = await decide(context);
    if (plan.decision.do === "wait") {
      await captureWaits(context.shop, context.payload, plan.decision.reason);
      throw new TaskWait(plan.decision.reason);
    }
    const evidence = {
      captures: heldCaptures(plan),
      amount: plan.decision.do === "capture" ? plan.decision.amount : null,
      beyond: plan.decision.do === "capture" ? plan.decision.beyond : "0",
    };
    return { evidence, plan };
  },
  async lookUp(context, evidence): Promise<LookUp<CaptureResult>> {
    const {
      shop,
      payload: { lineId, orderId },
    } = context;
    const { amount, beyond } = evidence;
    if (amount === null) return { found: "none" };
    const { money } = await readMoneyOf(shop, orderId, context.traceId);
    const line = await db.paymentLine.findFirst({ where: { shop, id: lineId } });
    if (!money || !line) return { found: "none" };
    // Failed ones left nothing behind and do not count.
    const fresh = capturesOf(money.payments, line.transactionId).filter(
      (capture) =>
        !evidence.captures.includes(capture.id) &&
        decimal.compare(presentment(capture), amount) === 0,
    );
    const others = await db.paymentLine.findMany({
      where: { shop, orderId, id: { not: lineId }, captureId: { in: fresh.map(({ id }) => id) } },
      select: { captureId: true },
    });
    const mine = fresh.filter(({ id }) => !others.some(({ captureId }) => captureId === id));
    const [one, ...more] = mine;
    if (!one) return { found: "none" };
    if (more.length > 0) return { found: "many", ids: mine.map(({ id }) => id) };
    return {
      found: "one",
      result: {
        outcome: one.status === "PENDING" ? "pending" : "captured",
        captureId: one.id,
        amount: presentment(one),
        currency: one.amount.presentment.currency,
        gateway: one.gateway ?? "",
        beyond,
      },
    };
  },
  async act(context, ready): Promise<CaptureResult> {
    const {
      shop,
      payload: { orderId },
      traceId,
    } = context;
    const { decision } = ready;
    if (decision.do === "stop" || decision.do === "wait") throw new TaskStop(decision.reason);
    if (decision.do === "nothing")
      return { outcome: "nothing", state: decision.state, reason: decision.reason };
    const { amount, currency } = decision;
    const answer = await shopifyRequest(
      shop,
      CapturePaymentDocument,
      {
        input: {
          id: orderId,
          parentTransactionId: ready.transactionId,
          amount,
          ...(decision.sendCurrency ? { currency: currency } : {}),
          ...(decision.final ? { finalCapture: true } : {}),
        },
      },
      { orderId, traceId, ...(ready.cardId ? { cardId: ready.cardId } : {}) },
    );
    const params = { number: ready.money.name, orderId };
    if (!answer.ok && answer.error.kind === "userErrors") {
      const refusal = captureRefusal(answer.error.userErrors ?? [], params);
      if (refusal.kind === "changed")
        throw new ErpError({
          class: "versionConflict",
          message: `Shopify said: ${refusal.message}`,
        });
      throw new TaskStop(refusal.problem);
    }
    if (!answer.ok) failShopifyCall(answer.error);
    const made = answer.value.orderCapture?.transaction;
    if (!made)
      throw new ErpError({
        class: "ambiguous",
        message: "Shopify answered without a transaction.",
      });
    const capture = paymentFromShopify(made);
    if (capture.status === "SUCCESS" || capture.status === "PENDING") {
      return {
        outcome: capture.status === "PENDING" ? "pending" : "captured",
        captureId: capture.id,
        amount: presentment(capture),
        currency,
        gateway: capture.gateway ?? "",
        beyond: decision.beyond,
      };
    }
    const message = bankWords(capture.errorCode, capture.status);
    // It failed for certain and left nothing behind: a retry captures anew.
    throw new TaskStop(problem("capture-failed", { ...params, message }, message));
  },
  onDone: (tx, context, result) => captureDone(tx, context.shop, context.payload, result),
  onFailed: (tx, context, failure) => captureFailed(tx, context.shop, context.payload, failure),
});
