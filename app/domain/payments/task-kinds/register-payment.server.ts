import { z } from "zod";
import { db } from "#app/db/client.server.ts";
import { dayIn } from "#app/lib/day.ts";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import { mappingKey, mappingSchemas } from "#app/domain/mapping/kinds.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { raiseProblem, setProblems } from "#app/domain/problems/problems.server.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { now } from "#app/lib/clock.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { TaskWait } from "#app/tasks/outcome.ts";
import { numericId } from "#app/shopify/gid.ts";
import { recordEvents } from "#app/domain/timeline/timeline.server.ts";

/** Tasks that wait for a payment method go on when its mapping is saved. */
const UNMAPPED_GATEWAY = "unmapped-gateway";

const payload = z.object({
  connectionId: z.string(),
  cardId: z.string(),
  orderId: z.string(),
  orderName: z.string(),
  transactionId: z.string(),
  invoiceId: z.string(),
  ordinal: z.number().int().min(1),
  amount: z.string(),
  currency: z.string(),
  gateway: z.string(),
  at: z.string(),
});
type Payload = z.infer<typeof payload>;
const result = z.object({ id: z.string(), number: z.string().nullable(), method: z.string() });

/** The payment's share of one invoice: the transaction, and which of the order's invoices. */
const keyOf = ({ transactionId, ordinal, orderName }: Payload): ExternalKey => ({
  kind: "payment",
  shopifyId: numericId(transactionId),
  generation: ordinal,
  label: orderName,
});

const subjectOf = ({ transactionId, invoiceId }: Payload): string =>
  `registration:${transactionId}/${invoiceId}`;

/** Books a payment of Shopify on a posted invoice in the ERP (PAY-5). */
export const registerPayment = defineTask({
  ...onErp,
  kind: "registerPayment",
  payload,
  result,
  key: ({ connectionId, transactionId, invoiceId }) =>
    `${connectionId}/${transactionId}/${invoiceId}`,
  // The ERP answers the same payment for the same key: asking again is the look-up.
  async prepare(context) {
    const {
      shop,
      payload: { cardId, gateway, invoiceId, orderId, at },
    } = context;
    const row = await db.mapping.findFirst({
      where: { shop, cardId, kind: "paymentMethod", key: mappingKey.paymentMethod(gateway) },
    });
    const mapped = mappingSchemas.paymentMethod.safeParse(row?.erp);
    if (!mapped.success) {
      const missing = unmapped(context.payload);
      await raiseProblem(db, shop, "payment", subjectOf(context.payload), orderId, missing);
      throw new TaskWait(missing);
    }
    const invoice = await db.postedInvoice.findFirstOrThrow({ where: { shop, id: invoiceId } });
    const { probe } = taskPort(context);
    const timeZone =
      probe?.timeZone ||
      (await db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } }))
        ?.timeZone ||
      "UTC";
    const plan = { invoice, method: mapped.data.code, date: dayIn(timeZone, at) };
    return { evidence: null, plan };
  },
  async act(context, { invoice, method, date }) {
    const { amount, currency } = context.payload;
    const ref = await taskPort(context).port.registerPayment(
      keyOf(context.payload),
      {
        invoice: { kind: "salesInvoice", id: invoice.erpId, number: invoice.number },
        amount,
        currency,
        method,
        date,
      },
      context,
    );
    return { id: ref.id, number: ref.number ?? null, method };
  },
  async onDone(tx, { shop, payload: share }, { id, number, method }) {
    const at = now();
    const { count } = await tx.registeredPayment.updateMany({
      where: { ...where(shop, share), state: { not: "registered" } },
      data: { state: "registered", erpId: id, number, method, updatedAt: at },
    });
    // Until the feed tells what remains.
    if (count > 0)
      await tx.$executeRaw`UPDATE "PostedInvoice" SET remaining = GREATEST(0, remaining - ${share.amount}::numeric) WHERE shop = ${shop} AND id = ${share.invoiceId}::uuid`;
    await setProblems(tx, shop, "payment", [
      { subject: subjectOf(share), orderId: share.orderId, problems: [] },
    ]);
    await recordEvents(tx, shop, [
      {
        orderId: share.orderId,
        kind: "paymentRegistered",
        actor: "app",
        data: { amount: share.amount, currency: share.currency, number: number ?? "", method },
      },
    ]);
  },
  async onFailed(tx, { shop, payload: share }, failure: ProblemValue) {
    await tx.registeredPayment.updateMany({
      where: where(shop, share),
      data: { state: "failed", updatedAt: now() },
    });
    await setProblems(tx, shop, "payment", [
      { subject: subjectOf(share), orderId: share.orderId, problems: [failure] },
    ]);
  },
});

const where = (shop: string, { connectionId, transactionId, invoiceId }: Payload) => ({
  shop,
  connectionId,
  transactionId,
  invoiceId,
});

const unmapped = ({ gateway, orderId }: Payload): ProblemValue =>
  problem(UNMAPPED_GATEWAY, { gateway, orderId }, gateway, {
    mapping: { kind: "paymentMethod", key: mappingKey.paymentMethod(gateway) },
  });
