/** A sold gift card exists as a card of its own, worth its line's price in shop currency. */
import { Big } from "./arithmetic/big.ts";
import { currentQuantity } from "./arithmetic/line-amounts.ts";
import { totalCapturable, totalOutstanding } from "./arithmetic/payments.ts";
import type { OrderRecord, TransactionRecord } from "./model.ts";
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
    transactions: [],
  };
  store.giftCards.push(store.keep(card));
  return card;
}

/** Cards are issued once the order is paid, as many as it still holds of the line. */
export function issueGiftCards(store: Store, order: OrderRecord): void {
  if (totalOutstanding(order).presentment.gt("0") || totalCapturable(order).presentment.gt("0"))
    return;
  for (const line of order.lines.filter(({ isGiftCard }) => isGiftCard)) {
    if (store.giftCards.some(({ lineItem }) => lineItem === line)) continue;
    for (let unit = 0; unit < currentQuantity(line); unit++) {
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

/** A payment by card: its receipt names the card, which holds less from then on. */
export function redeem(store: Store, transaction: TransactionRecord, lastCharacters: string): void {
  const card = store.giftCards.find((giftCard) => giftCard.lastCharacters === lastCharacters);
  if (!card) throw new Error(`There is no gift card ending in ${lastCharacters}.`);
  const left = new Big(card.remaining).minus(transaction.amount.shop);
  if (left.lt("0"))
    throw new Error(
      `The gift card ending in ${lastCharacters} does not hold ${transaction.amount.shop.toFixed()}.`,
    );
  change(store, card, left);
  transaction.receiptJson = receiptOf(card);
}

/** A refund of such a payment puts the money back on the card it came from. */
export function restore(store: Store, refund: TransactionRecord): void {
  const card = store.giftCards.find(
    (giftCard) => receiptOf(giftCard) === refund.parentTransaction?.receiptJson,
  );
  if (!card || refund.gateway !== "gift_card" || refund.status !== "SUCCESS") return;
  change(store, card, new Big(card.remaining).plus(refund.amount.shop));
  refund.receiptJson = receiptOf(card);
}

/** The cards that an order sold can be used no more; they keep their balances. */
export function deactivateGiftCards(store: Store, order: OrderRecord): void {
  for (const card of store.giftCards.filter((one) => one.order === order && one.enabled)) {
    card.enabled = false;
    card.deactivatedAt = store.instant();
    card.updatedAt = store.instant();
  }
}

/** Whoever works in the admin credits or debits a card, or pays out what it holds, without an order. */
export function adjustGiftCard(
  store: Store,
  lastCharacters: string,
  amount: string,
  isCashOut = false,
): void {
  const card = store.giftCards.find((giftCard) => giftCard.lastCharacters === lastCharacters);
  if (!card) throw new Error(`There is no gift card ending in ${lastCharacters}.`);
  change(store, card, new Big(card.remaining).plus(amount), isCashOut);
}

function change(store: Store, card: GiftCardRecord, remaining: Big, isCashOut = false): void {
  const value = remaining.minus(card.remaining);
  const kind = isCashOut ? "CashOut" : value.lt("0") ? "Debit" : "Credit";
  card.transactions.push(
    store.keep({
      __typename: `GiftCard${kind}Transaction`,
      id: store.ids.of(`GiftCard${kind}Transaction`),
      value: value.toFixed(),
      processedAt: store.instant(),
      note: null,
      giftCard: card,
    }),
  );
  card.remaining = remaining.toFixed();
  card.updatedAt = store.instant();
}

const receiptOf = ({ id, lastCharacters }: GiftCardRecord): string =>
  JSON.stringify({ gift_card_id: numericId(id), gift_card_last_characters: lastCharacters });
