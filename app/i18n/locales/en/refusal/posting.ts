/** Refusals about posted shipments, invoices and payments of the ledger. */
export const posting = {
  shipment: {
    missing: "Posted shipment {{shipment}} doesn't exist in the ledger.",
    notAnOrder: "{{document}} isn't a sales order. Only sales orders can be shipped.",
    notReleased: "Order {{order}} is $t({{state}}). Only released orders can be shipped.",
    nothingLeft: "Order {{order}} has nothing left to ship.",
    noItemLine: "Order {{order}} has no item line {{line}}. Only item lines can be shipped.",
    quantity: "“{{value}}” isn't a valid quantity for “{{line}}”.",
    moreThanLeft: "{{left}} of “{{line}}” is left to ship, not {{quantity}}.",
    empty: "The shipment is empty. Enter a quantity on at least one line.",
    trackingUrl: "“{{url}}” isn't a web address. Start it with https://, or leave it empty.",
    undone: "Shipment {{shipment}} has already been undone.",
    invoiced:
      "“{{line}}” of shipment {{shipment}} has been invoiced. Create a credit memo instead.",
  },
  invoice: {
    notReleased: "Document {{document}} is $t({{state}}). Only released documents can be posted.",
    nothingLeft: "Document {{document}} has nothing left to invoice.",
    nothingShipped: "Document {{document}} has no shipped quantity left to invoice.",
  },
  payment: {
    date: "The payment date “{{date}}” isn't valid. Use the format YYYY-MM-DD.",
    noInvoice: "Posted invoice {{invoice}} doesn't exist in the ledger. Post the invoice first.",
    severalInvoices:
      "The order of {{invoice}} has several posted invoices. Select the one that was paid.",
    otherCustomer:
      "Credit memo {{creditMemo}} and invoice {{invoice}} have different customers, so they can't be settled with each other.",
    currency: "Invoice {{invoice}} is in {{invoiceCurrency}}, but the payment is in {{currency}}.",
    amount: "“{{amount}}” isn't a valid payment amount. Enter an amount greater than zero.",
    decimals: "{{amount, decimal}} has more decimal places than {{currency}} allows.",
    moreThanRemaining:
      "The remaining amount of invoice {{invoice}} is {{remaining, money}}, less than the payment of {{amount, money}}.",
  },
} as const;
