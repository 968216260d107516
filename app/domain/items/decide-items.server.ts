import { db } from "#app/db/client.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { storeItemLinks } from "#app/domain/mapping/store-links.server.ts";
import type { ItemReading } from "#app/erp/port/items.ts";
import type { VariantId } from "#app/lib/ids.ts";
import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import type { ItemCard } from "./item-card.server.ts";
import { planProduct, skuOf } from "./plan/plan-product.ts";
import { storedPlan } from "./plan/planned.ts";
import { readVariants, variantsBySku } from "./read-shopify.server.ts";
import { stockOf } from "./stock-of-items.server.ts";
import { excluded, settled, type Decided } from "./store-decisions.server.ts";

interface Deciding {
  shop: string;
  card: ItemCard;
  open: OpenPort;
  items: readonly ItemReading[];
  traceId: string;
}

/** CAT-2: which of these items Shopify has a variant for, and what is created for the others. Throws ErpError. */
export async function decideItemsOf(deciding: Deciding): Promise<Result<Decided[], ShopifyError>> {
  const { shop, card, items } = deciding;
  const { settings, connectionId } = card;
  const linked = await livingLinks(deciding);
  if (!linked.ok) return linked;
  const unlinked = items.filter(({ ref }) => !linked.value.has(ref.id));
  const skus = [...new Set(unlinked.map((item) => skuOf(item, settings)).filter(Boolean))];
  const found = await variantsBySku(shop, skus);
  if (!found.ok) return found;
  const taken = await db.itemLink.findMany({
    where: { shop, connectionId, variantId: { in: [...found.value.values()].flat() } },
    select: { variantId: true },
  });
  const takenIds = new Set(taken.map(({ variantId }) => variantId));
  const stock = await stockOf(deciding, unlinked);
  const decided = items.map((item): Decided => {
    const sku = skuOf(item, settings);
    const variantId = linked.value.get(item.ref.id) ?? null;
    const known = {
      sourceId: item.ref.id,
      erpId: item.ref.id,
      number: item.ref.number ?? "",
      sku,
      title: item.description,
      variantId,
    };
    if (variantId) return { ...known, ...settled };
    const own = found.value.get(sku) ?? [];
    const [only] = own;
    if (only && own.length === 1 && !takenIds.has(only) && item.variants === 0 && !item.blocked)
      return { ...known, variantId: only, ...settled };
    if (only) return { ...known, ...excluded("skuSeveral", sku) };
    const plan = planProduct({ item, settings, shop: card, stock: stock.get(item.ref.id) ?? [] });
    return plan.do === "exclude"
      ? { ...known, ...excluded(plan.reason, plan.detail) }
      : {
          ...known,
          state: "ready",
          reason: null,
          detail: "",
          data: storedPlan.store(plan.plan),
        };
  });
  await keepLinks(deciding, decided, linked.value);
  return ok(decided);
}

/** The variant that stands for each item, as long as Shopify has it. */
async function livingLinks({
  shop,
  card: { connectionId },
  items,
}: Deciding): Promise<Result<Map<string, VariantId>, ShopifyError>> {
  const links = await db.itemLink.findMany({
    where: { shop, connectionId, erpId: { in: items.map(({ ref }) => ref.id) } },
    orderBy: [{ createdAt: "asc" }, { variantId: "asc" }],
    select: { erpId: true, variantId: true },
    take: MOST_LINKS,
  });
  const living = new Set<string>();
  for (let at = 0; at < links.length; at += AT_ONCE) {
    const part = links.slice(at, at + AT_ONCE).map(({ variantId }) => variantId);
    const read = await readVariants(shop, part);
    if (!read.ok) return read;
    for (const { id } of read.value) living.add(id);
  }
  const found = links.filter(({ variantId }) => living.has(variantId)).reverse();
  return ok(new Map(found.map(({ erpId, variantId }) => [erpId, variantId])));
}
const AT_ONCE = 50;
/** An item may stand for several variants, in several units. */
const MOST_LINKS = 1000;

/** Variants that were found by SKU are kept as links, so that orders find their item. */
async function keepLinks(
  { shop, card: { connectionId }, items }: Deciding,
  decided: readonly Decided[],
  linked: ReadonlyMap<string, VariantId>,
): Promise<void> {
  await storeItemLinks(
    db,
    decided.flatMap(({ variantId, erpId, number, title }) =>
      variantId === null || linked.has(erpId)
        ? []
        : [
            {
              shop,
              connectionId,
              variantId,
              erpId,
              erpNumber: number || null,
              unit: items.find(({ ref }) => ref.id === erpId)?.unit ?? null,
              title,
              foundBy: "items",
            },
          ],
    ),
  );
}
