import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import type { PaymentLine } from "#app/db/generated/client.ts";
import { marketplaceForbids } from "#app/domain/marketplace/marketplace.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import { ErpError } from "#app/erp/errors.ts";
import { ShopifyCallFailed } from "#app/tasks/shopify-error-class.ts";
import { TaskStop } from "#app/tasks/outcome.ts";
import { skipPlannedOf } from "#app/tasks/task-actions.server.ts";
import {
  captureUnderWay,
  counts,
  loadInvoices,
  lockOrder,
  ownCaptureIds,
  plannedOf,
  postedOf,
} from "./order-invoices.server.ts";
import type { OrderMoney } from "#app/domain/orders/snapshot/order-money.ts";
import { isAuthorization } from "#app/domain/orders/snapshot/transactions.ts";
import { planCaptures } from "./plan-captures.ts";
import { readMoneyOf } from "./read-money.server.ts";
import { readPaymentsOf } from "./read-payments.server.ts";
import { enqueueCaptures } from "./save-lines.server.ts";
import {
  asJson,
  invoiceSubject,
  lineSubject,
  recordSkipped,
  settleInvoices,
  settleLine,
} from "./settle.server.ts";
import { ORDER_GID } from "#app/shopify/gid.ts";
import { isOut } from "#app/tasks/states.ts";

export type PaymentRefusal =
  | { kind: "not-found" }
  | { kind: "reason-missing" }
  /** What it is doing now does not allow it; `state` is the line's or the invoice's. */
  | { kind: "not-now"; state: string }
  /** Nothing can be captured, and why. */
  | { kind: "refused"; problem: ProblemValue };

/** Captures what is due of a payment line now: by a person's click, also where the card captures nothing by itself or waits for the completing invoice. */
export async function captureLine(
  shop: string,
  lineId: string,
  by: string,
): Promise<Result<{ amount: Decimal; currency: string }, PaymentRefusal>> {
  const line = isUuid(lineId)
    ? await db.paymentLine.findFirst({ where: { shop, id: lineId }, include: { invoice: true } })
    : null;
  if (!line) return err({ kind: "not-found" });
  if (!CAPTURABLE.has(line.state)) return err({ kind: "not-now", state: line.state });
  if (!counts(line.invoice)) return err({ kind: "not-now", state: line.invoice.state });
  if (await captureUnderWay(shop, line.orderId, null))
    return err({ kind: "not-now", state: "capturing" });
  const read = await readNow(shop, line.orderId);
  if (!read.ok) return read;
  return db.$transaction(async (tx) => {
    await lockOrder(tx, shop, line.orderId);
    const all = (await loadInvoices(shop, [line.orderId], tx)).get(line.orderId);
    const current = all?.lines.find(({ id }) => id === lineId);
    if (!all?.card || !current) return err({ kind: "not-found" });
    if (current.updatedAt.getTime() !== line.updatedAt.getTime())
      return err({ kind: "not-now", state: current.state });
    const forbidden = marketplaceForbids(read.value, all.card.settings.channelCaptures).get(
      "capture",
    );
    if (forbidden) return err({ kind: "refused", problem: forbidden });
    const waiting = { ...all, lines: all.lines.filter(({ id }) => id !== lineId) };
    const {
      lines: [planned],
      currency,
    } = planCaptures({
      posted: postedOf(all.invoices),
      order: read.value,
      payments: read.value.payments.filter(
        (payment) => !isAuthorization(payment) || payment.id === line.transactionId,
      ),
      planned: plannedOf(waiting, ""),
      ours: ownCaptureIds(all.lines),
      settings: all.card.settings,
      complete: false,
      force: line.transactionId,
      at: now(),
    });
    if (!planned || decimal.isZero(planned.amount))
      return err({
        kind: "refused",
        problem: planned?.reason ?? problem("nothing-to-capture", { orderId: line.orderId }),
      });
    await settleLine(tx, shop, lineId, { state: "open", amount: planned.amount });
    await enqueueCaptures(tx, shop, [line], {
      orderName: read.value.name,
      complete: false,
      byHand: true,
      by,
    });
    return ok({ amount: planned.amount, currency });
  });
}

const CAPTURABLE = new Set(["open", "later", "failed", "nothing", "skipped", "channel"]);

async function readNow(shop: string, orderId: string): Promise<Result<OrderMoney, PaymentRefusal>> {
  try {
    const { money } = await readMoneyOf(shop, orderId, randomUUID());
    return money
      ? ok(money)
      : err({
          kind: "refused",
          problem: problem("order-missing", { number: orderId, orderId }, orderId),
        });
  } catch (error) {
    if (error instanceof TaskStop) return err({ kind: "refused", problem: error.problem });
    if (error instanceof ShopifyCallFailed || error instanceof ErpError)
      return err({
        kind: "refused",
        problem: problem("capture-failed", { orderId, message: error.message }, error.message),
      });
    throw error;
  }
}

const RETRIED = ["failed", "nothing", "skipped", "channel", "open"];

/** Reads the payments of these invoices anew and captures what is due; what is captured stays captured. Returns how many go. */
export async function retryInvoices(
  shop: string,
  ids: readonly string[],
  by: string,
): Promise<number> {
  const wanted = ids.filter(isUuid);
  if (wanted.length === 0) return 0;
  return db.$transaction(async (tx) => {
    await findOrders(tx, shop, wanted);
    const rows = await tx.postedInvoice.findMany({
      where: {
        shop,
        id: { in: wanted },
        state: { in: RETRIED },
        orderId: { not: null },
        status: { notIn: ["cancelled", "reopened"] },
      },
      select: { id: true, orderId: true, state: true },
    });
    const again = rows.map(({ id }) => id);
    await tx.paymentLine.updateMany({
      where: {
        shop,
        invoiceId: { in: rows.filter(({ state }) => state === "skipped").map(({ id }) => id) },
        state: "skipped",
      },
      data: { state: "nothing", updatedAt: now() },
    });
    await tx.postedInvoice.updateMany({
      where: { shop, id: { in: again } },
      data: { state: "new", reason: asJson(null), updatedAt: now() },
    });
    await setProblems(
      tx,
      shop,
      "payment",
      rows.map(({ id, orderId }) => ({ subject: invoiceSubject(id), orderId, problems: [] })),
    );
    return readPaymentsOf(tx, shop, { ids: again }, by);
  });
}

/** An invoice whose order was not here may find it now. */
async function findOrders(tx: Tx, shop: string, ids: readonly string[]): Promise<void> {
  await tx.$executeRaw`
    UPDATE "PostedInvoice" i SET "orderId" = o."orderId", "orderName" = o.name, "cardId" = COALESCE(i."cardId", o."cardId"),
      ordinal = 1 + (SELECT count(*) FROM "PostedInvoice" p WHERE p.shop = i.shop AND p."orderId" = o."orderId")
    FROM "Order" o
    WHERE i.shop = ${shop} AND i.id = ANY(${[...ids]}::uuid[]) AND i."orderId" IS NULL AND o.shop = i.shop
      AND o."orderId" = ${ORDER_GID} || substring(i.event ->> 'externalKey' FROM '^SHOPIFY-S[OI]-([0-9]+)')`;
}

/** Puts an invoice aside: nothing is captured for it, now or with later invoices. */
export async function skipInvoice(
  shop: string,
  id: string,
  reason: string,
  by: string,
): Promise<Result<{ id: string }, PaymentRefusal>> {
  const text = reason.trim();
  if (text === "") return err({ kind: "reason-missing" });
  if (!isUuid(id)) return err({ kind: "not-found" });
  return db.$transaction(async (tx) => {
    const [invoice] = await tx.$queryRaw<
      { number: string; orderId: string | null; state: string }[]
    >`SELECT number, "orderId", state FROM "PostedInvoice" WHERE shop = ${shop} AND id = ${id}::uuid FOR UPDATE`;
    if (!invoice) return err({ kind: "not-found" });
    if (["cancelled", "skipped", "captured"].includes(invoice.state))
      return err({ kind: "not-now", state: invoice.state });
    const lines = await tx.paymentLine.findMany({ where: { shop, invoiceId: id } });
    // Money was taken for it: only the rest can be put aside, line by line.
    const standing = lines.find(({ state }) => state === "captured" || state === "pending");
    if (standing) return err({ kind: "not-now", state: standing.state });
    const tasks = await tx.task.findMany({
      where: {
        shop,
        OR: [
          { kind: "readPayments", key: { startsWith: id } },
          ...lines.map((line) => ({ kind: "capturePayment", key: { startsWith: line.id } })),
        ],
      },
      select: { id: true, state: true },
    });
    if (tasks.some(({ state }) => isOut(state)))
      return err({ kind: "not-now", state: "capturing" });
    const why = problem("skipped-by-hand", { by, text, number: invoice.number });
    await skipPlannedOf(
      tx,
      shop,
      tasks.map((task) => task.id),
      `Skipped by ${by}: ${text}`,
    );
    await tx.paymentLine.updateMany({
      where: { shop, invoiceId: id, state: { not: "elsewhere" } },
      data: { state: "skipped", reason: asJson(why), updatedAt: now() },
    });
    await tx.postedInvoice.updateMany({
      where: { shop, id },
      data: { state: "skipped", reason: asJson(why), updatedAt: now() },
    });
    await setProblems(tx, shop, "payment", [
      { subject: invoiceSubject(id), orderId: invoice.orderId, problems: [] },
      ...lines.map((line) => ({
        subject: lineSubject(line.id),
        orderId: line.orderId,
        problems: [],
      })),
    ]);
    await recordSkipped(
      tx,
      shop,
      [
        {
          what: "invoice",
          recordId: id,
          number: invoice.number,
          orderId: invoice.orderId,
          reason: why,
        },
      ],
      by,
    );
    return ok({ id });
  });
}

const SKIPPABLE_LINES = new Set(["open", "later", "failed", "nothing", "channel"]);

/** Puts one payment line aside; its amount is not captured with later invoices either. */
export async function skipPaymentLine(
  shop: string,
  lineId: string,
  reason: string,
  by: string,
): Promise<Result<{ id: string }, PaymentRefusal>> {
  const text = reason.trim();
  if (text === "") return err({ kind: "reason-missing" });
  if (!isUuid(lineId)) return err({ kind: "not-found" });
  return db.$transaction(async (tx) => {
    const [line] = await tx.$queryRaw<
      Pick<PaymentLine, "state" | "orderId" | "invoiceId">[]
    >`SELECT state, "orderId", "invoiceId" FROM "PaymentLine" WHERE shop = ${shop} AND id = ${lineId}::uuid FOR UPDATE`;
    if (!line) return err({ kind: "not-found" });
    if (!SKIPPABLE_LINES.has(line.state)) return err({ kind: "not-now", state: line.state });
    const tasks = await tx.task.findMany({
      where: { shop, kind: "capturePayment", key: { startsWith: lineId } },
      select: { id: true, state: true },
    });
    if (tasks.some(({ state }) => isOut(state)))
      return err({ kind: "not-now", state: "capturing" });
    const { number } = await tx.postedInvoice.findFirstOrThrow({
      where: { shop, id: line.invoiceId },
      select: { number: true },
    });
    const why = problem("skipped-by-hand", { by, text, number });
    await skipPlannedOf(
      tx,
      shop,
      tasks.map((task) => task.id),
      `Skipped by ${by}: ${text}`,
    );
    await settleLine(tx, shop, lineId, { state: "skipped", reason: why });
    await settleInvoices(tx, shop, [line.invoiceId]);
    await recordSkipped(
      tx,
      shop,
      [{ what: "paymentLine", recordId: lineId, number, orderId: line.orderId, reason: why }],
      by,
    );
    return ok({ id: lineId });
  });
}
