import { randomUUID } from "node:crypto";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import {
  rankItems,
  suggestionQueries,
  type SuggestedBy,
} from "#app/domain/mapping/items/suggest-items.ts";
import { mappingNeeds } from "#app/domain/mapping/kinds.ts";
import { getMapping } from "#app/domain/mapping/mappings.server.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { settingsForm } from "#app/domain/shop-card/views/settings-form.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import type { Json } from "#app/lib/json.ts";
import { loadOrders } from "#app/domain/documents/plan/load-orders.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { memoInQuestion } from "#app/domain/refunds/views/memo-in-question.server.ts";
import { findProblem, ordersOf } from "../found-problem.server.ts";

export interface SuggestedItem {
  ref: ErpRef;
  title: string;
  variantCode?: string;
  unit?: string;
  by: SuggestedBy;
}

/** The form that fixes what one cause holds up, with what it needs to be filled in; null: nothing is left to fix. */
export async function fixForm(shop: string, params: URLSearchParams) {
  const found = await findProblem(shop, params.get("kind") ?? "", params.get("cause") ?? "");
  if (!found) return null;
  const { fix, card, cards, rows } = found;
  const orders = ordersOf(found).length;
  const common = { card: card.id, orders };
  const ofCards = {
    ...common,
    cards: cards.map(({ card: { id, title }, orders: own }) => ({
      ...{ id, title },
      orders: own.length,
    })),
  };
  switch (fix.form) {
    case "item":
      return {
        ...{ form: fix.form, ...common },
        name: text(rows[0]?.detail.params["name"]),
        suggestions: await suggestItems(shop, card, rows[0]?.detail.params ?? {}),
      };
    case "setting": {
      const form = await settingsForm(shop, card.id);
      const setting = form?.settings.find(({ key }) => key === fix.key);
      if (!form || !setting) return null;
      return { form: fix.form, ...ofCards, setting, value: form.values[setting.key] };
    }
    case "mapping":
      return {
        ...{ form: fix.form, ...ofCards },
        name:
          (await getMapping(shop, card.id, fix.kind, fix.key))?.title ??
          (text(rows[0]?.detail.params["location"]) || fix.key),
        reference: mappingNeeds[fix.kind][fix.field] ?? "",
      };
    case "charge":
      return { form: fix.form, ...ofCards };
    case "memoByHand": {
      const memo = await memoInQuestion(shop, fix);
      return memo && { form: fix.form, card: card.id, orders: 0, ...memo };
    }
    case "customer":
      return { form: fix.form, ...common, links: await hasBuyer(shop, ordersOf(found)) };
  }
}

/** Is one of these orders a Shopify customer's, who is linked then? */
const hasBuyer = async (shop: string, orderIds: OrderId[]): Promise<boolean> =>
  (await loadOrders(shop, orderIds.slice(0, 1))).some(
    ({ snapshot }) => snapshot !== null && snapshot.content.customerId !== null,
  );

export type FixFormView = Awaited<ReturnType<typeof fixForm>>;

const text = (value: Json | undefined): string => (typeof value === "string" ? value.trim() : "");

/** The ERP's items that may be it; none while the ERP does not answer: the picker says so. */
async function suggestItems(
  shop: string,
  card: Card,
  params: Record<string, Json>,
): Promise<SuggestedItem[]> {
  const unknown = {
    sku: text(params["sku"]),
    barcode: text(params["barcode"]),
    name: text(params["name"]),
  };
  const queries = suggestionQueries(unknown);
  const open = card.connectionId ? await openPort(shop, card.connectionId) : null;
  if (!open || queries.length === 0) return [];
  try {
    const options = { traceId: randomUUID(), signal: AbortSignal.timeout(15_000) };
    const found = await open.port.findItems(queries, options);
    return rankItems(unknown, found.flat()).map(({ item, by }) => ({
      ...{ ref: item.ref, title: item.description, by },
      ...(item.variantCode ? { variantCode: item.variantCode } : {}),
      ...(item.salesUnit ? { unit: item.salesUnit } : {}),
    }));
  } catch (error) {
    if (error instanceof ErpError) return [];
    throw error;
  }
}
