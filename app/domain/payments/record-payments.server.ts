import type { InvoiceId, OrderId } from "#app/lib/ids.ts";
import { recordSkipped } from "#app/domain/skipped/record-skipped.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { marketplaceForbids } from "#app/domain/marketplace/marketplace.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { OrderInvoices } from "./order-invoices.server.ts";
import {
  counts,
  loadInvoices,
  lockOrder,
  ownCaptureIds,
  plannedOf,
  postedOf,
} from "./order-invoices.server.ts";
import type { OrderMoney, Payment } from "#app/domain/orders/snapshot/order-money.ts";
import type { CapturePlan, PlannedLine } from "./plan-captures.ts";
import { planCaptures } from "./plan-captures.ts";
import { registerPaymentsOf } from "./registrations.server.ts";
import { enqueueCaptures, linesToSave, saveLines } from "./save-lines.server.ts";
import { asJson, invoiceRead, invoiceSubject } from "./settle.server.ts";

interface Subject {
  invoiceId: InvoiceId;
  orderId: OrderId;
}

export interface Reading {
  money: OrderMoney;
  complete: boolean;
  /** As in CaptureInput. */
  apart: Decimal;
  by: string;
}

/** What was read becomes payment lines and capture tasks, in the transaction that makes the reading done. */
export async function paymentsRead(
  tx: Tx,
  shop: string,
  { invoiceId, orderId }: Subject,
  { money, complete, apart, by }: Reading,
): Promise<void> {
  await lockOrder(tx, shop, orderId);
  const all = (await loadInvoices(shop, [orderId], tx)).get(orderId);
  const invoice = all?.invoices.find(({ id }) => id === invoiceId);
  if (!all?.card || invoice?.state !== "reading" || !counts(invoice)) return;
  const { settings } = all.card;
  const posted = all.invoices.filter(({ ordinal }) => ordinal <= invoice.ordinal);
  const plan = planCaptures({
    posted: postedOf({
      invoices: posted,
      settled: posted.length === all.invoices.length ? all.settled : "0",
    }),
    order: { ...money, offDocument: all.offDocument },
    payments: withStored(money.payments, all),
    planned: plannedOf(all, invoiceId),
    ours: ownCaptureIds(all.lines),
    settings,
    complete,
    apart,
    at: now(),
  });
  const forbidden = marketplaceForbids(money, settings.channelCaptures).get("capture");
  const lines = forbidden
    ? plan.lines.map(leftTo("channel", forbidden))
    : settings.capturePolicy === "never"
      ? plan.lines.map(leftTo("nothing", problem("capture-off")))
      : plan.lines;
  const toSave = linesToSave(
    all.lines.filter((line) => line.invoiceId === invoiceId),
    lines,
  );
  const tasks = await enqueueCaptures(
    tx,
    shop,
    toSave
      .filter(({ line }) => line.state === "open")
      .map(({ id, isNew }) => ({ id, isNew, orderId })),
    { orderName: invoice.orderName ?? money.name, complete, byHand: false, by, apart },
  );
  const problems = await saveLines(tx, shop, { id: invoiceId, orderId }, { lines: toSave, tasks });
  const reason =
    lines.length > 0
      ? null
      : settings.capturePolicy === "never"
        ? problem("capture-off")
        : problem(decimal.isZero(plan.short) ? "paid-already" : "nothing-to-capture", { orderId });
  await invoiceRead(tx, shop, invoiceId, reason);
  await setProblems(tx, shop, "payment", [
    ...problems,
    {
      subject: invoiceSubject(invoiceId),
      orderId,
      problems:
        forbidden || settings.capturePolicy === "never"
          ? []
          : apartFromInvoices(plan, orderId, invoice.number),
    },
  ]);
  if (
    settings.capturePolicy === "never" &&
    !forbidden &&
    plan.lines.some(({ amount }) => !decimal.isZero(amount))
  ) {
    await recordSkipped(
      tx,
      shop,
      [
        {
          what: "invoice",
          recordId: invoiceId,
          number: invoice.number,
          orderId,
          reason: problem("capture-off"),
        },
      ],
      "app",
    );
  }
  await registerPaymentsOf(tx, shop, all, { payments: money.payments, complete });
}

/** The line as a marketplace's, or as one that nobody wants captured: with what there is, and nothing to do. What has its own end keeps it. */
const leftTo =
  (state: "channel" | "nothing", reason: ProblemValue) =>
  (line: PlannedLine): PlannedLine =>
    line.state === "open" || line.state === "later" || !decimal.isZero(line.capturable)
      ? { ...line, amount: "0", state, reason }
      : line;

/** Captures of ours that the reading was made just too early to see. */
function withStored(payments: readonly Payment[], { lines }: OrderInvoices): Payment[] {
  const missing = lines.filter(
    ({ captureId, state }) =>
      captureId !== null &&
      (state === "captured" || state === "pending") &&
      !payments.some(({ id }) => id === captureId),
  );
  return [
    ...payments,
    ...missing.flatMap((line) => {
      const parent = payments.find(({ id }) => id === line.transactionId);
      const amount = { amount: line.amount, currency: line.currency };
      return parent
        ? [
            {
              ...parent,
              id: line.captureId ?? "",
              parentId: parent.id,
              kind: "CAPTURE",
              status: "SUCCESS",
              amount: { shop: amount, presentment: amount },
              authorizationExpiresAt: null,
            },
          ]
        : [];
    }),
  ];
}

/** Where captures and invoices do not come to the same. Orders without any authorization are paid another way, and nobody expects us to capture. */
function apartFromInvoices(
  { lines, short, beyond, currency }: CapturePlan,
  orderId: OrderId,
  number: string,
): ProblemValue[] {
  if (lines.length === 0) return [];
  return [
    ...(decimal.isZero(short)
      ? []
      : [problem("capture-short", { orderId, number, missing: short, currency }, number)]),
    ...(decimal.isZero(beyond)
      ? []
      : [problem("capture-beyond", { orderId, number, beyond, currency }, number)]),
  ];
}

export async function paymentsFailed(
  tx: Tx,
  shop: string,
  { invoiceId, orderId }: Subject,
  failure: ProblemValue,
): Promise<void> {
  const { count } = await tx.postedInvoice.updateMany({
    where: { shop, id: invoiceId, state: "reading" },
    data: { state: "failed", reason: asJson(failure), updatedAt: now() },
  });
  if (count > 0)
    await setProblems(tx, shop, "payment", [
      { subject: invoiceSubject(invoiceId), orderId, problems: [failure] },
    ]);
}
