/**
 * What each refund of the seed comes to as a credit memo, oldest first, or the state it stays in without one; and what exchanges send out. Worked out by
 * hand from the prices of the seed: mug 12.90, map 24.00, standard shipping 4.90.
 */
export const EXPECTED_MEMOS: Readonly<Record<string, { memos: string[]; sent?: string[] }>> = {
  "refunded-with-restock": { memos: ["12.90"] },
  // 24.00 and half of 4.90, each with 19 % on top: 28.56 + 2.92.
  "refunded-unshipped": { memos: ["31.48"] },
  "refunded-amount-only": { memos: ["5.00"] },
  // 3 × 12.90 + 24.00 + 4.90.
  "fully-refunded": { memos: ["67.60"] },
  // A third of 49.97 and of its 5.5 % tax, in euro at the order's rate.
  "refunded-in-dollars": { memos: ["16.19"] },
  "edited-line-removed": { memos: ["nothing"] },
  "edited-quantity-lowered": { memos: ["nothing"] },
  "cancelled-paid": { memos: ["waitingDocument"] },
  "cancelled-unpaid": { memos: ["nothing"] },
  "cancelled-authorized": { memos: ["nothing"] },
  "refund-restocked-elsewhere": { memos: ["12.90"] },
  "refund-not-restocked": { memos: ["12.90"] },
  "refund-shipping-only": { memos: ["4.90"] },
  // A mug; then a mug and 2.00 of the shipping.
  "refund-twice": { memos: ["12.90", "14.90"] },
  "refund-pending": { memos: ["waitingPayment"] },
  "refund-failed": { memos: ["nothing"] },
  "refund-without-money": { memos: ["nothing"] },
  "refund-less-than-worth": { memos: ["10.00"] },
  "refund-gift-card": { memos: ["50.00"] },
  "refund-tip": { memos: ["3.00"] },
  // 12.90 and 4.90, each with 19 % on top: 15.35 + 5.83.
  "refund-tax-on-top": { memos: ["21.18"] },
  // A third of 38.70 less its share of 10.00, which is 6.17.
  "refund-discounted": { memos: ["10.84"] },
  // 12.90 and 4.00 beside it.
  "refund-all-amount": { memos: ["16.90"] },
  "refund-cancelled": { memos: ["waitingDocument"] },
  "return-refunded": { memos: ["12.90"] },
  "return-two-places": { memos: ["25.80"] },
  // 12.90 less 10 % and 3.50.
  "return-with-fees": { memos: ["8.11"] },
  "exchange-equal": { memos: ["12.90"], sent: ["12.90"] },
  // The map came back: 11.10 as money, and 12.90 as a mug.
  "exchange-cheaper": { memos: ["24.00"], sent: ["12.90"] },
  // A mug came back; the buyer paid 11.10 for the map.
  "exchange-dearer": { memos: ["12.90"], sent: ["24.00"] },
};
