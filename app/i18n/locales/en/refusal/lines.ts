/** Refusals about the lines of the ledger's documents. */
export const lines = {
  line: {
    notAnOrder: "{{document}} isn't a sales order. Only the lines of sales orders can be edited.",
    orderState: "Order {{order}} is $t({{state}}) and can't be edited.",
    nothingChanged: "Nothing was changed. Change, delete, or add a line.",
    gone: "Line {{line}} of order {{order}} doesn't exist anymore. Reload the order and try again.",
    twice: "The same line is included twice. Enter each line once.",
    keyTwice: "Two lines have the key {{key}}. Each line needs its own key.",
    ownKey: "Line key {{key}} is reserved for lines added in the ledger. Use another key.",
    shipped:
      "“{{line}}” has been shipped, at least in part. Reduce its quantity to {{quantity}} instead.",
    invoiced:
      "“{{line}}” has been invoiced, at least in part. Reduce its quantity to {{quantity}} instead.",
    onShipment: "“{{line}}” is on undone shipment {{shipments}} and can't be deleted.",
    noItemLocation: "“{{line}}” isn't an item and can't have a location.",
    locationRequired: "“{{line}}” requires a location.",
    location: "Location {{location}} doesn't exist or is blocked. Add or unblock it in the setup.",
    commentQuantity: "A comment can't have a quantity.",
    commentItem: "A comment line can't have an item, G/L account, or item charge.",
    commentAmounts: "A comment line can't have a quantity, price, or discount.",
    commentTaxes: "A comment line can't have taxes.",
    quantity:
      "“{{value}}” isn't a valid quantity. Enter a quantity greater than zero, or delete the line.",
    belowShipped: "{{quantity}} of “{{line}}” has been shipped. The quantity can't be lower.",
    belowInvoiced: "{{quantity}} of “{{line}}” has been invoiced. The quantity can't be lower.",
    onlyComments: "Document {{document}} would contain only comments. Cancel the document instead.",
    chargeWithoutItem:
      "The item charges of {{document}} require an item line. Keep an item, or delete the charge as well.",
    chargeAlone:
      "Item charge {{charge}} has no item line to be assigned to. Map this shipping method to a G/L account.",
    serviceWithoutAgent: "A shipping agent service requires a shipping agent. Enter both.",
    noSubject: "Line “{{line}}” has no item, G/L account, or item charge. Enter exactly one.",
    severalSubjects:
      "Line “{{line}}” has more than one item, G/L account, or item charge. Enter exactly one.",
    heading:
      "G/L account {{account}} is a heading and can't be posted to. Select a posting account on the shop card.",
    directPosting: "G/L account {{account}} doesn't allow direct posting.",
    quantityZero: "The quantity of “{{line}}” is {{quantity}}. It must be greater than zero.",
    negativePrice:
      "The unit price of “{{line}}” is negative. Only G/L account lines can have a negative price.",
    negativeDiscount: "The discount of “{{line}}” is negative. Enter it as a positive amount.",
    discount:
      "The discount of “{{line}}” is {{discount, decimal}}, which is more than its amount {{amount, decimal}}.",
    tooLarge: "The amount of “{{line}}” is too large for the ledger.",
    negativeTax: "The tax of “{{line}}” is negative, but its amount isn't.",
  },
} as const;
