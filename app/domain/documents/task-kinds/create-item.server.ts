import { z } from "zod";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { itemDataSchema } from "#app/erp/schemas.ts";
import { ConnectionId, VariantId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { defineTask, nothingToPrepare } from "#app/tasks/kind.ts";
import { predecessorFailed } from "./record-document.server.ts";
import { storedRef } from "./results.ts";
import { numericId } from "#app/shopify/gid.ts";
import { setItemLink } from "#app/domain/mapping/store-links.server.ts";

const payload = z.object({
  connectionId: ConnectionId,
  variantId: VariantId,
  generation: z.number().int().min(1),
  label: z.string(),
  data: itemDataSchema,
});
export type CreateItem = z.infer<typeof payload>;

const keyOf = ({ variantId, generation, label }: CreateItem): ExternalKey => ({
  kind: "item",
  shopifyId: numericId(variantId),
  generation,
  label,
});

/** Creates an unknown item before the first document that needs it (M-40, setting autoCreateItems). */
export const createItem = defineTask({
  ...onErp,
  kind: "createItem",
  payload: storedJson("payload", payload),
  result: storedRef,
  key: ({ connectionId, variantId, generation }) => `${connectionId}/${variantId}/${generation}`,
  prepare: nothingToPrepare,
  async lookUp(context) {
    const { number, barcode } = context.payload.data;
    const query = number ? { number } : barcode ? { barcode } : null;
    if (!query) return { found: "none" };
    const [candidates = []] = await taskPort(context).port.findItems([query], context);
    const [first, ...more] = candidates;
    if (!first) return { found: "none" };
    return more.length > 0
      ? { found: "many", ids: candidates.map(({ ref }) => ref.number ?? ref.id) }
      : { found: "one", result: { ref: first.ref } };
  },
  act: async (context) => ({
    ref: await taskPort(context).port.createItem(
      keyOf(context.payload),
      context.payload.data,
      context,
    ),
  }),
  async onDone(tx, { shop, payload: { connectionId, variantId, data } }, { ref }) {
    const { description, unit } = data;
    await setItemLink(tx, {
      shop,
      connectionId,
      variantId,
      erpId: ref.id,
      erpNumber: ref.number ?? null,
      unit: unit ?? null,
      title: description,
      foundBy: "created",
    });
  },
  onFailed: (tx, { shop, taskId }, problem) => predecessorFailed(tx, shop, taskId, problem),
});
