import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import { setCustomerLink } from "#app/domain/mapping/store-links.server.ts";
import { recheckLater } from "#app/domain/recheck/request-recheck.server.ts";
import type { CustomerData } from "#app/erp/port/customers.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { erpRefSchema } from "#app/erp/schemas.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { numericId } from "#app/shopify/gid.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { z } from "zod";
import { changesOf } from "../plan/differences.ts";
import { plannedOf } from "../planned-of.server.ts";
import { recordDone, recordFailed } from "../record-sync.server.ts";
import { toErpTask, type ToErpTask } from "./payload.ts";

type Context = TaskContext<ToErpTask>;

/** Null: one is to be made. */
interface Plan {
  data: CustomerData;
  target: { ref: ErpRef; changes: Partial<CustomerData> } | null;
}

/** CUS-1. One customer of the ERP made or changed. A lost answer is looked up: by the key of the Shopify customer, or by what the customer says. */
export const customerToErp = defineTask({
  ...onErp,
  kind: "customerToErp",
  personal: true,
  payload: storedJson("payload", toErpTask),
  result: storedJson("result", z.object({ ref: erpRefSchema, title: z.string().exactOptional() })),
  key: ({ syncId, attempt }) => `${syncId}:${attempt}`,
  prepare: async (context: Context) => ({ evidence: null, plan: await planOf(context) }),
  async lookUp(context) {
    const { data, target } = await planOf(context);
    if (target)
      return Object.keys(target.changes).length === 0
        ? { found: "one", result: { ref: target.ref } }
        : { found: "none" };
    const { port } = taskPort(context);
    const found = (await port.findCustomers([{ externalKey: keyOf(context.payload) }], context))
      .flat()
      .filter(({ matchedBy }) => matchedBy === "externalKey");
    const [first, ...more] = found;
    if (!first) return { found: "none" };
    return more.length > 0
      ? { found: "many", ids: found.map(({ ref }) => ref.number ?? ref.id) }
      : { found: "one", result: { ref: first.ref, title: data.name } };
  },
  async act(context, { data, target }) {
    const { port } = taskPort(context);
    if (!target)
      return {
        ref: await port.createCustomer(keyOf(context.payload), data, context),
        title: data.name,
      };
    const { ref, changes } = target;
    return Object.keys(changes).length === 0
      ? { ref }
      : { ref: await port.updateCustomer(ref, changes, context) };
  },
  async onDone(tx, context, { ref, title }) {
    const { shop, payload, connection } = context;
    if (title !== undefined && connection) {
      await setCustomerLink(tx, {
        shop,
        connectionId: connection.id,
        shopifyId: payload.sourceId,
        erpId: ref.id,
        erpNumber: ref.number ?? null,
        title,
        foundBy: "created",
      });
      await recheckLater(tx, { shop, by: "shopify" }, { customerId: payload.sourceId });
    }
    await recordDone(tx, context, { erpId: ref.id, ...(ref.number ? { number: ref.number } : {}) });
  },
  onFailed: (tx, context, problem) => recordFailed(tx, context, problem),
});

const keyOf = ({ sourceId }: ToErpTask): ExternalKey => ({
  kind: "customer",
  shopifyId: numericId(sourceId),
  generation: 1,
  label: numericId(sourceId),
});

/** What is still to change, read right before: of a customer that changes meanwhile nothing is written over. */
async function planOf(context: Context): Promise<Plan> {
  const { row, plan } = await plannedOf(context, "erp");
  if (row.erpId === "") return { data: plan.data, target: null };
  const { ref, data } = await taskPort(context).port.readCustomer(
    { kind: "customer", id: row.erpId, ...(row.number ? { number: row.number } : {}) },
    context,
  );
  return { data: plan.data, target: { ref, changes: changesOf(plan.data, data) } };
}
