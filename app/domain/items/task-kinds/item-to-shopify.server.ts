import { z } from "zod";
import { setItemLink } from "#app/domain/mapping/store-links.server.ts";
import { VariantId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { CreateProductDocument } from "#app/shopify/generated/admin.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { productInput } from "../plan/product-input.ts";
import { plannedOf, refused } from "../planned-of.server.ts";
import { recordDone, recordFailed } from "../record.server.ts";
import { wakeOrders } from "../wake-orders.server.ts";
import { storedPlan } from "../plan/planned.ts";
import { itemTask } from "./payload.ts";
import { standingVariant } from "./standing-variant.server.ts";

/**
 * CAT-2. One product of Shopify, made of an item. Shopify gives its handle to one product only: two calls that met would make one product, and one whose answer
 * was lost is found by it. A variant that got the item's SKU since is linked instead.
 */
export const itemToShopify = defineTask({
  ...onShopify,
  kind: "itemToShopify",
  payload: storedJson("payload", itemTask),
  result: storedJson("result", z.object({ variantId: VariantId })),
  key: ({ syncId, attempt }) => `${syncId}:${attempt}`,
  async prepare(context) {
    const { row, plan } = await plannedOf(context, "shopify");
    const standing = await standingVariant(context.shop, plan);
    return { evidence: null, plan: { row, plan, standing } };
  },
  async lookUp(context) {
    const { plan } = await plannedOf(context, "shopify");
    const variantId = await standingVariant(context.shop, plan);
    return variantId ? { found: "one", result: { variantId } } : { found: "none" };
  },
  async act({ shop, traceId }, { row, plan, standing }) {
    if (standing) return { variantId: standing };
    const answer = await shopifyRequest(
      shop,
      CreateProductDocument,
      { input: productInput(plan) },
      { traceId },
    );
    if (!answer.ok)
      return answer.error.kind === "userErrors"
        ? Promise.reject(refused(row, answer.error.message))
        : failShopifyCall(answer.error);
    const made = answer.value.productSet?.product?.variants.nodes[0];
    if (!made) return failShopifyCall({ kind: "ambiguous", message: "No product was answered." });
    return { variantId: made.id };
  },
  async onDone(tx, context, { variantId }) {
    const { shop, payload } = context;
    const row = await tx.itemSync.findUnique({
      where: { shop_id: { shop, id: payload.syncId } },
    });
    if (!row) return;
    const plan = row.data ? storedPlan.read(row.data, `item ${payload.sourceId}`) : null;
    await setItemLink(tx, {
      shop,
      connectionId: row.connectionId,
      variantId,
      erpId: payload.sourceId,
      erpNumber: row.number || null,
      unit: plan?.to === "shopify" ? (plan.unit ?? null) : null,
      title: row.title,
      foundBy: "created",
    });
    await recordDone(tx, context, { variantId });
    await wakeOrders(tx, shop, variantId);
  },
  onFailed: (tx, context, problem) => recordFailed(tx, context, problem),
});
