import { z } from "zod";
import { onErp, taskPort } from "#app/domain/erp-connections/on-erp.server.ts";
import { setItemLink } from "#app/domain/mapping/store-links.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { ItemCandidate } from "#app/erp/port/items.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { erpRefSchema } from "#app/erp/schemas.ts";
import { VariantId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { numericId } from "#app/shopify/gid.ts";
import type { TaskContext } from "#app/tasks/kind.ts";
import { defineTask } from "#app/tasks/kind.ts";
import type { ToErp } from "../plan/planned.ts";
import { plannedOf, refused } from "../planned-of.server.ts";
import { recordDone, recordFailed } from "../record.server.ts";
import { wakeOrders } from "../wake-orders.server.ts";
import { itemTask, type ItemTask } from "./payload.ts";

/**
 * CAT-2. One item of the ERP, made of a variant. Its external key is the one by which an order that needs the item would make it (createItem), and an ERP gives
 * one item for a key: whoever comes first makes it, the other finds it. A lost answer is looked up by the item's number or barcode.
 */
export const itemToErp = defineTask({
  ...onErp,
  kind: "itemToErp",
  payload: storedJson("payload", itemTask),
  result: storedJson("result", z.object({ ref: erpRefSchema })),
  key: ({ syncId, attempt }) => `${syncId}:${attempt}`,
  prepare: async (context) => ({ evidence: null, plan: await plannedOf(context, "erp") }),
  async lookUp(context) {
    const { plan } = await plannedOf(context, "erp");
    const found = await usable(context, plan);
    const [first, ...more] = found;
    if (!first) return { found: "none" };
    return more.length > 0
      ? { found: "many", ids: found.map(({ ref }) => ref.number ?? ref.id) }
      : { found: "one", result: { ref: first.ref } };
  },
  async act(context, { row, plan }) {
    try {
      const ref = await taskPort(context).port.createItem(
        keyOf(context.payload),
        plan.data,
        context,
      );
      return { ref };
    } catch (error) {
      if (!(error instanceof ErpError) || error.detail.class !== "duplicate") throw error;
      // Somebody else made an item with this number since: orders would find it, if it can be used.
      const [only, ...more] = await usable(context, plan);
      if (only && more.length === 0) return { ref: only.ref };
      throw refused(row, error.message);
    }
  },
  async onDone(tx, context, { ref }) {
    const { shop, payload, connection } = context;
    const variantId = VariantId.parse(payload.sourceId);
    const row = await tx.itemSync.findUnique({
      where: { shop_id: { shop, id: payload.syncId } },
      select: { title: true },
    });
    if (connection)
      await setItemLink(tx, {
        shop,
        connectionId: connection.id,
        variantId,
        erpId: ref.id,
        erpNumber: ref.number ?? null,
        unit: null,
        title: row?.title ?? null,
        foundBy: "created",
      });
    await recordDone(tx, context, { erpId: ref.id, ...(ref.number ? { number: ref.number } : {}) });
    await wakeOrders(tx, shop, variantId);
  },
  onFailed: (tx, context, problem) => recordFailed(tx, context, problem),
});

/** Items with the number, or else the barcode. One that is blocked was not made just now, and no order could use it. */
async function usable(context: TaskContext<ItemTask>, { data }: ToErp): Promise<ItemCandidate[]> {
  const { number, barcode } = data;
  const query = number ? { number } : barcode ? { barcode } : null;
  if (!query) return [];
  const [found = []] = await taskPort(context).port.findItems([query], context);
  return found.filter(({ blocked }) => !blocked);
}

const keyOf = ({ sourceId }: ItemTask): ExternalKey => ({
  kind: "item",
  shopifyId: numericId(sourceId),
  generation: 1,
  label: numericId(sourceId),
});
