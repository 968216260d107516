import { z } from "zod";
import { InventoryItemId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { ActivateStockDocument } from "#app/shopify/generated/admin.ts";
import type { LookUp, TaskContext } from "#app/tasks/kind.ts";
import { defineTask, nothingToPrepare } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { readItems } from "../read-shopify.server.ts";
import { recordCall, recordFailure } from "../record-call.server.ts";
import { callResult, quantityName, type CallResult } from "./quantities.ts";

const payload = z.object({
  /** Makes the call one and the same; Shopify takes it as idempotency key. */
  call: z.uuid(),
  name: quantityName,
  inventoryItemId: InventoryItemId,
  locationId: z.string().min(1),
  quantity: z.number().int(),
});
type Context = TaskContext<z.infer<typeof payload>>;

const WRITTEN: CallResult = { written: true, stale: [], refused: [] };
const STALE: CallResult = { written: false, stale: [0], refused: [] };

/** Stocks one item at a location, with its quantity. One that is stocked there already is read and decided again. */
export const activateStock = defineTask({
  ...onShopify,
  kind: "activateStock",
  payload: storedJson("payload", payload),
  result: storedJson("result", callResult),
  key: ({ call }) => call,
  prepare: nothingToPrepare,
  lookUp,
  async act(context): Promise<CallResult> {
    const { shop, traceId, payload: asked } = context;
    const { call, name, inventoryItemId, locationId, quantity } = asked;
    const answer = await shopifyRequest(
      shop,
      ActivateStockDocument,
      {
        key: call,
        inventoryItemId,
        locationId,
        ...(name === "on_hand" ? { onHand: quantity } : { available: quantity }),
      },
      { traceId },
    );
    if (answer.ok) return WRITTEN;
    if (answer.error.kind !== "userErrors") failShopifyCall(answer.error);
    const held = await levelOf(context);
    return held === undefined
      ? { written: false, stale: [], refused: [{ at: 0, message: answer.error.message }] }
      : STALE;
  },
  onDone: (
    tx,
    { shop, taskId, payload: { name, quantity, inventoryItemId, locationId } },
    result,
  ) =>
    recordCall(
      tx,
      { shop, taskId },
      { name, quantities: [{ inventoryItemId, locationId, quantity, from: 0 }] },
      result,
    ),
  onFailed: (tx, { shop, taskId }) => recordFailure(tx, shop, taskId),
});

/** What Shopify has of the item at the location; undefined: it is not stocked there. */
async function levelOf({ shop, traceId, payload }: Context): Promise<number | undefined> {
  const read = await readItems(shop, [payload.inventoryItemId], traceId);
  if (!read.ok) failShopifyCall(read.error);
  const level = read.value.items[0]?.levels.get(payload.locationId);
  return payload.name === "on_hand" ? level?.onHand : level?.available;
}

async function lookUp(context: Context): Promise<LookUp<CallResult>> {
  const held = await levelOf(context);
  if (held === undefined) return { found: "none" };
  return { found: "one", result: held === context.payload.quantity ? WRITTEN : STALE };
}
