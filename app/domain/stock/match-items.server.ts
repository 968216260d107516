import { db } from "#app/db/client.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { queryKey } from "#app/domain/mapping/facts.ts";
import { itemWays } from "#app/domain/mapping/items/queries.ts";
import { unitOf } from "#app/domain/mapping/items/unit.ts";
import { storeItemLinks } from "#app/domain/mapping/store-links.server.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ItemCandidate, ItemQuery } from "#app/erp/port/items.ts";
import type { LevelMatch } from "./states.ts";
import type { VariantId } from "#app/lib/ids.ts";

/** What a variant is found by. */
export interface VariantToMatch {
  id: VariantId;
  sku: string;
  barcode: string | null;
  options: { name: string; value: string }[];
}

export interface MatchedItem {
  match: LevelMatch;
  erpId: string | null;
  erpNumber: string | null;
  variantCode: string | null;
  unit: string | null;
}

const nothing = (match: LevelMatch): MatchedItem => ({
  match,
  erpId: null,
  erpNumber: null,
  variantCode: null,
  unit: null,
});

/** The ERP item of each variant, as orders find it: by its link, else by SKU or barcode; what is found is kept as a link. The ERP is asked once. */
export async function matchItems(
  { connection: { shop, id: connectionId }, port }: OpenPort,
  settings: Settings,
  variants: readonly VariantToMatch[],
  options: CallOptions & { foundBy: "stock" | "items" },
): Promise<Map<VariantId, MatchedItem>> {
  const links = await db.itemLink.findMany({
    where: { shop, connectionId, variantId: { in: variants.map(({ id }) => id) } },
  });
  const matched = new Map<VariantId, MatchedItem>(
    links.map(({ variantId, erpId, erpNumber, variantCode, unit }) => [
      variantId,
      { match: "found", erpId, erpNumber, variantCode, unit },
    ]),
  );
  const open = variants.filter(({ id }) => !matched.has(id));
  const queries = new Map<string, ItemQuery>();
  for (const variant of open)
    for (const { query } of itemWays(variant, settings)) queries.set(queryKey(query), query);
  const answers = queries.size > 0 ? await port.findItems([...queries.values()], options) : [];
  const found = new Map([...queries.keys()].map((key, at) => [key, answers[at] ?? []] as const));
  for (const variant of open) matched.set(variant.id, match(variant, settings, found));
  await storeItemLinks(
    db,
    open.flatMap(({ id: variantId }) => {
      const item = matched.get(variantId);
      if (item?.match !== "found" || item.erpId === null) return [];
      const { erpId, erpNumber, variantCode, unit } = item;
      return [
        {
          shop,
          connectionId,
          variantId,
          erpId,
          erpNumber,
          variantCode,
          unit,
          title: null,
          foundBy: options.foundBy,
        },
      ];
    }),
  );
  return matched;
}

function match(
  variant: VariantToMatch,
  settings: Settings,
  found: ReadonlyMap<string, ItemCandidate[]>,
): MatchedItem {
  for (const way of itemWays(variant, settings)) {
    const candidates = (found.get(queryKey(way.query)) ?? []).filter(way.accepts);
    const best = candidates.find(({ blocked }) => !blocked) ?? candidates[0];
    if (!best) continue;
    if (best.blocked) return { ...nothing("blocked"), erpNumber: best.ref.number ?? best.ref.id };
    return {
      match: "found",
      erpId: best.ref.id,
      erpNumber: best.ref.number ?? null,
      variantCode: best.variantCode ?? null,
      unit: unitOf(variant, settings, best.salesUnit).unit ?? null,
    };
  }
  return nothing("none");
}
