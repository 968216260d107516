import { db } from "#app/db/client.server.ts";
import type { ItemCandidate, ItemQuery } from "#app/erp/port/items.ts";
import type { Page, PageRequest } from "#app/erp/port/reference.ts";
import type { Scope } from "../scope.ts";
import { searchText } from "../scope.ts";
import type { ItemRow } from "./match.ts";
import { candidatesFor, itemCandidate } from "./match.ts";

/** One statement for the whole batch. The answer has one entry per query, in its order. */
export async function findItems(scope: Scope, queries: ItemQuery[]): Promise<ItemCandidate[][]> {
  if (queries.length === 0) return [];
  const asked = (pick: (query: ItemQuery) => string | undefined): string[] =>
    [
      ...new Set(
        queries.map((query) => pick(query)?.replaceAll("\u0000", "")).filter((value) => value),
      ),
    ] as string[];
  const numbers = asked((query) => query.number);
  const codes = asked((query) => query.variantCode?.toUpperCase());
  const vendorNumbers = asked((query) => query.vendorItemNumber);
  const barcodes = asked((query) => query.barcode);
  const texts = asked((query) => (query.text ? `%${searchText(query.text)}%` : undefined));
  const [row] = await db.$queryRaw<{ items: ItemRow[] }[]>`
    SELECT coalesce(jsonb_agg(jsonb_build_object('id', i.id, 'number', i.number, 'version', i.version,
      'description', i.description, 'baseUnit', i."baseUnit",
        'salesUnit', i."salesUnit", 'barcode', i.barcode, 'vendorItemNumber', i."vendorItemNumber", 'blocked', i.blocked,
        'variants', (SELECT coalesce(jsonb_agg(jsonb_build_object('code', v.code, 'barcode', v.barcode,
          'vendorItemNumber', v."vendorItemNumber", 'blocked', v.blocked) ORDER BY v.code), '[]')
          FROM "LedgerItemVariant" v WHERE v.shop = i.shop AND v."itemId" = i.id)) ORDER BY i.number), '[]') AS items
    FROM "LedgerItem" i WHERE i.shop = ${scope.shop} AND i."connectionId" = ${scope.connectionId}::uuid AND i.id IN (
      SELECT id FROM "LedgerItem" WHERE shop = ${scope.shop}
        AND "connectionId" = ${scope.connectionId}::uuid AND number = ANY(${numbers}::text[])
      UNION SELECT id FROM "LedgerItem" WHERE shop = ${scope.shop}
        AND "connectionId" = ${scope.connectionId}::uuid AND "vendorItemNumber" = ANY(${vendorNumbers}::text[])
      UNION SELECT id FROM "LedgerItem" WHERE shop = ${scope.shop}
        AND "connectionId" = ${scope.connectionId}::uuid AND barcode = ANY(${barcodes}::text[])
      UNION SELECT "itemId" FROM "LedgerItemVariant" WHERE shop = ${scope.shop}
        AND "connectionId" = ${scope.connectionId}::uuid AND code = ANY(${codes}::text[])
      UNION SELECT "itemId" FROM "LedgerItemVariant" WHERE shop = ${scope.shop}
        AND "connectionId" = ${scope.connectionId}::uuid AND "vendorItemNumber" = ANY(${vendorNumbers}::text[])
      UNION SELECT "itemId" FROM "LedgerItemVariant" WHERE shop = ${scope.shop}
        AND "connectionId" = ${scope.connectionId}::uuid AND barcode = ANY(${barcodes}::text[])
      UNION (SELECT id FROM "LedgerItem" WHERE shop = ${scope.shop}
        AND "connectionId" = ${scope.connectionId}::uuid
        AND (number ILIKE ANY(${texts}::text[]) OR description ILIKE ANY(${texts}::text[]))
        ORDER BY number LIMIT 200))`;
  const items = row?.items ?? [];
  return queries.map((query) => candidatesFor(query, items));
}

/** Items in number order, with a search over number and description; variants do not have rows of their own here. */
export async function listItems(scope: Scope, page: PageRequest): Promise<Page<ItemCandidate>> {
  const contains = page.search
    ? ({ contains: searchText(page.search), mode: "insensitive" } as const)
    : undefined;
  const rows = await db.ledgerItem.findMany({
    where: {
      ...scope,
      ...(page.cursor ? { number: { gt: page.cursor } } : {}),
      ...(contains ? { OR: [{ number: contains }, { description: contains }] } : {}),
    },
    include: { variants: { orderBy: { code: "asc" } } },
    orderBy: { number: "asc" },
    take: page.limit + 1,
  });
  const values = rows.slice(0, page.limit);
  const last = values.at(-1);
  return {
    values: values.map((item) => itemCandidate(item, page.search ? "text" : "number")),
    ...(rows.length > page.limit && last ? { next: last.number } : {}),
  };
}
