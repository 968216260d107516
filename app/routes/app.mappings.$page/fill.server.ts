import { fillLocations, fillShipmentMethods } from "#app/domain/mapping/fill.server.ts";
import type { MappingKind } from "#app/domain/mapping/kinds.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { notFound } from "../app/visit.server.ts";

/** Gets the rows of a kind from where its values come from: Shopify. The other kinds fill as orders bring values. */
export async function fillRows(shop: string, cardId: string, kind: MappingKind): Promise<Outcome> {
  if (kind !== "location" && kind !== "shipmentMethod") notFound();
  const filled = kind === "location" ? await fillLocations(shop, cardId) : await fillShipmentMethods(shop, cardId);
  if (filled.ok) return { done: "mappings.done.fill", count: filled.value.added };
  return filled.error.kind === "shopify" ? { refused: "mappings.refused.shopify", words: filled.error.error.message } : { refused: "mappings.refused.not-found" };
}
