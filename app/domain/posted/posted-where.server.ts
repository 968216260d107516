import type { Tx } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import { nameIs, orderIdsNamed } from "#app/domain/order-filter/orders-named.server.ts";
import { meetsTag } from "#app/domain/order-filter/tag-token.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import { readProbe } from "#app/erp/stored-probe.server.ts";
import type { PostedFilter } from "./posted-filter.ts";

/** The company's time zone: the first shop card's word, else its ERP's, else the shop's. */
export async function companyZone(tx: Tx, shop: string): Promise<string> {
  const [card] = await listCards(shop);
  if (card?.settings.timeZone) return card.settings.timeZone;
  const connection = card?.connectionId
    ? await tx.erpConnection.findFirst({
        where: { shop, id: card.connectionId },
        select: { id: true, probe: true },
      })
    : null;
  const zone = connection && readProbe(connection)?.timeZone;
  return (
    zone ||
    ((await tx.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } }))
      ?.timeZone ??
      "UTC")
  );
}

/** Condition on rows of PostedShipment or PostedInvoice named `p` (FUL-7); tags are left to `meetsTags`, since tokens are no SQL. */
export function postedWhere(shop: string, filter: PostedFilter, zone: string): Prisma.Sql {
  const parts: Prisma.Sql[] = [];
  if (filter.from)
    parts.push(Prisma.sql`AND (p."postedAt" AT TIME ZONE ${zone})::date >= ${filter.from}::date`);
  if (filter.to)
    parts.push(Prisma.sql`AND (p."postedAt" AT TIME ZONE ${zone})::date <= ${filter.to}::date`);
  if (filter.numbers?.length) parts.push(Prisma.sql`AND p.number = ANY(${filter.numbers})`);
  if (filter.orders?.length)
    parts.push(
      Prisma.sql`AND (${nameIs(Prisma.sql`p."orderName"`, filter.orders)} OR p."orderId" IN (${orderIdsNamed(shop, filter.orders)}))`,
    );
  if (filter.cardId) parts.push(Prisma.sql`AND p."cardId" = ${filter.cardId}::uuid`);
  return parts.length === 0 ? Prisma.empty : Prisma.join(parts, " ");
}

export const meetsTags = (filter: PostedFilter, tags: readonly string[] | null): boolean =>
  (filter.tags ?? []).every((token) => meetsTag(token, tags ?? []));
