/** Calls that Business Central refuses or doesn't answer, and what its API can't do. */
export const businessCentral = {
  bc: {
    address: "Business Central's address isn't allowed. $t({{why}})",
    certificate: "Business Central's certificate wasn't accepted. $t({{why}})",
    notReached:
      "Business Central can't be reached. $t({{why}}) Nothing was changed. The app tries again.",
    answerLost:
      "Business Central's answer was lost. $t({{why}}) It isn't known whether the change was made; this is checked before anything is repeated.",
    noAnswer:
      "Business Central didn't answer completely. $t({{why}}) Nothing was changed. The app tries again.",
    tooMany:
      "Business Central asks to wait, because this application sent too many requests. The app tries again.",
    forbidden: "Business Central doesn't let the app do this.",
    noAddress: "The environment doesn't exist, or the address doesn't lead to Business Central.",
    requestTooLarge: "Business Central refused the request because it is too large.",
    serverFailed: "Business Central failed ({{status}}). Nothing was changed. The app tries again.",
    serverFailedWriting:
      "Business Central failed or took too long ({{status}}). It isn't known whether the change was made; this is checked before anything is repeated.",
    unexpectedStatus: "The address doesn't answer as Business Central does ({{status}}).",
    unreadable: "Business Central's answer can't be read: {{detail}}. The app tries again.",
    unreadableWriting:
      "Business Central's answer can't be read ({{detail}}). It isn't known whether the change was made; this is checked before anything is repeated.",
    page: "A web page came back instead of Business Central's data ({{status}}).",
    pageWriting:
      "A web page came back instead of Business Central's data ({{status}}). It isn't known whether the change was made; this is checked before anything is repeated.",
    otherHost:
      "Business Central's list continues on another server, {{host}}. The app doesn't send its credentials there.",
    notAllowed: "Business Central doesn't let the app do this: “{{said}}”",
    changed:
      "Someone else changed this in Business Central at the same time. The app reads it and tries again.",
    sameKey: "Business Central already has a record with this number: “{{said}}”",
    notFound: "Business Central doesn't have this record: “{{said}}”",
    noFeature: "Business Central doesn't know this request: “{{said}}”",
    ourFault: "Business Central rejected the request as malformed: “{{said}}”",
    asks: "Business Central asks before it continues: “{{said}}” Someone has to decide this in Business Central.",
    value: "Business Central doesn't accept a value: “{{said}}”",
    state: "The document's status doesn't allow this: “{{said}}”",
    refuses: "Business Central refused this: “{{said}}”",
    failed: "Business Central failed: “{{said}}” The app tries again.",
    failedWriting:
      "Business Central failed: “{{said}}” It isn't known whether the change was made; this is checked before anything is repeated.",
    stopped:
      "The call was stopped before it reached Business Central. Nothing was changed. The app tries again.",
    failedUnexpectedly:
      "The connection to Business Central failed unexpectedly (trace {{trace}}). See the log for this trace.",
    begun:
      "$t({{first}}) The change had already been made in Business Central; this is checked before anything is repeated.",
    noTenant: "Microsoft Entra has no tenant {{tenant}}.",
    noClient: "Microsoft Entra has no application with the client ID {{client}} in this tenant.",
    wrongSecret: "Microsoft Entra refused the client secret. Enter it again.",
    secretExpired:
      "The client secret has expired. Create a new one in Microsoft Entra, and enter it here.",
    loginRefused: "Microsoft Entra refused the sign-in: “{{said}}”",
    notEntered:
      "Business Central doesn't know the application. Enter its client ID on the page “Microsoft Entra Applications”, and set its state to Enabled.",
    noCompany: "Business Central has no company {{company}} here. It has: {{companies}}.",
    noInformation: "The app can't read the company information.",
    noCode: "Business Central has no {{code}} in the list {{list}}.",
    blockedCode: "{{code}} is blocked in Business Central.",
    tax: "No VAT product posting group is set for the tax {{tax}}.",
    taxGroups:
      "The tax groups “{{value}}” can't be read. Enter them like this: 19=VAT19, 7=VAT7, 0=ZERO",
    namePart: "“{{value}}” contains characters that the setting “{{setting}}” can't have.",
    feedCursor: "The position in the feed isn't from this connection. Start from the beginning.",
    release: "Business Central's API can't release documents. Release them in Business Central.",
    paymentRegistration:
      "No payment journal is set up for the app. Enter a batch of its own on the ERP connection.",
    creditMemoApplication:
      "Business Central's API can't apply a credit memo to an invoice. Apply it in Business Central.",
    returns:
      "Business Central's API has no return orders. Select “Credit memo” in the shop card's setting “Process returns as”.",
    postedInvoiceLines:
      "Orders of posted invoices can't be made from Business Central yet: its posted invoices are read without their lines.",
    inventory: "Business Central's API doesn't tell what is available at a location.",
  },
  bcAction: {
    certificate: "Ask the operator of the server for a valid certificate.",
    checkAddress: "Check tenant, environment, and address of the connection.",
    checkTenant: "Enter the tenant's ID or its domain.",
    checkCompany: "Enter the name of the company as Business Central shows it.",
    permissions: "Assign the app's permission sets on the page “Microsoft Entra Applications”.",
    correct: "Correct this in Business Central, then retry.",
    customerOfArea:
      "Map these orders to a customer with the tax area {{area}}, or change the tax area mapping.",
    unblockItem: "Unblock item {{item}}, or map the product to another item.",
    unblockCustomer: "Unblock customer {{customer}}, or choose another one.",
    paymentJournal:
      "In Business Central, set up a batch of the cash receipt journal for this app alone, and enter its name on the connection.",
    recurringLines:
      "On the customer's recurring sales lines, set the insertion on orders to Manual, then retry.",
  },
  bcPayment: {
    noJournal: "Business Central has no payment journal batch {{journal}}.",
    foreignLines:
      "The payment journal batch {{journal}} contains lines that aren't the app's: {{lines}}. Posting it would post them, too.",
    numberTooLong: "The payment's number {{number}} is longer than Business Central allows.",
    currency:
      "Through its API, Business Central registers payments in {{currency}} only. Register this payment there.",
    notPosted:
      "Business Central answered that the batch {{journal}} is posted, but the payment isn't in the ledger. Posting in the background may be set up there.",
    notPostedYet: "Invoice {{invoice}} isn't posted yet.",
  },
  bcDocument: {
    number:
      "Business Central's API doesn't take document numbers. Use its number series in the shop card.",
    paymentMethod: "Business Central's API doesn't take a payment method on documents.",
    dueDate:
      "Business Central calculates the due date of an order from its payment terms. Map the payment terms of this order.",
    shippingAgent:
      "Business Central's API doesn't take shipping agent {{agent}} on documents. Remove it from the mapping.",
    itemCharge:
      "Business Central's API can't assign item charges. Map shipping methods to a G/L account.",
    decimals: "{{field}} is {{value}}. Business Central allows {{decimals}} decimal places.",
    tooLarge: "{{field}} is {{value}}, which is too large for Business Central.",
    noItem: "Item {{item}} doesn't exist in Business Central. Map the product to an item again.",
    itemBlocked: "Item {{item}} is blocked in Business Central.",
    noVariant:
      "Item {{item}} has no variant {{variant}} in Business Central. Add it, or select another variant.",
    noCustomer:
      "Customer {{customer}} doesn't exist in Business Central. Select the customer again.",
    customerBlocked: "Customer {{customer}} is blocked in Business Central.",
    customerChanged:
      "Customer {{customer}} was changed in Business Central at the same time. The app reads it and tries again.",
    template:
      "Business Central's API doesn't take customer template {{template}}. Business Central applies templates by itself; remove it from the shop card.",
    itemTaken:
      "Item {{item}} already exists in Business Central as “{{description}}”. Link the product to it, or use another number.",
    taxArea:
      "The order needs tax area {{area}}, but customer {{customer}} has {{own}}. In Business Central, an order always has its customer's.",
    noDocument: "Business Central has no document {{document}}.",
    gone: "Document {{document}} was deleted in Business Central. Unlink the order to create a new one.",
    duplicate:
      "Business Central already has {{documents}} for {{reference}}. Link the order to it; no second one was created.",
    vanished: "The document of {{reference}} was created and deleted again by someone else.",
    addedLines:
      "Business Central added lines of its own to the document of customer {{customer}}: {{lines}}. The document was deleted again, because it isn't what was ordered.",
    shippedNotInvoiced:
      "Order {{document}} has been shipped in part and not invoiced. Undo the shipment or invoice it first.",
    notDeleted: "Business Central didn't delete document {{document}}.",
    restDeleted: "What was left of order {{document}} was deleted. What was posted stays as it is.",
    posted: "Document {{document}} is posted. Create a credit memo instead.",
    isPosted: "Document {{document}} is posted already.",
    notReleased: "Order {{document}} isn't released. Release it in Business Central first.",
    changed:
      "Order {{document}} was changed in Business Central since it was shown. Look at it again.",
    inReview: "Order {{document}} waits for an approval in Business Central.",
    isReleased:
      "Order {{document}} is released, so its lines can't be changed. Reopen it in Business Central first.",
    isShipped: "Order {{document}} has been shipped or invoiced in part, so it can't be changed.",
    notAmendable: "Only sales orders can be changed through Business Central, not {{document}}.",
    notAmended:
      "Business Central took the changes of order {{document}}, but it doesn't say what it should. Check it there.",
    otherKey: "Order {{document}} in Business Central isn't the document of this order.",
    otherCurrency:
      "Order {{document}} is in {{currency}}. Business Central doesn't change the currency of an order with lines.",
    otherCustomer:
      "Order {{document}} is customer {{customer}}'s. To change the customer, cancel the order and create a new one.",
    placeTaken:
      "In order {{document}}, someone added the line “{{line}}” where a new line would stand. Remove it, or cancel the order and create a new one.",
    tooManyChanges:
      "Order {{document}} has too many changes for one request. Cancel it and create a new one.",
    notPosted:
      "Business Central answered that document {{document}} is posted, but nothing changed. An approval may prevent it.",
  },
} as const;
