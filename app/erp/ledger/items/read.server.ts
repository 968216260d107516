import { db } from "#app/db/client.server.ts";
import type { ItemReading } from "#app/erp/port/items.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { Scope } from "../scope.ts";
import { decimalOf } from "../scope.ts";

/** Prices of the ledger's items are what the shop asks for one base unit, with or without taxes as its own prices are. */
export async function readItems(scope: Scope, ids: string[]): Promise<ItemReading[]> {
  const rows = await db.ledgerItem.findMany({
    where: { ...scope, id: { in: ids.filter(isUuid) } },
    include: { _count: { select: { variants: true } } },
  });
  return rows.map((row) => ({
    ref: { kind: "item", id: row.id, number: row.number, version: String(row.version) },
    description: row.description,
    ...(row.barcode ? { barcode: row.barcode } : {}),
    unit: row.baseUnit,
    ...(row.price === null ? {} : { price: decimalOf(row.price) }),
    ...(row.currency ? { currency: row.currency } : {}),
    ...(row.weight === null ? {} : { weight: decimalOf(row.weight) }),
    stocked: row.stocked,
    variants: row._count.variants,
    blocked: row.blocked,
  }));
}
