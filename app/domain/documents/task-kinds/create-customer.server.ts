import { z } from "zod";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import type { ErpRef, ExternalKey } from "#app/erp/port/refs.ts";
import { customerDataSchema } from "#app/erp/schemas.ts";
import { ConnectionId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask, nothingToPrepare } from "#app/tasks/kind.ts";
import { predecessorFailed } from "./record-document.server.ts";
import { storedRef } from "./results.ts";
import { isGid, numericId } from "#app/shopify/gid.ts";
import { setCustomerLink } from "#app/domain/mapping/store-links.server.ts";

const payload = z.object({
  connectionId: ConnectionId,
  /** Gid whose number names the customer in the ERP. */
  shopifyId: z.string(),
  /** Raised when an earlier customer of this key is not to be used any more. */
  generation: z.number().int().min(1),
  /** Key of the link to keep; absent for a guest. */
  link: z.string().optional(),
  label: z.string(),
  data: customerDataSchema,
});
export type CreateCustomer = z.infer<typeof payload>;

const keyOf = ({ shopifyId, generation, label }: CreateCustomer): ExternalKey => ({
  kind: isGid(shopifyId, "Company") ? "company" : "customer",
  shopifyId: numericId(shopifyId),
  generation,
  label,
});

/** Creates a missing customer before its first document (M-20, M-21). */
export const createCustomer = defineTask({
  ...onErp,
  kind: "createCustomer",
  personal: true,
  payload: storedJson("payload", payload),
  result: storedRef,
  key: ({ connectionId, shopifyId, generation }) => `${connectionId}/${shopifyId}/${generation}`,
  prepare: nothingToPrepare,
  async lookUp(context) {
    const found = (
      await taskPort(context).port.findCustomers([{ externalKey: keyOf(context.payload) }], context)
    )
      .flat()
      .filter(({ matchedBy }) => matchedBy === "externalKey");
    const [first, ...more] = found;
    if (!first) return { found: "none" };
    return more.length > 0
      ? { found: "many", ids: found.map(({ ref }) => ref.number ?? ref.id) }
      : { found: "one", result: { ref: first.ref } };
  },
  async act(context) {
    const ref: ErpRef = await taskPort(context).port.createCustomer(
      keyOf(context.payload),
      context.payload.data,
      context,
    );
    return { ref };
  },
  async onDone(tx, { shop, payload: { connectionId, link, data } }, { ref }) {
    if (!link) return;
    await setCustomerLink(tx, {
      shop,
      connectionId,
      shopifyId: link,
      erpId: ref.id,
      erpNumber: ref.number ?? null,
      title: data.name,
      foundBy: "created",
    });
  },
  onFailed: (tx, { shop, taskId }, problem) => predecessorFailed(tx, shop, taskId, problem),
});
