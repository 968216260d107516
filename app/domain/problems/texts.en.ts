/** English texts of every problem kind: what happened, why, what to do. {{name}} is filled from the problem's params, $t({{name}}) from the text that the param names. */
export const problemTexts: Record<string, string> = {
  "problem.unknown-item.title": "Product {{name}} is not known in the ERP",
  "problem.unknown-item.cause": "No item was found for SKU “{{sku}}” or barcode “{{barcode}}”.",
  "problem.unknown-item.action":
    "Choose the ERP item for this product, or add the item in the ERP. Then try again.",
  "problem.blocked-item.title": "Item {{number}} is blocked in the ERP",
  "problem.blocked-item.cause": "The ERP does not sell blocked items.",
  "problem.blocked-item.action":
    "Unblock the item in the ERP, or choose another item for this product.",
  "problem.missing-customer.title": "No ERP customer for this order",
  "problem.missing-customer.cause":
    "No customer was found. Way of matching: $t({{tried}}). $t({{reason}})",
  "problem.missing-customer.action":
    "Choose a customer for this order, create one, or set a default customer on the shop card.",
  "problem.blocked-customer.title": "Customer {{number}} is blocked in the ERP",
  "problem.blocked-customer.cause":
    "The order matched this customer, and the ERP does not sell to blocked customers.",
  "problem.blocked-customer.action":
    "Unblock the customer in the ERP, or choose another customer for this order.",
  "problem.missing-company.title": "No ERP customer for company {{company}}",
  "problem.missing-company.cause":
    "The company is not linked to an ERP customer and the shop card has no default company.",
  "problem.missing-company.action":
    "Choose a customer for this order, link the company, or set a default company on the shop card.",
  "problem.missing-account.title": "An account is missing on the shop card",
  "problem.missing-account.cause":
    "The order has an amount for “$t({{what}})” and no account is set for it.",
  "problem.missing-account.action": "Choose the account on the shop card. The order then goes on.",
  "problem.missing-template.title": "No customer template is set",
  "problem.missing-template.cause":
    "A new customer from country “{{country}}” needs a template. Neither the country nor the shop card names one.",
  "problem.missing-template.action":
    "Choose a customer template on the shop card or for this country.",
  "problem.unknown-number.title": "Number {{number}} is not known in the ERP",
  "problem.unknown-number.cause":
    "A setting or mapping names $t({{what}}) {{number}}, and the ERP has no such entry.",
  "problem.unknown-number.action":
    "Choose another number in the setting or mapping, or add it in the ERP.",
  "problem.unmapped-location.title": "Location {{location}} is not mapped",
  "problem.unmapped-location.cause":
    "The ERP needs a location on every item line, and this Shopify location has none.",
  "problem.unmapped-location.action": "Choose the ERP location for it. Waiting orders then go on.",
  "problem.item-charge-unsupported.title": "The ERP has no item charges",
  "problem.item-charge-unsupported.cause":
    "Shipping method “{{title}}” is set to be booked as an item charge.",
  "problem.item-charge-unsupported.action":
    "Choose an account or an item for this shipping method.",
  "problem.account-lines-unsupported.title": "The ERP takes item lines only",
  "problem.account-lines-unsupported.cause":
    "The order has an amount for “$t({{what}})” that belongs on an account, and this ERP has no such lines.",
  "problem.account-lines-unsupported.action":
    "Allow account lines in the ERP, or make this document by hand.",
  "problem.held-marketplace.title": "The marketplace has not released this order",
  "problem.held-marketplace.cause":
    "{{channel}} holds new orders for a while to check payment and fraud. They can still change.",
  "problem.held-marketplace.action":
    "Wait: the order goes on by itself once it is released. To go on now, release it here.",
  "problem.cancelled-order.title": "The order is cancelled",
  "problem.cancelled-order.cause":
    "It was cancelled in Shopify. The shop card says that no document is made for cancelled orders.",
  "problem.cancelled-order.action":
    "Nothing needs to be done. To make a document anyway, release the order.",
  "problem.test-order.title": "This is a test order",
  "problem.test-order.cause":
    "It was paid with a test payment. The shop card says that no document is made for test orders.",
  "problem.test-order.action":
    "Release the order to make a document anyway, or change the setting.",
  "problem.high-risk-order.title": "Shopify sees a high risk of fraud",
  "problem.high-risk-order.cause":
    "The shop card says that orders with a high risk wait for a person.",
  "problem.high-risk-order.action":
    "Check the order in Shopify. Then release it here or cancel it there.",
  "problem.archived.title": "The order is archived in Shopify",
  "problem.archived.cause": "Archived orders are not imported unless you ask for them.",
  "problem.archived.action": "Unarchive it in Shopify, or sync again with archived orders.",
  "problem.nothing-left.title": "Nothing is left on this order",
  "problem.nothing-left.cause": "Every line was removed in Shopify, so there is nothing to sell.",
  "problem.nothing-left.action":
    "Nothing needs to be done. The order goes on by itself if a line is added again.",
  "problem.unproved-total.title": "The totals do not agree",
  "problem.unproved-total.cause":
    "Shopify says {{shopify}} {{currency}}, the document would say {{document}} {{currency}}. The difference is {{difference}}.",
  "problem.unproved-total.action":
    "Compare the proof table with the order in Shopify. A small difference can be allowed with a larger tolerance on the shop card.",
  "problem.totals-mismatch.title": "The ERP reckons another total",
  "problem.totals-mismatch.cause":
    "The document should come to {{expected}}, the ERP says {{actual}}.",
  "problem.totals-mismatch.action":
    "Check taxes and rounding in the ERP. The document stays unreleased until the totals agree.",
  "problem.currency-unknown.title": "Currency {{currency}} is not known in the ERP",
  "problem.currency-unknown.cause":
    "The order is in {{currency}} and the ERP has no such currency.",
  "problem.currency-unknown.action":
    "Add the currency in the ERP, or choose another currency setting on the shop card.",
  "problem.document-number-refused.title": "“{{number}}” cannot be the document number",
  "problem.document-number-refused.cause": "$t({{reason}})",
  "problem.document-number-refused.action":
    "Switch off “Use Shopify order no.” for this order or on the shop card.",
  "problem.text-too-long.title": "$t({{field}}) is too long for the ERP",
  "problem.text-too-long.cause":
    "The ERP takes {{limit}} characters, the order has {{length}}. It is not cut, because it names something.",
  "problem.text-too-long.action": "Shorten it in Shopify, then sync the order again.",
  "problem.redacted.title": "The buyer’s data was erased",
  "problem.redacted.cause":
    "Shopify asked to erase this buyer’s personal data, so names and addresses are gone.",
  "problem.redacted.action": "Make the document by hand if you still need it.",
  "problem.erp-refused.title": "The ERP refused the document",
  "problem.erp-refused.cause": "The ERP said: {{message}}",
  "problem.erp-refused.action": "Mend the cause in the ERP or in the order, then try again.",
  "problem.erp-unavailable.title": "The ERP does not answer",
  "problem.erp-unavailable.cause": "The last call failed: {{message}}",
  "problem.erp-unavailable.action":
    "Nothing needs to be done: it is tried again by itself. If it lasts, check the ERP.",
  "problem.erp-auth.title": "The ERP did not accept the sign-in",
  "problem.erp-auth.cause": "The user, password or key of the connection is wrong or has run out.",
  "problem.erp-auth.action": "Enter the sign-in again on the ERP page and test the connection.",
  "problem.erp-permission.title": "The ERP user may not do this",
  "problem.erp-permission.cause": "The ERP said: {{message}}",
  "problem.erp-permission.action":
    "Give the user of the connection this right in the ERP, then try again.",
  "problem.erp-setup.title": "Something must be set up in the ERP",
  "problem.erp-setup.cause": "The ERP said: {{message}}",
  "problem.erp-setup.action": "{{action}} Then try again.",
  "problem.erp-not-connected.title": "No ERP is connected",
  "problem.erp-not-connected.cause":
    "The shop card names no ERP, so there is nowhere to make the document.",
  "problem.erp-not-connected.action":
    "Connect an ERP on the ERP page and choose it on the shop card.",
  "problem.ambiguous-act.title": "It is not clear whether the last step worked",
  "problem.ambiguous-act.cause": "The answer to the last call was lost: {{message}}",
  "problem.ambiguous-act.action":
    "Nothing to do yet: it is looked up, and sent again only if nothing came of it. If the task has failed, compare both sides, then try again or skip it.",
  "problem.duplicate-documents.title": "The ERP has more than one document for this order",
  "problem.duplicate-documents.cause": "These documents carry the order’s number: {{numbers}}.",
  "problem.duplicate-documents.action":
    "Keep one and delete the others in the ERP. Then try again.",
  "problem.order-changed-after-processing.title": "The order changed after its document was made",
  "problem.order-changed-after-processing.cause":
    "The order was already processed in the ERP, but an edit came from Shopify. The change was not passed on to the processed order in the ERP.",
  "problem.order-changed-after-processing.action":
    "Update the processed documents to match Shopify, or unlink them and make new ones. Or mark the conflict as resolved.",
  "problem.import-failed.title": "The order could not be imported",
  "problem.import-failed.cause": "{{message}}",
  "problem.import-failed.action": "It is tried again at the next sync. You can also try it now.",
  "problem.order-unreadable.title": "Shopify’s answer for this order is not complete",
  "problem.order-unreadable.cause": "This part is missing or has an unknown form: {{part}}.",
  "problem.order-unreadable.action": "Try again. If it stays, send us the order number.",
  "problem.no-permission.title": "The app may not read this in Shopify",
  "problem.no-permission.cause": "The app lacks the permission {{scope}}.",
  "problem.no-permission.action": "Open the app and agree to the new permissions.",
  "problem.shopify-refused.title": "Shopify refused the call",
  "problem.shopify-refused.cause": "Shopify said: {{message}}",
  "problem.shopify-refused.action":
    "Look at the order in Shopify, then try again or skip the task.",
  "problem.shopify-unavailable.title": "Shopify does not answer",
  "problem.shopify-unavailable.cause": "The last call failed: {{message}}",
  "problem.shopify-unavailable.action":
    "Nothing needs to be done: it is tried again by itself. If it lasts, look at Shopify’s status page.",
  "problem.shopify-token.title": "The app is signed out of Shopify",
  "problem.shopify-token.cause": "Its access has run out and could not be renewed.",
  "problem.shopify-token.action": "Open the app in Shopify once. It signs in again by itself.",
  "problem.outgoing-disabled.title": "Writing to Shopify is switched off",
  "problem.outgoing-disabled.cause":
    "The shop card does not allow outgoing requests, so this step waits.",
  "problem.outgoing-disabled.action": "Allow outgoing requests on the shop card.",
  "problem.waits-for-task.title": "This step waits for the one before it",
  "problem.waits-for-task.cause": "The step before it was not done, so this one cannot go.",
  "problem.waits-for-task.action": "Open the tasks, and retry the step before it.",
  "problem.not-in-filter.title": "The order does not meet the filter",
  "problem.not-in-filter.cause": "{{field}} should be {{wanted}} and is {{actual}}.",
  "problem.not-in-filter.action": "Change the filter, or import the order by hand.",
  "problem.released.title": "Released by hand",
  "problem.released.cause": "{{by}} let this order go on, although it was held.",
  "problem.released.action": "Nothing to do. It is imported with the next sync.",
  "problem.excluded.title": "Left out by hand",
  "problem.excluded.cause": "{{by}} left this order out: {{text}}",
  "problem.excluded.action": "Include it again to import it.",
  "problem.fulfillment-held.title": "The order is on hold in Shopify",
  "problem.fulfillment-held.cause": "A hold keeps Shopify from accepting the shipment: {{holds}}.",
  "problem.fulfillment-held.action":
    "It is sent by itself as soon as the hold is released. You can release it in Shopify.",
  "problem.fulfillment-scheduled.title": "Shopify has planned this delivery for later",
  "problem.fulfillment-scheduled.cause": "The goods are not open for fulfillment before {{at}}.",
  "problem.fulfillment-scheduled.action":
    "It is sent by itself then. Or mark the fulfillment order as open in Shopify.",
  "problem.third-party-fulfillment.title": "Another fulfillment service ships these goods",
  "problem.third-party-fulfillment.cause":
    "Shopify gave them to {{service}}, so a shipment of the ERP cannot fulfill them.",
  "problem.third-party-fulfillment.action":
    "Move the items to a location of your own in Shopify and try again, or skip the shipment.",
  "problem.nothing-left-to-fulfill.title": "Shopify has nothing left to fulfill for this shipment",
  "problem.nothing-left-to-fulfill.cause":
    "The shipped lines are fulfilled or removed in Shopify already.",
  "problem.nothing-left-to-fulfill.action":
    "Compare the shipment with the order. If it was fulfilled by hand, skip it.",
  "problem.no-lines-to-fulfill.title": "No lines to fulfill",
  "problem.no-lines-to-fulfill.cause": "The shipment holds no line of the Shopify order.",
  "problem.no-lines-to-fulfill.action":
    "Nothing to do. If that is wrong, correct the shipment in the ERP.",
  "problem.shipped-more-than-remains.title": "More was shipped than the order holds",
  "problem.shipped-more-than-remains.cause":
    "Left over after fulfilling what remained: {{surplus}}.",
  "problem.shipped-more-than-remains.action":
    "Add the items to the order in Shopify, or take them back in the ERP.",
  "problem.order-missing.title": "The app has no such order",
  "problem.order-missing.cause":
    "The ERP document {{number}} carries a key of this app, but its order is not here.",
  "problem.order-missing.action": "Import the order, then try again.",
  "problem.shipment-undone.title": "A shipment was undone after it was fulfilled",
  "problem.shipment-undone.cause":
    "{{number}} was undone in the ERP, but Shopify still shows its goods as fulfilled.",
  "problem.shipment-undone.action":
    "Cancel the fulfillment in Shopify, if the goods did not leave.",
  "problem.fulfillment-refused.title": "Shopify refused the fulfillment",
  "problem.fulfillment-refused.cause": "Shopify said: {{message}}",
  "problem.fulfillment-refused.action":
    "Look at the order in Shopify, then try again or skip the shipment.",
  "problem.fulfillment-unclear.title": "Several fulfillments could be this shipment’s",
  "problem.fulfillment-unclear.cause":
    "The answer to our call was lost, and these came since with the same goods and tracking: {{names}}.",
  "problem.fulfillment-unclear.action":
    "Cancel the one in Shopify that is too much and try again, or skip the shipment if the order is right.",
  "problem.broken-quantity.title": "The shipment counts parts of a piece",
  "problem.broken-quantity.cause":
    "Shopify fulfills whole pieces only, and this was shipped: {{lines}}.",
  "problem.broken-quantity.action":
    "Correct the shipment in the ERP, or skip it and fulfill the order in Shopify.",
  "problem.order-cancelled.title": "The order was cancelled in Shopify",
  "problem.order-cancelled.cause":
    "{{number}} was shipped, but nothing of a cancelled order can be fulfilled.",
  "problem.order-cancelled.action": "Take the goods back in the ERP, then skip the shipment.",
  "problem.document-unlinked.title": "The shipment belongs to a document that was unlinked",
  "problem.document-unlinked.cause":
    "{{number}} was taken away from its order, so its shipments are not sent: those of the order’s next document are.",
  "problem.document-unlinked.action":
    "Nothing to do. Try again if this shipment is to count all the same.",
  "problem.shipment-reversed.title": "The shipment was undone in the ERP",
  "problem.shipment-reversed.cause": "{{number}} was undone before it was sent to Shopify.",
  "problem.shipment-reversed.action": "Nothing to do.",
  "problem.shipment-put-aside.title": "The shipment was put aside",
  "problem.shipment-put-aside.cause": "{{number}} was skipped, so this task has nothing to do.",
  "problem.shipment-put-aside.action": "Try the shipment again if that was wrong.",
  "problem.channel-captures.title": "{{channel}} captures this payment",
  "problem.channel-captures.cause":
    "From authorization until {{channel}} has taken the money, nobody else may capture it, edit the order, change its address or refund an amount of choice.",
  "problem.channel-captures.action": "Nothing to do. The capture is noticed by itself.",
  "problem.capture-off.title": "The app does not capture payments",
  "problem.capture-off.cause": "The shop card says that payments are captured by hand.",
  "problem.capture-off.action": "Capture in Shopify, or change the setting.",
  "problem.nothing-to-capture.title": "No authorized payment to capture",
  "problem.nothing-to-capture.cause":
    "The order holds no authorized money: it is paid, not paid at all, or was paid in another way.",
  "problem.nothing-to-capture.action": "Nothing to do if the order is paid.",
  "problem.paid-already.title": "The posted amount is paid already",
  "problem.paid-already.cause": "What was captured before covers the invoices posted so far.",
  "problem.paid-already.action": "Nothing to do.",
  "problem.capture-later.title": "The payment waits for the invoice that completes the order",
  "problem.capture-later.cause":
    "It can be captured only once; capturing a part now would release the rest.",
  "problem.capture-later.action":
    "Nothing to do. Post the remaining invoice, or change the setting.",
  "problem.captured-elsewhere.title": "The payment was captured elsewhere",
  "problem.captured-elsewhere.cause": "Somebody else captured it before this app did.",
  "problem.captured-elsewhere.action": "Nothing to do.",
  "problem.capture-pending.title": "The bank has not answered yet",
  "problem.capture-pending.cause": "Shopify took the capture; its result is pending.",
  "problem.capture-pending.action": "Nothing to do. It is asked again until there is an answer.",
  "problem.capture-failed.title": "The payment could not be captured",
  "problem.capture-failed.cause": "The payment provider said: {{message}}",
  "problem.capture-failed.action": "Try again, or ask the buyer for another payment.",
  "problem.capture-short.title": "The invoices come to more than was authorized",
  "problem.capture-short.cause":
    "{{missing}} {{currency}} of the posted amount is neither paid nor authorized.",
  "problem.capture-short.action": "Ask the buyer for the rest, or credit it in the ERP.",
  "problem.authorization-expired.title": "The authorization has ended",
  "problem.authorization-expired.cause":
    "The money was not captured in time and is not held any more.",
  "problem.authorization-expired.action": "Ask the buyer to pay again.",
  "problem.authorization-expiring.title": "An authorization is about to end",
  "problem.authorization-expiring.cause":
    "{{amount}} {{currency}} must be captured before {{at}}, or the money is lost.",
  "problem.authorization-expiring.action":
    "Post the invoice in the ERP, or capture the payment now.",
  "problem.invoice-cancelled-after-capture.title":
    "An invoice was cancelled after its payment was captured",
  "problem.invoice-cancelled-after-capture.cause":
    "{{number}} was cancelled in the ERP; {{amount}} {{currency}} is captured.",
  "problem.invoice-cancelled-after-capture.action":
    "Refund the payment in Shopify, or post the invoice again.",
  "problem.invoice-cancelled.title": "The invoice was cancelled in the ERP",
  "problem.invoice-cancelled.cause": "{{number}} does not count any more.",
  "problem.invoice-cancelled.action": "Nothing to do.",
  "problem.unmapped-gateway.title": "No payment method for {{gateway}}",
  "problem.unmapped-gateway.cause": "The payment cannot be booked in the ERP without one.",
  "problem.unmapped-gateway.action": "Choose the ERP’s payment method for this gateway.",
  "problem.mark-paid-refused.title": "Shopify did not mark the order as paid",
  "problem.mark-paid-refused.cause": "Shopify said: {{message}}",
  "problem.mark-paid-refused.action": "Look at the order in Shopify.",
  "problem.cancel-running.title": "Shopify is cancelling the order",
  "problem.cancel-running.cause": "The cancellation was accepted and is being carried out.",
  "problem.cancel-running.action": "Nothing to do. Its result is followed.",
  "problem.cancel-refused.title": "Shopify did not cancel the order",
  "problem.cancel-refused.cause": "Shopify said: {{message}}",
  "problem.cancel-refused.action": "Look at the order in Shopify. You can cancel it there.",
  "problem.posted-unreadable.title": "{{number}} of the ERP could not be taken over",
  "problem.posted-unreadable.cause":
    "What the ERP says of it could not be stored. The reference in the log is {{trace}}.",
  "problem.posted-unreadable.action":
    "It is tried again every night, and whenever it changes in the ERP. Tell support if it stays.",
  "problem.connection-paused.title": "The connection to the ERP is paused",
  "problem.connection-paused.cause": "Nothing is read from the ERP while its connection is paused.",
  "problem.connection-paused.action": "Let the connection go on, on its page.",
  "problem.skipped-by-hand.title": "Skipped by hand",
  "problem.skipped-by-hand.cause": "{{by}} skipped it: {{text}}",
  "problem.skipped-by-hand.action": "Try it again if that was wrong.",
  "problem.internal.title": "Something went wrong in the app",
  "problem.internal.cause": "An error we did not foresee. Its reference is {{trace}}.",
  "problem.internal.action": "Try again. If it stays, send us the reference.",

  "problem.what.shipping": "Shipping",
  "problem.what.giftCard": "Sold gift cards",
  "problem.what.tip": "Tips",
  "problem.what.cashRounding": "Cash rounding",
  "problem.what.duty": "Duties",
  "problem.what.fee": "Additional fees",
  "problem.what.customLine": "Custom lines",
  "problem.what.rounding": "Rounding",
  "problem.what.customer": "customer",
  "problem.what.item": "item",
  "problem.number.at": "A document number cannot start with @.",
  "problem.number.series": "The ERP’s number series does not allow numbers given by hand.",
  "problem.number.long": "It is longer than the ERP allows.",
  "problem.field.poNumber": "The PO number",
};
