import type { Tx } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { isZero } from "#app/money/decimal.ts";
import type { Scope } from "../scope.ts";
import type { STOCK_ENTRY_KINDS } from "../states.ts";

export interface StockMove {
  itemId: string;
  variantCode: string;
  location: string;
  /** In base units; negative leaves. */
  quantity: Decimal;
}

/**
 * Books moves in the caller's transaction: an entry each, and what is on hand. Stock may go below
 * zero; the screens show it.
 */
export async function moveStock(
  tx: Tx,
  scope: Scope,
  moves: StockMove[],
  why: {
    kind: (typeof STOCK_ENTRY_KINDS)[number];
    by: string;
    documentId?: string;
    note?: string;
  },
): Promise<void> {
  const real = moves.filter((move) => !isZero(move.quantity));
  if (real.length === 0) return;
  await tx.ledgerStockEntry.createMany({
    data: real.map((move) => ({
      ...scope,
      ...move,
      kind: why.kind,
      by: why.by,
      note: why.note ?? "",
      documentId: why.documentId ?? null,
      at: now(),
    })),
  });
  // One order of locks for all: two postings of the same items wait for each other instead of
  // blocking each other for ever.
  await tx.$executeRaw`
    INSERT INTO "LedgerStock" (shop, "connectionId", "itemId", "variantCode", location, quantity)
    SELECT ${scope.shop}, ${scope.connectionId}::uuid, m."itemId", m."variantCode", m.location, sum(m.quantity)
    FROM jsonb_to_recordset(${JSON.stringify(real)}::jsonb) AS m("itemId" uuid, "variantCode" text,
      location text, quantity numeric)
    GROUP BY 3, 4, 5 ORDER BY 3, 4, 5
    ON CONFLICT (shop, "itemId", "variantCode", location) DO UPDATE
      SET quantity = "LedgerStock".quantity + EXCLUDED.quantity`;
  await touchItems(
    tx,
    scope,
    real.map((move) => move.itemId),
  );
}

/** What is on hand or reserved of these items changed. */
export async function touchItems(
  tx: Tx,
  scope: Scope,
  ids: readonly (string | null)[],
): Promise<void> {
  const items = [...new Set(ids)].filter((id) => id !== null).sort();
  if (items.length > 0)
    await tx.ledgerItem.updateMany({
      where: { ...scope, id: { in: items } },
      data: { changedAt: now() },
    });
}

/** Items of these ids that are kept in stock. */
export async function stockedIds(tx: Tx, scope: Scope, ids: string[]): Promise<Set<string>> {
  const rows = await tx.ledgerItem.findMany({
    where: { ...scope, id: { in: ids }, stocked: true },
    select: { id: true },
  });
  return new Set(rows.map((row) => row.id));
}
