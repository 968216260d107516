/** Refusals about Tryton's parties, products and code lists. */
export const trytonMasterData = {
  party: {
    several:
      "Several parties in Tryton have the identifier {{key}}: {{parties}}. Remove it from all but one.",
    createdGone: "Party {{party}} was created in Tryton and doesn't exist anymore.",
    missing: "Tryton has no party {{party}}. Select the customer again.",
    changed: "Party {{party}} was changed in Tryton. Reload it and try again.",
    deleted: "Party {{party}} was deleted from Tryton. Select the customer again.",
    templates: "Tryton has no customer templates. Remove the template from the shop card.",
    taxRule:
      "Tryton has no tax rule “{{rule}}” for sales. Add it in Tryton, or select another one in the mapping.",
    unknown:
      "Tryton has no party {{party}}. It may have been deleted. Select the order's customer again.",
    inactive: "Party {{party}} ({{name}}) isn't active in Tryton.",
  },
  product: {
    createdGone: "Product {{product}} was created in Tryton and doesn't exist anymore.",
    number: "Item number “{{number}}” is empty, or starts or ends with a space. Correct it.",
    taken:
      "Tryton already has a product {{number}}. Link the Shopify product to it, or enter another number.",
    unit: "Tryton has no unit of measure {{unit}}. Add it in Tryton, or select another one.",
    price: "“{{price}}” isn't a valid price. Enter an amount of zero or more, such as 12.50.",
    severalCategories: "Tryton has several accounting categories called “{{category}}”.",
    noCategory: "Tryton has no accounting category called “{{category}}”.",
    categoryUnknown: "Tryton doesn't say which accounting category a new product belongs to.",
    unknown: "Tryton has no product {{product}}. It may have been deleted. Map it again.",
    inactive: "Product {{product}} isn't active in Tryton.",
    notSalable: "Product {{product}} isn't marked as salable in Tryton.",
    soldUnit: "Product {{product}} can't be sold in the unit “{{unit}}”. The units are {{units}}.",
    step: "Tryton counts {{product}} in steps of {{step}} {{unit}}, and {{quantity}} isn't one.",
    revenueAccount: "Product {{product}} has no revenue account in Tryton.",
  },
  trytonList: {
    missing: "$t({{kind}}) {{code}} doesn't exist in Tryton. Create it, or select another one.",
    inactive: "$t({{kind}}) {{code}} isn't active in Tryton. Activate it, or select another one.",
  },
  trytonEntry: {
    locations: "Warehouse",
    accounts: "Service product",
    paymentTerms: "Payment term",
    paymentMethods: "Payment method",
    shipmentMethods: "Shipment method",
    shippingAgents: "Carrier",
    currencies: "Currency",
    countries: "Country",
    units: "Unit",
    other: "Entry",
  },
  trytonState: {
    draft: "a draft",
    quotation: "a quotation",
    confirmed: "confirmed",
    processing: "being processed",
    done: "done",
    cancelled: "cancelled",
    validated: "validated",
    posted: "posted",
    paid: "paid",
  },
} as const;
