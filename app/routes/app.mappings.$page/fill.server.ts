import type { CardId } from "#app/lib/ids.ts";
import {
  fillLocations,
  fillPaymentTerms,
  fillShipmentMethods,
} from "#app/domain/mapping/fill.server.ts";
import { fillShippingAgents } from "#app/domain/mapping/fill-shipping-agents.server.ts";
import type { MappingKind } from "#app/domain/mapping/kinds.ts";
import { wordsOf } from "#app/erp/refusals.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { notFound } from "#app/web/authenticated.server.ts";

const FROM_SHOPIFY = {
  location: fillLocations,
  shipmentMethod: fillShipmentMethods,
  paymentTerms: fillPaymentTerms,
} as const;

/** Gets the rows of a kind from where its values come from: Shopify, or the ERP for its agents. The other kinds fill as orders bring values. */
export async function fillRows(shop: string, cardId: CardId, kind: MappingKind): Promise<Outcome> {
  if (kind === "shippingAgent") {
    const filled = await fillShippingAgents(shop, cardId);
    if (filled.ok) return { done: "mappings.done.fillErp", count: filled.value.added };
    switch (filled.error.kind) {
      case "erp":
        return { refused: "mappings.refused.erp", words: wordsOf(filled.error.error) };
      case "erp-not-connected":
        return { refused: "mappings.refused.notConnected" };
      case "not-found":
        return { refused: "mappings.refused.not-found" };
    }
  }
  if (kind !== "location" && kind !== "shipmentMethod" && kind !== "paymentTerms") notFound();
  const filled = await FROM_SHOPIFY[kind](shop, cardId);
  if (filled.ok) return { done: "mappings.done.fill", count: filled.value.added };
  return filled.error.kind === "shopify"
    ? { refused: "mappings.refused.shopify", words: filled.error.error.message }
    : { refused: "mappings.refused.not-found" };
}
