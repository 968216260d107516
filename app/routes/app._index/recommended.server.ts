import { getConnection } from "#app/domain/erp-connections/read-connections.server.ts";
import { getCard, saveCard } from "#app/domain/shop-card/cards.server.ts";
import {
  ACCOUNT_SETTINGS,
  RETAIL_TEMPLATE,
  RETURNS_LOCATION,
} from "#app/erp/ledger/set-up/default-books.ts";
import type { Outcome } from "#app/ui/outcome.ts";

const FROM_ORDERS = { autoCreateItems: true };
const CUSTOMERS_FROM_ORDERS = { autoCreateCustomers: true, customerTemplate: RETAIL_TEMPLATE };

/**
 * What documents in the built-in ledger need: the accounts of its own books, and customers and items made from the orders, as a new ledger has neither.
 * What somebody has chosen already stays.
 */
export async function saveRecommended({
  shop,
  by,
}: {
  shop: string;
  by: string;
}): Promise<Outcome> {
  const card = await getCard(shop);
  const connection = card?.connectionId ? await getConnection(shop, card.connectionId) : null;
  if (!card || connection?.adapter !== "ledger") return { refused: "home.refused.recommended" };
  const wanted = {
    ...ACCOUNT_SETTINGS,
    defaultReturnLocation: RETURNS_LOCATION,
    ...FROM_ORDERS,
    ...(card.settings.defaultCustomer ? {} : CUSTOMERS_FROM_ORDERS),
  };
  const values = Object.fromEntries(
    Object.entries(wanted).filter(([key]) => (card.stored[key] ?? "") === ""),
  );
  const saved = await saveCard({ shop, by }, card, { values });
  return saved.ok ? { done: "home.done.recommended" } : { refused: "home.refused.recommended" };
}
