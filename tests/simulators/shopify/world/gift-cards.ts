/** A sold gift card exists as a card of its own, worth its line's price in shop currency. */
import type { OrderRecord } from "./model.ts";
import type { Store } from "./store.ts";
import { numericId } from "./ids.ts";
import type { CustomerRecord, GiftCardRecord } from "./model-shop.ts";

export function newGiftCard(
  store: Store,
  value: string,
  lastCharacters: string,
  customer: CustomerRecord | null,
): GiftCardRecord {
  const card: GiftCardRecord = {
    __typename: "GiftCard",
    id: store.ids.of("GiftCard"),
    lastCharacters,
    enabled: true,
    createdAt: store.instant(),
    updatedAt: store.instant(),
    expiresOn: null,
    note: null,
    deactivatedAt: null,
    templateSuffix: null,
    initial: value,
    remaining: value,
    currency: store.facts.currencyCode,
    customer,
    order: null,
    lineItem: null,
  };
  store.giftCards.push(store.keep(card));
  return card;
}

export function issueGiftCards(store: Store, order: OrderRecord): void {
  for (const line of order.lines.filter(({ isGiftCard }) => isGiftCard)) {
    for (let unit = 0; unit < line.quantity; unit++) {
      const card = newGiftCard(
        store,
        line.unitPrice.shop.toFixed(),
        (numericId(line.id) + unit).toString(36).slice(-4),
        order.customer,
      );
      card.order = order;
      card.lineItem = line;
    }
  }
}
