/** Refusals about Tryton's sales, invoices and payments. */
export const trytonDocuments = {
  sale: {
    missing: "Tryton has no sale {{sale}}. Unlink the order to create a new one.",
    gone: "Sale {{sale}} doesn't exist in Tryton anymore. It was deleted, or the app's user isn't allowed to see it. Unlink the order to create a new one.",
    changed:
      "Sale {{sale}} was changed in Tryton and is now $t({{state}}). Reload it and try again.",
    released: "Sale {{sale}} is $t({{state}}) and can't be released again. Nothing was changed.",
    onlyComments: "Sale {{sale}} contains only comments. Add a line, or delete the sale.",
    passedOver:
      "Tryton reported the step “{{step}}” as done, but sale {{sale}} is still $t({{state}}). Check it in Tryton.",
    notConfirmed: "Sale {{sale}} isn't confirmed. Release it first.",
    nothingLeft: "Sale {{sale}} has nothing left to ship or to invoice. Nothing was changed.",
    confirmed:
      "Sale {{sale}} is confirmed, and Tryton only cancels sales that aren't. Cancel its open shipments and invoices in Tryton, or create a credit note for what was invoiced.",
    notCancelled: "Tryton reported sale {{sale}} as cancelled, but it isn't. Check it in Tryton.",
    notAmended:
      "Sale {{sale}} is $t({{state}}). Tryton only lets a sale be changed until it is confirmed. Handle its open shipments and invoices in Tryton.",
    otherKey: "Sale {{sale}} isn't the one that was created for this order. Nothing was changed.",
    otherCurrency:
      "Sale {{sale}} is in {{currency}}, but the order isn't anymore. Create a new document instead.",
    noStock:
      "Shipment {{shipment}} can't be shipped because Tryton doesn't have enough stock. Continue with it in Tryton.",
    notShipped:
      "Shipment {{shipment}} can't be shipped, because Tryton skipped the step “{{step}}”. Continue with it in Tryton.",
    severalWarehouses:
      "“{{line}}” ships from {{warehouse}}, other lines from {{other}}. A sale in Tryton ships from one warehouse. Map these locations to one warehouse.",
    noWarehouse:
      "“{{line}}” doesn't say where it ships from, and Tryton has several warehouses. Map the Shopify location, or enter a warehouse on the connection's page.",
    duplicate:
      "Tryton already has {{documents}} for {{reference}}. Link the order to it; no second document was created.",
  },
  trytonInvoice: {
    missing: "Tryton has no invoice {{invoice}}.",
    notAmended: "The app doesn't amend invoices in Tryton, such as {{invoice}}.",
    gone: "Invoice {{invoice}} doesn't exist in Tryton anymore. It was deleted, or the app's user isn't allowed to see it. Unlink the order to create a new one.",
    changed:
      "Invoice {{invoice}} was changed in Tryton and is now $t({{state}}). Reload it and try again.",
    released:
      "Invoice {{invoice}} is $t({{state}}) and can't be released again. Nothing was changed.",
    onlyComments: "Invoice {{invoice}} contains only comments. Add a line, or delete the invoice.",
    posted: "Invoice {{invoice}} is posted. Create a credit note instead.",
    notReleased: "Invoice {{invoice}} is $t({{state}}). Release it first.",
    notValidated: "Invoice {{invoice}} is $t({{state}}) and can't be posted. Nothing was changed.",
    passedOver:
      "Tryton reported the step as done, but invoice {{invoice}} is still $t({{state}}). Check it in Tryton.",
    notPosted: "Tryton reported invoice {{invoice}} as posted, but it isn't. Check it in Tryton.",
    noReceivableAccount: "Tryton's company has no receivable account for customers.",
    noRevenueJournal: "Tryton has no journal of the type revenue.",
  },
  trytonPayment: {
    nothingBooked:
      "Tryton reported the payment of invoice {{invoice}} as done, but booked nothing. Check the invoice in Tryton.",
    several: "Tryton has several payments called {{key}}. Reverse all but one.",
    notWhole:
      "Tryton settles whole amounts only, and credit note {{creditMemo}} and invoice {{invoice}} don't have the same amount open. Reconcile {{amount, money}} in Tryton by hand.",
    noPeriod: "Tryton has no open period for {{date}}. Open one in Tryton under Financial.",
    noInvoice: "Tryton has no posted invoice {{invoice}}. Post the invoice first.",
    method:
      "Tryton has no payment method “{{method}}”. Add it in Tryton under Financial > Configuration > Invoices > Payment Methods, or select another one in the mapping.",
  },
  trytonDocument: {
    netPrices: "Tryton's prices don't include tax. Send net prices.",
    number: "Tryton numbers its documents itself. Turn off the use of Shopify order numbers.",
    paymentMethod:
      "Sales in Tryton have no payment method. Leave it empty; payments are registered on the invoice.",
    service:
      "Carriers in Tryton have no services, so “{{service}}” can't be saved. Remove it from the mapping.",
    shipmentMethod:
      "Tryton has no shipment methods, so “{{method}}” can't be saved. Select a carrier in the mapping instead.",
    taxArea:
      "Tryton's documents have no tax areas, so “{{area}}” can't be saved. Remove it from the mapping.",
    currency: "Tryton has no currency {{currency}}. Add it in Tryton.",
    currencyRate: "Currency {{currency}} has no rate in Tryton. Add one.",
    country: "Tryton has no country {{country}}. Add it in Tryton.",
    lineKey:
      "Line key “{{key}}” starts or ends with a space, or contains a line break. Use another key.",
    itemCharges: "Tryton has no item charges. Map this charge to a service product.",
    noProduct: "Line “{{line}}” has no product. Enter exactly one.",
    severalProducts: "Line “{{line}}” has both an item and an account. Enter exactly one.",
    variant:
      "In Tryton each variant is a product of its own, so the item can't have a variant “{{variant}}” as well. Map the product again.",
    negativePrice:
      "The unit price of “{{line}}” is negative. Only charges can have a negative price.",
    amountTooLarge: "The amount of “{{line}}” is too large for Tryton.",
    decimals:
      "{{field}} is {{value}}. Tryton allows {{decimals}} decimal places here. Round it first.",
    tooLarge: "{{field}} is {{value}}, which is too large for Tryton.",
    taxTwice:
      "Two taxes of one line are both {{tax}}, and Tryton accepts a tax once per line. Create a second tax in Tryton with the other one's name.",
    severalTaxes:
      "Tryton has several taxes for {{tax}}: {{names}}. Give one of them the name “{{title}}”.",
    noTax:
      "Tryton has no sales tax for {{tax}}. Add a tax of the type percentage with this rate and its accounts in Tryton.",
  },
} as const;
