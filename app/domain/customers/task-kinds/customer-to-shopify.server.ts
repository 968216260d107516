import { z } from "zod";
import { ConnectionId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { Tx } from "#app/db/client.server.ts";
import { setCustomerLink } from "#app/domain/mapping/store-links.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { enqueueTask } from "#app/tasks/enqueue.server.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { stepAfter } from "../plan/steps.ts";
import { storedPlan, type ToErp, type ToShopify } from "../plan/planned.ts";
import { plannedOf, refused } from "../planned-of.server.ts";
import { recordDone, recordFailed } from "../record-sync.server.ts";
import { toShopifyTask, type ToShopifyTask } from "./payload.ts";
import { standingCustomer, stands } from "./standing-customer.server.ts";
import { writeStep } from "./write-step.server.ts";

type Context = TaskContext<ToShopifyTask>;
const result = z.object({ customerId: z.string() });

/** CUS-2. One write of a customer to Shopify: names and contact, address, or consent, each by its own mutation. Shopify has no key for it: e-mail and phone are one customer's each. */
export const customerToShopify = defineTask({
  ...onShopify,
  kind: "customerToShopify",
  personal: true,
  payload: storedJson("payload", toShopifyTask),
  result: storedJson("result", result),
  key: ({ syncId, attempt, step }) => `${syncId}:${attempt}:${step}`,
  async prepare(context) {
    const { row, plan } = await plannedOf(context, "shopify");
    const standing = await standingCustomer(context.shop, row, plan);
    // Somebody else was given the e-mail or the phone since it was decided.
    if (standing && row.shopifyId === "")
      throw refused(row, standing.email === plan.email ? EMAIL_TAKEN : PHONE_TAKEN);
    return { evidence: null, plan: { row, plan, standing } };
  },
  async lookUp(context) {
    const { row, plan } = await plannedOf(context, "shopify");
    const standing = await standingCustomer(context.shop, row, plan);
    // One that was to be made is known by its e-mail or phone: Shopify writes numbers and tags in its own manner.
    return standing && (row.shopifyId === "" || stands(standing, plan, context.payload.step))
      ? { found: "one", result: { customerId: standing.id } }
      : { found: "none" };
  },
  async act({ shop, traceId, payload: { step } }, { row, plan, standing }) {
    if (standing && stands(standing, plan, step)) return { customerId: standing.id };
    const answer = await writeStep(shop, { plan, step, standing, traceId });
    if (answer.ok) return { customerId: answer.value };
    const { kind, message } = answer.error;
    if (kind !== "userErrors") return failShopifyCall(answer.error);
    throw refused(row, message);
  },
  onDone: recordStep,
  onFailed: recordFailed,
});

/** Shopify's own words of the same. */
const EMAIL_TAKEN = "Email has already been taken";
const PHONE_TAKEN = "Phone has already been taken";

/** The customer is linked once it stands; the next step follows, or all of it is done. */
async function recordStep(
  tx: Tx,
  context: Context,
  { customerId }: z.infer<typeof result>,
): Promise<void> {
  const { shop, taskId, payload } = context;
  const [row] = await tx.$queryRaw<
    { data: unknown; connectionId: string; erpId: string; number: string; shopifyId: string }[]
  >`
    SELECT data, "connectionId", "erpId", number, "shopifyId" FROM "CustomerSync"
    WHERE shop = ${shop} AND id = ${payload.syncId}::uuid AND "taskId" = ${taskId}::uuid FOR UPDATE`;
  if (!row) return;
  const plan = row.data ? storedPlan.read(row.data, `customer ${payload.sourceId}`) : null;
  if (row.shopifyId === "") {
    const { connectionId, erpId, number } = row;
    const names = { shop, connectionId: ConnectionId.parse(connectionId), shopifyId: customerId };
    await setCustomerLink(tx, {
      ...names,
      erpId,
      erpNumber: number || null,
      title: titleOf(plan),
      foundBy: "created",
    });
    await recheckLater(tx, { shop, by: "erp" }, { customerId });
  }
  const next = plan?.to === "shopify" ? stepAfter(plan, payload.step) : null;
  if (next === null) return recordDone(tx, context, { shopifyId: customerId });
  const nextId = await enqueueTask(tx, customerToShopify, {
    shop,
    createdBy: "erp",
    payload: { ...payload, step: next },
  });
  await tx.customerSync.updateMany({
    where: { shop, id: payload.syncId },
    data: { shopifyId: customerId, taskId: nextId, state: "sending" },
  });
}

function titleOf(plan: ToErp | ToShopify | null): string | null {
  const { firstName = "", lastName = "" } = (plan?.to === "shopify" && plan.customer) || {};
  return `${firstName} ${lastName}`.trim() || null;
}
