import { db } from "#app/db/client.server.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { Scope } from "../scope.ts";
import type { DocumentState } from "../states.ts";

/** How many documents are in each state (lib/counted.ts: up to a thousand). */
export async function countDocuments(scope: Scope): Promise<Record<DocumentState, number>> {
  const found = (state: DocumentState): Prisma.Sql =>
    Prisma.sql`FROM "LedgerDocument" WHERE shop = ${scope.shop} AND "connectionId" = ${scope.connectionId}::uuid AND state = ${state}`;
  return countEach({
    open: found("open"),
    released: found("released"),
    posted: found("posted"),
    cancelled: found("cancelled"),
  });
}

/** How many documents are sold to a customer. */
export const countDocumentsOf = (scope: Scope, customerId: string): Promise<number> =>
  db.ledgerDocument.count({ where: { ...scope, sellToId: customerId } });
