import { z } from "zod";
import { storedJson } from "#app/lib/stored-json.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { SetStockDocument } from "#app/shopify/generated/admin.ts";
import type { LookUp, TaskContext } from "#app/tasks/kind.ts";
import { defineTask, nothingToPrepare } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { readItems } from "../read-shopify.server.ts";
import { recordCall, recordFailure } from "../record-call.server.ts";
import {
  callResult,
  quantityName,
  resultOf,
  stockQuantity,
  type CallResult,
} from "./quantities.ts";

const payload = z.object({
  /** Makes the call one and the same; Shopify takes it as idempotency key. */
  call: z.uuid(),
  name: quantityName,
  quantities: z.array(stockQuantity).max(250),
});
export type SetStock = z.infer<typeof payload>;
type Context = TaskContext<SetStock>;

/** The call still acts, or Shopify says so: the same key is sent again. */
const AT_WORK = "IDEMPOTENCY_CONCURRENT_REQUEST";

/**
 * One call with up to 250 quantities, all or nothing. It is taken only where Shopify still has what was read; what is stale is read and decided again. A
 * lost answer is looked up: all quantities as wanted is the call's own doing, or as good.
 */
export const setStock = defineTask({
  ...onShopify,
  kind: "setStock",
  payload: storedJson("payload", payload),
  result: storedJson("result", callResult),
  key: ({ call }) => call,
  prepare: nothingToPrepare,
  lookUp,
  async act({ shop, traceId, payload: { call, name, quantities } }): Promise<CallResult> {
    const answer = await shopifyRequest(
      shop,
      SetStockDocument,
      {
        key: call,
        input: {
          name,
          reason: "correction",
          referenceDocumentUri: `gid://erp-connector/StockCall/${call}`,
          quantities: quantities.map(({ from, ...quantity }) => ({
            ...quantity,
            changeFromQuantity: from,
          })),
        },
      },
      { traceId },
    );
    if (answer.ok) return resultOf([], quantities.length);
    const { kind, userErrors, message } = answer.error;
    if (kind !== "userErrors") failShopifyCall(answer.error);
    if (userErrors?.some(({ code }) => code === AT_WORK))
      failShopifyCall({ kind: "transient", message });
    return resultOf(userErrors ?? [{ field: null, message }], quantities.length);
  },
  onDone: (tx, { shop, taskId, payload: { name, quantities } }, result) =>
    recordCall(tx, { shop, taskId }, { name, quantities }, result),
  onFailed: (tx, { shop, taskId }) => recordFailure(tx, shop, taskId),
});

async function lookUp({ shop, traceId, payload }: Context): Promise<LookUp<CallResult>> {
  const { name, quantities } = payload;
  const ids = [...new Set(quantities.map(({ inventoryItemId }) => inventoryItemId))];
  const read = await readItems(shop, ids, traceId);
  if (!read.ok) failShopifyCall(read.error);
  const levels = new Map(read.value.items.map(({ id, levels: held }) => [id, held]));
  const asWanted = quantities.every(({ inventoryItemId, locationId, quantity }) => {
    const level = levels.get(inventoryItemId)?.get(locationId);
    return (name === "on_hand" ? level?.onHand : level?.available) === quantity;
  });
  return asWanted ? { found: "one", result: resultOf([], quantities.length) } : { found: "none" };
}
