/**
 * What the app makes of each kind of order under the settings the demo starts with: a default customer but no default company, accounts for
 * shipping, gift cards, tips, duties, fees, rounding and custom lines, items found by SKU (the ERP knows every SKU but PROTO-X9), policies "hold" for
 * cancelled, test, high-risk and held marketplace orders, shipped orders as invoices, orders that a person archived left out of the sync.
 */
import type { ProblemKind } from "#app/domain/problems/catalog.ts";

export interface ExpectedVerdict {
  imported: boolean;
  outcome: "document" | ProblemKind;
  documentType?: "order" | "invoice";
  because: string;
  /** Tax of what an exchange sends out; the order's total has it, its document has not. */
  exchangedTax?: string;
}

const order = (because: string): ExpectedVerdict => ({
  imported: true,
  outcome: "document",
  documentType: "order",
  because,
});
const invoice = (because: string): ExpectedVerdict => ({
  imported: true,
  outcome: "document",
  documentType: "invoice",
  because,
});
const stopped = (outcome: ProblemKind, because: string): ExpectedVerdict => ({
  imported: true,
  outcome,
  because,
});

export const EXPECTED_VERDICTS: Readonly<Record<string, ExpectedVerdict>> = {
  "one-line": order("A paid order with one known item."),
  "few-lines": order("Known items at two tax rates."),
  "eleven-lines": order("More lines than one page: the rest is fetched."),
  "sixty-lines": order("All sixty lines stand in the document."),
  "same-product-twice": order("Two document lines, told apart by their line, not by their item."),
  "tax-included": order("Prices contain tax."),
  "tax-on-top": order("Tax is added to the prices; shipping is not taxed."),
  "two-tax-lines": order("Two taxes on each line, both in the document's tax."),
  "no-tax": order("No tax is due."),
  "custom-line": order("The custom line goes to the account for custom lines."),
  "unknown-sku": stopped("unknown-item", "The ERP has no item PROTO-X9."),
  "digital-only": invoice("Nothing has to be shipped."),
  "digital-and-goods": order("The map still has to be shipped."),
  "note-attributes-tags": order("Note, attributes and tags change nothing in the amounts."),
  "emoji-and-long-texts": order("Texts are cut to what the ERP holds, never inside a character."),
  "two-currencies": order("The document is in euro, proved against the shop amounts."),
  "two-currencies-discounted": order("Discounts add up in both currencies."),
  yen: order("Yen have no cents; the shop amounts have."),
  "kuwaiti-dinar": order("Dinar have three places."),
  thirds: order("Ten euro over three lines are shared to the cent."),
  "thirds-on-top": order("Tax is rounded for each line."),
  "paid-at-another-rate": order("The payment's rate does not touch the goods."),
  "line-discount": order("The discount stands on its line."),
  "line-discount-amount": order(
    "Five euro off three units do not divide; the line's discount is exact.",
  ),
  "order-discount": order("The order's discount is shared over its lines."),
  "shipping-discount": order("Shipping at half its price."),
  "free-shipping-code": order("Shipping with an equal discount."),
  "free-shipping": order("Shipping that costs nothing makes no line."),
  "all-discounts": order("Line, order and shipping discounts side by side."),
  "hundred-percent-line": order("A line of zero stays in the document, since it must be shipped."),
  "zero-total": order("The goods go out though nothing is paid."),
  "two-shipping-lines": order("Each shipping line is its own document line."),
  "two-shipping-lines-one-free": order("One of the two shipping lines is free."),
  "carrier-rate": order("A rate of a carrier service, mapped by its title."),
  tip: order("The tip goes to its account."),
  "gift-card-sold": order("The gift card goes to its account, the map is shipped."),
  "gift-card-only": invoice("The gift cards were delivered by e-mail; nothing is left to ship."),
  "gift-card-redeemed": order("A gift card is a payment, not a discount."),
  "gift-card-pays-all": order("Paid with a gift card alone."),
  "duties-and-fee": order("Duties and the fee go to their accounts."),
  "taxed-fee": order("The fee's tax is part of the order's tax."),
  "cash-rounding": invoice(
    "Handed over at the counter; two cents of rounding go to their account.",
  ),
  guest: order("No customer record: the default customer is taken."),
  "pos-without-address": invoice(
    "Handed over at the counter to nobody named: the default customer.",
  ),
  "customer-without-address": order("Picked up in the store; no address is needed."),
  "email-only": order("A customer without name; the default customer is taken."),
  "same-name": order("Two people of one name are told apart by e-mail."),
  "two-addresses": order("Billed here, shipped there."),
  "tax-exempt": order("The buyer pays no tax."),
  "b2b-net-terms": stopped(
    "missing-company",
    "The company is not linked and there is no default company.",
  ),
  "b2b-paid": stopped(
    "missing-company",
    "The company is not linked and there is no default company.",
  ),
  fulfilled: invoice("Everything was shipped before the first sync."),
  "partially-fulfilled": order("One line is still to be shipped."),
  "two-locations": order("One line is split over two locations."),
  "three-fulfillment-orders": order("More fulfillment orders than one page: the rest is fetched."),
  scheduled: order("To be shipped later."),
  "on-hold": order("A hold of the merchant stops shipping, not the document."),
  "authorized-only": order("Authorized money is enough to sell."),
  "captured-later": order("Captured before the first sync."),
  "partially-paid": order("What is still owed is a matter of payments."),
  "bank-transfer-pending": order("Waiting for the money does not stop the document."),
  "failed-then-paid": order("Only the payment that went through counts."),
  unpaid: order("Nothing is paid yet."),
  "refunded-with-restock": invoice(
    "Shipped and sold; the mug that came back is a matter of its credit memo.",
  ),
  "refunded-unshipped": order(
    "The document has what was sold; the map is taken off by the credit memo.",
  ),
  "refunded-amount-only": order("The five euro are a matter of the credit memo."),
  "fully-refunded": order("The document has what was sold; the credit memo gives all of it back."),
  "refunded-in-dollars": order("The flag that was paid back is a matter of the credit memo."),
  "return-open": invoice("Shipped; the return is still under way and takes nothing off."),
  "edited-line-removed": order("The removed line is not in the document."),
  "edited-quantity-lowered": order("Two of five flags remain."),
  "edited-line-added": order("The added line is in the document."),
  "edited-discount-added": order("The added discount stands on its line."),
  "cancelled-paid": stopped("cancelled-order", "Cancelled orders wait for a decision."),
  "cancelled-unpaid": stopped(
    "nothing-left",
    "Cancelling an order that was never paid removes every line: there is nothing to decide.",
  ),
  "cancelled-authorized": stopped(
    "nothing-left",
    "No money was taken, so cancelling removes every line: there is nothing to decide.",
  ),
  archived: {
    imported: false,
    outcome: "archived",
    because: "A person archived it; it comes only when asked for.",
  },
  "test-order": stopped("test-order", "Test orders wait for a decision."),
  "high-risk": stopped("high-risk-order", "High-risk orders wait for a decision."),
  "medium-risk": order("Medium risk is shown, not held."),
  "marketplace-on-hold": {
    imported: false,
    outcome: "held-marketplace",
    because: "It waits among the orders to import until the marketplace releases it.",
  },
  "marketplace-ready": order("The marketplace released it; authorized is enough."),
  "two-authorizations": order("Authorized in two parts; both are enough to sell."),
  "multi-capture": order("How often it can be captured is a matter of payments."),
  "authorized-in-dollars": order(
    "The document is in euro; the authorization in dollars is a matter of payments.",
  ),
  "facebook-paid": order("Paid on the channel; the goods still have to be shipped."),
  "fulfillment-service": order("Who ships does not change what is sold."),
  "service-and-own": order("Who ships does not change what is sold."),
  "refund-restocked-elsewhere": invoice("Shipped; the mug came back to another location."),
  "refund-not-restocked": invoice("Shipped; one mug was paid back and kept."),
  "refund-shipping-only": invoice("Shipped; the shipping was paid back."),
  "refund-twice": invoice("Shipped; two refunds, a credit memo each."),
  "refund-pending": invoice("Shipped; the refund waits for its money."),
  "refund-failed": invoice("Shipped; the goods came back, the money did not go out."),
  "refund-without-money": invoice("Shipped; the goods came back without money."),
  "refund-less-than-worth": invoice("Shipped; less was paid back than the mug's worth."),
  "refund-gift-card": invoice("Shipped; the gift card was paid back."),
  "refund-tip": invoice("Shipped; the tip was paid back."),
  "refund-tax-on-top": invoice("Shipped; a mug and the shipping were paid back, with tax on top."),
  "refund-discounted": invoice("Shipped; a third of a discounted line was paid back."),
  "refund-all-amount": invoice("Shipped; a mug and four euro more were paid back."),
  "refund-cancelled": stopped("cancelled-order", "Cancelled orders wait for a decision."),
  "return-requested": invoice("Shipped; a return that is asked for takes nothing off."),
  "return-received": invoice("Shipped; the return is not paid back and takes nothing off."),
  "return-refunded": invoice("Shipped; one mug came back and was paid back."),
  "return-two-places": invoice("Shipped; two mugs came back to two locations."),
  "return-with-fees": invoice("Shipped; one mug came back and was paid back less the fees."),
  "return-exchanged": invoice(
    "The first goods were shipped; what goes out instead is not on their document.",
  ),
  "exchange-equal": {
    ...invoice("The first goods were shipped; what goes out instead has a document of its own."),
    exchangedTax: "2.06",
  },
  "exchange-cheaper": {
    ...invoice("The first goods were shipped; what goes out instead has a document of its own."),
    exchangedTax: "2.06",
  },
  "exchange-dearer": {
    ...invoice("The first goods were shipped; what goes out instead has a document of its own."),
    exchangedTax: "3.83",
  },
};
