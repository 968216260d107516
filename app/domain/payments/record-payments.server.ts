import { lockOrders } from "#app/domain/orders/lock-orders.server.ts";
import type { InvoiceId, OrderId } from "#app/lib/ids.ts";
import type { Skipped } from "#app/domain/skipped/record-skipped.server.ts";
import { recordSkipped } from "#app/domain/skipped/record-skipped.server.ts";
import type { Tx } from "#app/db/client.server.ts";
import { marketplaceForbids } from "#app/domain/marketplace/marketplace.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { SubjectProblems } from "#app/domain/problems/problems.server.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Decimal } from "#app/money/decimal.ts";
import * as decimal from "#app/money/decimal.ts";
import type { OrderInvoice, OrderInvoices } from "./order-invoices.server.ts";
import {
  counts,
  loadInvoices,
  ownCaptureIds,
  plannedOf,
  postedOf,
} from "./order-invoices.server.ts";
import type { OrderMoney, Payment } from "#app/domain/orders/snapshot/order-money.ts";
import type { CapturePlan, PlannedLine } from "./plan-captures.ts";
import { planCaptures } from "./plan-captures.ts";
import { registerPaymentsOf } from "./registrations.server.ts";
import type { LineToSave } from "./save-lines.server.ts";
import { enqueueCaptures, linesToSave, problemsOfLines, saveLines } from "./save-lines.server.ts";
import { asJson, invoicesRead, invoiceSubject } from "./settle.server.ts";

interface Subject {
  invoiceId: InvoiceId;
  orderId: OrderId;
}

/** The payments of an invoice's order, as they were read. */
export interface Reading extends Subject {
  money: OrderMoney;
  complete: boolean;
  /** As in CaptureInput. */
  apart: Decimal;
  by: string;
}

/** A reading beside all that is posted for its order. */
interface Read extends Reading {
  all: OrderInvoices & { card: NonNullable<OrderInvoices["card"]> };
  invoice: OrderInvoice;
}

/** What was read for invoices of different orders becomes payment lines and capture tasks, in the transaction that makes the readings done. */
export async function paymentsRead(
  tx: Tx,
  shop: string,
  readings: readonly Reading[],
): Promise<void> {
  const orderIds = readings.map(({ orderId }) => orderId);
  await lockOrders(tx, shop, orderIds);
  const posted = await loadInvoices(shop, orderIds, tx);
  const planned = readings.flatMap((reading): Planned[] => {
    const all = posted.get(reading.orderId);
    const invoice = all?.invoices.find(({ id }) => id === reading.invoiceId);
    return all?.card && invoice?.state === "reading" && counts(invoice)
      ? [planOf({ ...reading, all: { ...all, card: all.card }, invoice })]
      : [];
  });
  const tasks = await enqueueCaptures(
    tx,
    shop,
    planned.flatMap(({ toSave, orderId, invoice, money, ...reading }) =>
      toSave
        .filter(({ line }) => line.state === "open")
        .map(({ id, isNew }) => {
          const orderName = invoice.orderName ?? money.name;
          return { ...reading, id, isNew, orderId, orderName, byHand: false };
        }),
    ),
  );
  await saveLines(tx, shop, planned, tasks);
  await invoicesRead(tx, shop, planned);
  await setProblems(
    tx,
    shop,
    "payment",
    planned.flatMap(({ problems }) => problems),
  );
  await recordSkipped(
    tx,
    shop,
    planned.flatMap((one) => (one.capturesNothing ? [skippedInvoice(one)] : [])),
    "app",
  );
  for (const { all, money, complete } of planned)
    await registerPaymentsOf(tx, shop, all, { payments: money.payments, complete });
}

interface Planned extends Read {
  toSave: LineToSave[];
  problems: SubjectProblems[];
  /** Why the invoice has no lines. */
  reason: ProblemValue | null;
  /** There is something to capture, and the card says that nothing is captured. */
  capturesNothing: boolean;
}

function planOf(read: Read): Planned {
  const { orderId, invoiceId, invoice, money, all } = read;
  const { settings } = all.card;
  const never = settings.capturePolicy === "never";
  const plan = planOfInvoice(read);
  const forbidden = marketplaceForbids(money, settings.channelCaptures).get("capture");
  const lines = forbidden
    ? plan.lines.map(leftTo("channel", forbidden))
    : never
      ? plan.lines.map(leftTo("nothing", problem("capture-off")))
      : plan.lines;
  const toSave = linesToSave(
    all.lines.filter((line) => line.invoiceId === invoiceId),
    lines,
  );
  const reason =
    lines.length > 0
      ? null
      : never
        ? problem("capture-off")
        : problem(decimal.isZero(plan.short) ? "paid-already" : "nothing-to-capture", { orderId });
  const apart = forbidden || never ? [] : apartFromInvoices(plan, orderId, invoice.number);
  return {
    ...read,
    toSave,
    reason,
    problems: [
      ...problemsOfLines(toSave, orderId),
      { subject: invoiceSubject(invoiceId), orderId, problems: apart },
    ],
    capturesNothing:
      never && !forbidden && plan.lines.some(({ amount }) => !decimal.isZero(amount)),
  };
}

function planOfInvoice({ invoice, money, complete, apart, all }: Read): CapturePlan {
  const posted = all.invoices.filter(({ ordinal }) => ordinal <= invoice.ordinal);
  return planCaptures({
    posted: postedOf({
      invoices: posted,
      settled: posted.length === all.invoices.length ? all.settled : "0",
    }),
    order: { ...money, offDocument: all.offDocument },
    payments: withStored(money.payments, all),
    planned: plannedOf(all, invoice.id),
    ours: ownCaptureIds(all.lines),
    settings: all.card.settings,
    complete,
    apart,
    at: now(),
  });
}

const skippedInvoice = ({ invoiceId, orderId, invoice: { number } }: Planned): Skipped => ({
  what: "invoice",
  recordId: invoiceId,
  number,
  orderId,
  reason: problem("capture-off"),
});

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
    ...missing.flatMap(({ captureId, ...line }) => {
      const parent = payments.find(({ id }) => id === line.transactionId);
      const amount = { amount: line.amount, currency: line.currency };
      return parent && captureId !== null
        ? [
            {
              ...parent,
              id: captureId,
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
