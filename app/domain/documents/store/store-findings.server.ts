import type { CardId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { ensureMappings } from "#app/domain/mapping/mappings.server.ts";
import { storeCustomerLinks, storeItemLinks } from "#app/domain/mapping/store-links.server.ts";
import type { PlannedOrder } from "../plan/plan-orders.server.ts";

const inOrder = <T>(rows: T[], keyOf: (row: T) => string): T[] =>
  rows.sort((a, b) => (keyOf(a) < keyOf(b) ? -1 : 1));

/** What planning found in the ERP, and the values it saw. Rows that batches at work side by side may share are written in one order, so that none waits for another in a circle. */
export async function storeFindings(
  tx: Tx,
  shop: string,
  planned: readonly PlannedOrder[],
): Promise<void> {
  const byCard = new Map<CardId, PlannedOrder["unseen"]>();
  for (const { card, unseen } of planned)
    if (card) byCard.set(card.id, [...(byCard.get(card.id) ?? []), ...unseen]);
  for (const [cardId, seen] of byCard) {
    const distinct = new Map(seen.map((value) => [`${value.kind}\n${value.key}`, value]));
    await ensureMappings(
      tx,
      shop,
      cardId,
      inOrder([...distinct.values()], ({ kind, key }) => `${kind}\n${key}`),
    );
  }
  const customers = planned.flatMap(({ plan, open }) =>
    plan && open
      ? plan.found.customers.map(({ link, ref, name, foundBy }) => ({
          shop,
          connectionId: open.connection.id,
          shopifyId: link,
          erpId: ref.id,
          erpNumber: ref.number ?? null,
          title: name,
          foundBy,
        }))
      : [],
  );
  await storeCustomerLinks(
    tx,
    inOrder(customers, ({ connectionId, shopifyId }) => `${connectionId}\n${shopifyId}`),
  );
  const items = planned.flatMap(({ plan, open }) =>
    plan && open
      ? plan.found.items.map(({ variantId, ref, variantCode, unit, title, foundBy }) => ({
          shop,
          connectionId: open.connection.id,
          variantId,
          erpId: ref.id,
          erpNumber: ref.number ?? null,
          variantCode: variantCode ?? null,
          unit: unit ?? null,
          title,
          foundBy,
        }))
      : [],
  );
  await storeItemLinks(
    tx,
    inOrder(items, ({ connectionId, variantId }) => `${connectionId}\n${variantId}`),
  );
}
