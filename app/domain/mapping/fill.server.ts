import type { CardId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";
import { isUuid } from "#app/lib/uuid.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import {
  DeliveryMethodsDocument,
  LocationsDocument,
  PaymentTermsTemplatesDocument,
} from "#app/shopify/generated/admin.ts";
import { mappingKey } from "./kinds.ts";
import type { SeenValue } from "./mappings.server.ts";
import { ensureMappings } from "./mappings.server.ts";

export interface Filled {
  /** Values Shopify has, and how many of them were new here. */
  seen: number;
  added: number;
}

export type FillRefusal = { kind: "not-found" } | { kind: "shopify"; error: ShopifyError };

/** A shop has at most some hundreds of either; more pages than this means the paging went wrong. */
const MAX_PAGES = 200;

/** Location rows from Shopify's locations (SET-13). Names and states of known rows are brought up to date. */
export async function fillLocations(
  shop: string,
  cardId: CardId,
): Promise<Result<Filled, FillRefusal>> {
  const seen: SeenValue[] = [];
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer: Awaited<ReturnType<typeof readLocations>> = await readLocations(shop, after);
    if (!answer.ok) return err({ kind: "shopify", error: answer.error });
    const { nodes, pageInfo } = answer.value.locations;
    for (const { id, name, isActive, fulfillsOnlineOrders, address } of nodes) {
      seen.push({
        kind: "location",
        key: mappingKey.location(id, name),
        title: name,
        shopify: {
          active: isActive,
          fulfillsOnlineOrders,
          city: address.city ?? null,
          countryCode: address.countryCode ?? null,
        },
      });
    }
    if (!pageInfo.hasNextPage) return storeSeen(shop, cardId, seen);
    after = pageInfo.endCursor ?? null;
  }
  throw new Error("Shopify's list of locations does not end");
}

const readLocations = (shop: string, after: string | null) =>
  shopifyRequest(shop, LocationsDocument, { after });
const readDeliveryMethods = (shop: string, after: string | null) =>
  shopifyRequest(shop, DeliveryMethodsDocument, { after });

/** Shipment method rows from the methods of Shopify's delivery profiles, by title (SET-12, M-50). */
export async function fillShipmentMethods(
  shop: string,
  cardId: CardId,
): Promise<Result<Filled, FillRefusal>> {
  const byTitle = new Map<string, { zones: Set<string>; active: boolean }>();
  let after: string | null = null;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer: Awaited<ReturnType<typeof readDeliveryMethods>> = await readDeliveryMethods(
      shop,
      after,
    );
    if (!answer.ok) return err({ kind: "shopify", error: answer.error });
    const { nodes, pageInfo } = answer.value.deliveryProfiles;
    for (const { zone, methodDefinitions } of nodes.flatMap(({ profileLocationGroups }) =>
      profileLocationGroups.flatMap((group) => group.locationGroupZones.nodes),
    )) {
      for (const { name, active } of methodDefinitions.nodes) {
        const method = byTitle.get(name) ?? { zones: new Set<string>(), active: false };
        byTitle.set(name, { zones: method.zones.add(zone.name), active: method.active || active });
      }
    }
    if (!pageInfo.hasNextPage) {
      return storeSeen(
        shop,
        cardId,
        [...byTitle].map(([title, { zones, active }]) => ({
          kind: "shipmentMethod",
          key: mappingKey.shipmentMethod(title),
          title,
          shopify: { zones: [...zones].sort(), active },
        })),
      );
    }
    after = pageInfo.endCursor ?? null;
  }
  throw new Error("Shopify's list of delivery profiles does not end");
}

/** Payment terms rows from Shopify's templates: orders bring them by the same type and name. */
export async function fillPaymentTerms(
  shop: string,
  cardId: CardId,
): Promise<Result<Filled, FillRefusal>> {
  const answer = await shopifyRequest(shop, PaymentTermsTemplatesDocument, {});
  if (!answer.ok) return err({ kind: "shopify", error: answer.error });
  return storeSeen(
    shop,
    cardId,
    answer.value.paymentTermsTemplates.map(({ id, name, paymentTermsType, dueInDays }) => ({
      kind: "paymentTerms",
      key: mappingKey.paymentTerms(paymentTermsType, name),
      title: name,
      shopify: { templateId: id, type: paymentTermsType, dueInDays: dueInDays ?? null },
    })),
  );
}

/** Gives seen values their rows and brings names and facts of known ones up to date. */
export async function storeSeen(
  shop: string,
  cardId: CardId,
  seen: SeenValue[],
): Promise<Result<Filled, { kind: "not-found" }>> {
  if (!isUuid(cardId) || (await db.shopCard.count({ where: { shop, id: cardId } })) !== 1)
    return err({ kind: "not-found" });
  return db.$transaction(async (tx) => {
    const added = await ensureMappings(tx, shop, cardId, seen);
    await tx.$executeRaw`
      UPDATE "Mapping" m SET title = s.title, shopify = s.shopify
      FROM jsonb_to_recordset(${JSON.stringify(seen)}::jsonb) AS s(kind text, key text, title text, shopify jsonb)
      WHERE m.shop = ${shop} AND m."cardId" = ${cardId}::uuid AND m.kind = s.kind AND m.key = s.key AND (m.title <> s.title OR m.shopify <> s.shopify)`;
    return ok({ seen: seen.length, added });
  });
}
