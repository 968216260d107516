import type { ConnectionId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { cardAt, cardChoices } from "#app/domain/shop-card/views/card-choice.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { mappingNeeds, type MappingKind } from "#app/domain/mapping/kinds.ts";
import { listMappings } from "#app/domain/mapping/mappings.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { ReferenceKind, ReferenceValue } from "#app/erp/port/reference.ts";
import { pageRequest } from "#app/lib/paging.ts";
import type { Json } from "#app/lib/json.ts";
import { CARRIERS } from "../carriers.ts";
import { suggest } from "../suggest.ts";

const PAGE = 100;

/** Rows of one kind, unmapped first, each with the ERP value that has the same name, if there is one. */
export async function mappingRows(shop: string, kind: MappingKind, params: URLSearchParams) {
  const [card, cards] = await Promise.all([cardOf(shop, kind, params), cardChoices(shop)]);
  if (!card) return null;
  const search = params.get("key") ?? params.get("q") ?? "";
  const page = await listMappings(shop, card.id, kind, {
    ...pageRequest(params),
    limit: PAGE,
    ...(search ? { search } : {}),
  });
  // An agent of the same name as a carrier Shopify knows is that carrier.
  const values =
    kind === "shippingAgent"
      ? CARRIERS.map((name) => ({ code: name, title: name }))
      : await referenceOf(shop, card.connectionId, kind);
  return {
    cardId: card.id,
    cards,
    needs: mappingNeeds[kind],
    unmapped: page.unmapped,
    next: page.next,
    previous: page.previous,
    focus: params.get("key"),
    rows: page.rows.map((row) => ({
      key: row.key,
      title: row.title,
      revision: row.revision,
      waiting: row.waitingOrders,
      shopify: row.shopify as Record<string, Json>,
      erp: row.erp as Record<string, Json> | null,
      suggestion: row.erp === null ? suggest(row.title, values) : null,
    })),
  };
}

/** The card that the address names; else the first in which the row that it names is open, as a problem leads there; else the shop's first. */
async function cardOf(shop: string, kind: MappingKind, params: URLSearchParams) {
  const [named, key] = [cardAt(params), params.get("key")];
  if (named !== undefined || key === null) return getCard(shop, named);
  const open = await db.mapping.findFirst({
    where: { shop, kind, key, erp: { equals: Prisma.DbNull } },
    select: { cardId: true },
    orderBy: { createdAt: "asc" },
  });
  return (open && (await getCard(shop, open.cardId))) ?? getCard(shop);
}

/** The values a suggestion can be; none when the ERP does not answer, since suggestions are only a help. */
async function referenceOf(
  shop: string,
  connectionId: ConnectionId | null,
  kind: MappingKind,
): Promise<ReferenceValue[]> {
  const need = (
    mappingNeeds[kind] as Partial<Record<string, ReferenceKind | "items" | "customers">>
  )["code"];
  if (!need || need === "items" || need === "customers" || !connectionId) return [];
  const open = await openPort(shop, connectionId);
  if (!open) return [];
  try {
    return (
      await open.port.listReference(
        need,
        { limit: 200 },
        { traceId: randomUUID(), signal: AbortSignal.timeout(10_000) },
      )
    ).values;
  } catch (error) {
    if (error instanceof ErpError) return [];
    throw error;
  }
}
