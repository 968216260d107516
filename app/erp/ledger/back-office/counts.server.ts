import { db } from "#app/db/client.server.ts";
import type { Scope } from "../scope.ts";

import type { DocumentState } from "../states.ts";

/** How many documents are in each state. */
export async function countDocuments(scope: Scope): Promise<Record<DocumentState, number>> {
  const groups = await db.ledgerDocument.groupBy({
    by: ["state"],
    where: scope,
    _count: { _all: true },
  });
  const count = (state: DocumentState): number =>
    groups.find((group) => group.state === state)?._count._all ?? 0;
  return {
    open: count("open"),
    released: count("released"),
    posted: count("posted"),
    cancelled: count("cancelled"),
  };
}

/** How many documents are sold to a customer. */
export const countDocumentsOf = (scope: Scope, customerId: string): Promise<number> =>
  db.ledgerDocument.count({ where: { ...scope, sellToId: customerId } });
