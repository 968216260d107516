import { db } from "#app/db/client.server.ts";
import type { Scope } from "#app/db/scope.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { askLate } from "./by-hand/ask-late.server.ts";
import { planAndStore } from "./create-credit-memos.server.ts";
import type { PlannedRefund } from "./plan-refunds.server.ts";
import { isPutAside, wasAsked } from "./states.ts";

/** The card has it made without a click. One that a person unlinked or put aside is made again only by a person. */
export const isAutomatic = ({ card, refund, of }: PlannedRefund): boolean => {
  const row = of.rows.get(refund.id);
  return (
    card?.settings.returnProcess === "autoCreditMemo" &&
    (row?.generation ?? 1) === 1 &&
    !isPutAside(row)
  );
};

/** What kept the refunds of these orders may be gone: the credit memos that had been asked for are made; the others wait for a person. */
export async function goOnCrediting(scope: Scope, orderIds: readonly OrderId[]): Promise<void> {
  await planAndStore(
    scope,
    orderIds,
    (one) => isAutomatic(one) || wasAsked(one.of.rows.get(one.refund.id)),
  );
  await askLate(db, scope.shop, orderIds);
}
