import { settingGroupTexts } from "./texts-groups.en.ts";

/** English texts of the settings: label, what it does and when, option names, and why a value is refused. */
export const settingTexts: Record<string, string> = {
  ...settingGroupTexts,
  "settings.allowOutgoingRequests.label": "Allow outgoing requests",
  "settings.allowOutgoingRequests.help":
    "Off: nothing is written to Shopify. Orders are still read.",
  "settings.logMode.label": "Log",
  "settings.logMode.help": "Which calls to Shopify and the ERP are kept in the log.",
  "settings.logMode.option.errors": "Errors only",
  "settings.logMode.option.all": "All calls",
  "settings.logMode.option.disabled": "None",
  "settings.timeZone.label": "Time zone of the company",
  "settings.timeZone.help":
    "Sets the day of every date on a document. Blank: the ERP’s zone, or else the shop’s.",
  "settings.currencyCode.label": "Currency code",
  "settings.currencyCode.help":
    "The ERP’s code for the shop’s currency. Blank: the same code as in Shopify.",
  "settings.currencyHandling.label": "Amounts on documents",
  "settings.currencyHandling.help": "The shop’s currency, or the currency the buyer saw and paid.",
  "settings.currencyHandling.option.shop": "Shop currency",
  "settings.currencyHandling.option.presentment": "Buyer’s currency",
  "settings.autoSyncOrders.label": "Auto sync orders",
  "settings.autoSyncOrders.help": "A new order is imported as soon as Shopify tells of it.",
  "settings.autoCreateOrders.label": "Auto create orders",
  "settings.autoCreateOrders.help":
    "A newly imported order becomes a sales document at once, if nothing is missing.",
  "settings.autoRelease.label": "Auto release sales orders",
  "settings.autoRelease.help": "The document is released in the ERP right after it is made.",
  "settings.fulfilledAsInvoice.label": "Fulfilled orders as invoices",
  "settings.fulfilledAsInvoice.help":
    "An order with nothing left to ship becomes a sales invoice. Off: always a sales order.",
  "settings.orderNumberOnLine.label": "Shopify order no. on a line",
  "settings.orderNumberOnLine.help":
    "The first line of the document is a comment with the Shopify order number.",
  "settings.useShopifyOrderNumber.label": "Use Shopify order no.",
  "settings.useShopifyOrderNumber.help":
    "The Shopify order number becomes the document number. The ERP must allow numbers given by hand.",
  "settings.documentNumberAttribute.label": "Add ERP document no. to the order",
  "settings.documentNumberAttribute.help":
    "Writes the document number to the Shopify order once the document is made.",
  "settings.archiveProcessed.label": "Archive processed orders",
  "settings.archiveProcessed.help":
    "Closes an order in Shopify and here once it is shipped, paid and complete in the ERP.",
  "settings.sendShippingConfirmation.label": "Send shipping confirmation",
  "settings.sendShippingConfirmation.help":
    "Shopify tells the buyer when a shipment of the ERP becomes a fulfillment. Off: for digital goods, or when the buyer is told in another way.",
  "settings.capturePolicy.label": "Capture payments",
  "settings.capturePolicy.help":
    "Authorized money is captured as far as invoices are posted in the ERP, never more. Off: capture by hand in Shopify.",
  "settings.capturePolicy.option.posted": "When invoices are posted",
  "settings.capturePolicy.option.never": "Never by this app",
  "settings.captureOnce.label": "Payments that can be captured only once",
  "settings.captureOnce.help":
    "Most cards allow one capture; what is not captured then is released. So it waits for the invoice that completes the order, or takes everything the order needs at the first invoice.",
  "settings.captureOnce.option.completing": "At the invoice that completes the order",
  "settings.captureOnce.option.first": "Everything at the first invoice",
  "settings.channelCaptures.label": "Channels that capture by themselves",
  "settings.channelCaptures.help":
    "Names of order sources, separated by commas, whose payments this app must not capture. Marketplaces are recognised without it.",
  "settings.expiryWarningDays.label": "Warn before an authorization ends (days)",
  "settings.expiryWarningDays.help":
    "Orders whose authorized money would be lost within this time appear under Problems.",
  "settings.registerPayments.label": "Register payments in the ERP",
  "settings.registerPayments.help":
    "Captured payments are booked on the posted invoice, where the ERP can. Needs a payment method for each gateway.",
  "settings.cancelledOrders.label": "Cancelled orders",
  "settings.cancelledOrders.help": "What happens to orders that were cancelled in Shopify.",
  "settings.testOrders.label": "Test orders",
  "settings.testOrders.help": "What happens to orders paid with a test payment.",
  "settings.highRiskOrders.label": "Orders with a high risk",
  "settings.highRiskOrders.help":
    "What happens to orders that Shopify rates as a high risk of fraud.",
  ...Object.fromEntries(
    ["cancelledOrders", "testOrders", "highRiskOrders", "heldMarketplaceOrders"].flatMap((key) => [
      [`settings.${key}.option.document`, "Import and make the document"],
      [`settings.${key}.option.hold`, "Import and wait for a person"],
      ...(key === "heldMarketplaceOrders"
        ? []
        : [[`settings.${key}.option.skip`, "Do not import"]]),
    ]) as [string, string][],
  ),
  "settings.heldMarketplaceOrders.label": "Held marketplace orders",
  "settings.heldMarketplaceOrders.help":
    "What happens to orders that a marketplace has not let go yet. They can still change.",
  "settings.shippingAccount.label": "Shipping charges account",
  "settings.shippingAccount.help": "Takes shipping charges that have no mapping of their own.",
  "settings.giftCardAccount.label": "Sold gift card account",
  "settings.giftCardAccount.help": "Takes sold gift cards.",
  "settings.tipAccount.label": "Tip account",
  "settings.tipAccount.help": "Takes tips.",
  "settings.cashRoundingAccount.label": "Cash rounding account",
  "settings.cashRoundingAccount.help": "Takes what a cash payment was rounded by.",
  "settings.dutyAccount.label": "Duties account",
  "settings.dutyAccount.help": "Takes import duties charged to the buyer.",
  "settings.feeAccount.label": "Additional fees account",
  "settings.feeAccount.help": "Takes additional fees of the order.",
  "settings.customLines.label": "Custom lines go on",
  "settings.customLines.help": "Where order lines without a product go.",
  "settings.customLines.option.account": "An account",
  "settings.customLines.option.item": "An item",
  "settings.customLineAccount.label": "Account for custom lines",
  "settings.customLineAccount.help": "Takes order lines without a product.",
  "settings.customLineItem.label": "Item for custom lines",
  "settings.customLineItem.help": "The item that stands for order lines without a product.",
  "settings.roundingAccount.label": "Rounding account",
  "settings.roundingAccount.help":
    "Takes a small difference between Shopify’s total and the lines.",
  "settings.roundingTolerance.label": "Allowed difference",
  "settings.roundingTolerance.help":
    "The largest difference that goes on a rounding line. Blank: one cent for each line.",
  "settings.taxAreaPriority.label": "Tax area priority",
  "settings.taxAreaPriority.help":
    "Which address chooses the tax area. The first one with a city decides. Tax amounts are always Shopify’s.",
  "settings.taxAreaPriority.option.none": "No tax areas",
  "settings.taxAreaPriority.option.shipTo-sellTo-billTo": "Ship-to, sell-to, bill-to",
  "settings.taxAreaPriority.option.shipTo-billTo-sellTo": "Ship-to, bill-to, sell-to",
  "settings.taxAreaPriority.option.sellTo-shipTo-billTo": "Sell-to, ship-to, bill-to",
  "settings.taxAreaPriority.option.sellTo-billTo-shipTo": "Sell-to, bill-to, ship-to",
  "settings.taxAreaPriority.option.billTo-sellTo-shipTo": "Bill-to, sell-to, ship-to",
  "settings.taxAreaPriority.option.billTo-shipTo-sellTo": "Bill-to, ship-to, sell-to",
  "settings.countySource.label": "County from",
  "settings.countySource.help":
    "Whether documents get the code or the name of the state or county.",
  "settings.countySource.option.code": "Code",
  "settings.countySource.option.name": "Name",
};
