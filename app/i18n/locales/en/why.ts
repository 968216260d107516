/**
 * The reasons beside a decision. TypeScript and not JSON: the names between braces are types, so that a reason with a missing parameter
 * does not compile.
 */
export const reasons = {
  role: {
    shipTo: "ship-to",
    sellTo: "sell-to",
    billTo: "bill-to",
  },
  customer: {
    chosen: "{{number}} {{name}} was selected manually for this order.",
    sameAsChosen: "Same as the selected customer {{number}} {{name}}.",
    linked: "The Shopify customer is linked to {{number}} {{name}}.",
    addressLinked: "This bill-to address of the Shopify customer is linked to {{number}} {{name}}.",
    otherAddress:
      "The bill-to address isn't one of the Shopify customer's addresses, so the linked customer {{number}} {{name}} is used.",
    by: {
      email: "{{number}} {{name}} has the email {{value}} of the order.",
      phone: "{{number}} {{name}} has the phone number {{value}} of the order.",
      billTo: "{{number}} {{name}} has the bill-to name and address of the order.",
      number:
        "According to the shop card, the default customer {{number}} {{name}} is always used.",
    },
    countryDefault: "{{number}} {{name}} is the default customer for {{country}}.",
    importOff:
      "Customer import is turned off, so the default customer {{number}} {{name}} is used.",
    default: "No customer was found, so the default customer {{number}} {{name}} is used.",
    created: "No customer was found, so {{name}} will be created.",
    missing: {
      noAddress: "The order has no address to create a customer with.",
      noDefault: "The shop card has no default customer.",
      creationOff: "The shop card doesn't allow creating customers.",
    },
    noLink: "The Shopify customer isn't linked to an ERP customer.",
    noAddressLink: "This bill-to address of the Shopify customer isn't linked to an ERP customer.",
    none: {
      email: "No customer has the email {{value}}.",
      phone: "No customer has the phone number {{value}}.",
      taxId: "No customer has the VAT registration number {{value}}.",
      registrationNumber: "No customer has the registration number {{value}}.",
      billTo: "No customer has the bill-to name and address of {{value}}.",
      number: "The ERP has no customer {{value}}.",
    },
    second: "{{number}} {{name}} also matches but was created later.",
    blocked: "{{number}} {{name}} also matches but is blocked.",
    nothingToTry: "The order has no email, phone number, or customer.",
  },
  company: {
    location: "The company location is linked to {{number}} {{name}}.",
    company: "The company {{company}} is linked to {{number}} {{name}}.",
    default: "{{company}} isn't linked, so the default company {{number}} {{name}} is used.",
    locationRow: "Company location {{location}} has its own customer {{number}} {{name}}.",
    by: {
      email: "{{number}} {{name}} has the email {{value}} of the main contact of {{company}}.",
      phone:
        "{{number}} {{name}} has the phone number {{value}} of the main contact of {{company}}.",
      taxId: "{{number}} {{name}} has the VAT registration number {{value}} of {{company}}.",
      registrationNumber:
        "{{number}} {{name}} has the registration number {{value}} of {{company}}.",
    },
    created: "No customer was found for the company, so {{name}} will be created.",
    noLink: "Neither the company nor its location is linked to an ERP customer.",
    noContact: "The company has no main contact with an email or a phone number.",
    noTaxId: "The company location has no tax ID.",
    missing: "{{company}} isn't linked, and the shop card has no default company.",
    importOff:
      "Company import is turned off, so the default company {{number}} {{name}} is used for {{company}}.",
  },
  item: {
    chosen: "Item {{number}} was selected manually for this line.",
    linked: "The variant is linked to item {{number}}.",
    by: {
      number: "SKU {{value}} matches the number of item {{number}}.",
      variantCode: "SKU {{value}} matches a variant of item {{number}}.",
      itemAndVariant: "SKU {{value}} matches item {{number}} and variant {{variant}}.",
      vendorItem: "SKU {{value}} matches the vendor item number of item {{number}}.",
      barcode: "Item {{number}} has the barcode {{value}}.",
    },
    created: "No item was found, so {{name}} will be created.",
    unknown: "No item was found for {{name}}.",
    none: {
      number: "No item has the number {{value}}.",
      variantCode: "No item has the variant {{value}}.",
      itemAndVariant: "No item and variant match {{value}}.",
      vendorItem: "No item has the vendor item number {{value}}.",
      barcode: "No item has the barcode {{value}}.",
    },
    second: "{{number}} {{name}} also matches but was created later.",
    nothingToTry:
      "According to the shop card, the SKU isn't used for mapping, and the variant has no barcode.",
    variantDeleted: "The variant was deleted in Shopify, so only its SKU can be used.",
  },
  location: {
    mapped: "{{location}} is mapped to {{code}}.",
    unmapped: "{{location}} isn't mapped, so the ERP determines the location.",
    none: "The order has no location, so the ERP determines it.",
    default: "The order has no location, so the default location {{code}} is used.",
    defaultUnmapped: "{{location}} isn't mapped, so the default location {{code}} is used.",
  },
  shipmentMethod: {
    chosen: "{{code}} was selected manually.",
    mapped: "“{{title}}” is mapped to {{code}}.",
    unmapped: "“{{title}}” isn't mapped, so the field stays empty.",
    notFirst: "“{{title}}” is not the first shipping line.",
  },
  paymentTerms: {
    chosen: "{{code}} was selected manually.",
    mapped: "“{{name}}” is mapped to {{code}}.",
    unmapped: "“{{name}}” isn't mapped, so the ERP determines the payment terms.",
  },
  paymentMethod: {
    chosen: "{{code}} was selected manually.",
    mapped: "Payment gateway {{gateway}} is mapped to {{code}}.",
    unmapped: "Payment gateway {{gateway}} isn't mapped, so the field stays empty.",
    several: "The order was paid with several gateways, so the field stays empty.",
    one: "Paid with {{gateway}}.",
  },
  taxArea: {
    off: "Tax areas are turned off on the shop card.",
    noCity: "No address has a city.",
    noRow: "The $t({{role}}) address decides, but {{country}} {{county}} has no tax area.",
    mapped: "The $t({{role}}) address decides: {{country}} {{county}} is {{code}}.",
    ofCustomer:
      "The $t({{role}}) address decides: {{country}} {{county}} is {{code}}. Documents of this ERP have the tax area of their customer.",
    addressWithoutCity: "The $t({{role}}) address has no city.",
    addressNotAsked: "The $t({{role}}) address isn't used because an earlier address has a city.",
  },
  documentType: {
    toShip: "Sales order, because items are still to be shipped.",
    settingOff: "Sales order, because creating invoices is turned off on the shop card.",
    fulfilled: "Sales invoice, because the order is fulfilled in Shopify.",
    notRequired: "Sales invoice, because the order requires no fulfillment.",
    nothingToShip: "Sales invoice, because no line requires shipping.",
  },
  number: {
    series: "The number is assigned by the ERP.",
    shopify: "The Shopify order number {{number}} is used.",
  },
  documentDate: {
    created: "{{day, day}} is the order date in time zone {{zone}}.",
    processed: "{{day, day}} is the date the order was processed, in time zone {{zone}}.",
  },
  currency: {
    shop: "Amounts are in the store currency {{currency}}.",
    presentment: "Amounts are in the customer's currency {{currency}}.",
  },
  policy: {
    stops: "“$t({{policy}})” blocks this order.",
    released: "“$t({{policy}})” would block this order, but it was released manually.",
    allows: "“$t({{policy}})” allows this order.",
  },
  line: {
    exchange:
      "{{quantity}} × {{title}} was added by a return's exchange, so it isn't part of this document.",
    account: "$t({{what}}) uses G/L account {{account}}.",
    customItem: "Custom items use item {{number}}.",
    bundle: "“{{title}}” is a bundle and one item on the document: {{parts}}.",
    shipping: {
      account: "“{{title}}” is mapped to G/L account {{number}}.",
      item: "“{{title}}” is mapped to item {{number}}.",
      itemCharge: "“{{title}}” is mapped to item charge {{number}}.",
      itemChargeByAmount:
        "“{{title}}” is mapped to item charge {{number}}, assigned to the items by amount.",
      itemChargeByQuantity:
        "“{{title}}” is mapped to item charge {{number}}, assigned to the items by quantity.",
    },
  },
  tax: {
    settled:
      "Shopify rounds {{title}} on the order's total. The difference of {{difference, money}} is included in the tax of this line.",
    channelOff:
      "The sales channel {{channel}} remits {{title}} of {{amount, money}}. It's left off the document: Shopify's total less this tax is the total of the document.",
    channelOn:
      "The sales channel {{channel}} remits {{title}} of {{amount, money}}. The document contains it as well.",
  },
  text: {
    cut: "{{field}} was shortened from {{length}} to {{limit}} characters, the maximum in the ERP.",
  },
  returnLocation: {
    original: "The goods came back to {{location}}, which is mapped to {{code}}.",
    default: "Location {{code}} is the default return location.",
    several: "The goods came back to several locations, so the default return location applies.",
    unmapped:
      "The goods came back to {{location}}, which isn't mapped, so the default return location applies.",
    unknown:
      "Shopify doesn't say where the goods came back to, so the default return location applies.",
    blank: "There is no default return location, so the ERP determines the location.",
  },
  exchange: {
    document:
      "What return {{name}} sends out has a sales document of its own beside {{number}}, the first one of the order.",
  },
  share: {
    only: "The document is of fulfillment order {{id}} at {{location}}, the only one of the order.",
    first:
      "Document {{number}} of {{of}}, one per fulfillment order: this one has what is assigned to {{id}} at {{location}}, and everything that belongs to no fulfillment order (shipping, tips, duties, fees, items that never ship). It stands for the order.",
    other:
      "Document {{number}} of {{of}}, one per fulfillment order: this one has what is assigned to {{id}} at {{location}}. Discounts and taxes are divided by quantity, to the cent.",
  },
  creditMemo: {
    document: "The currency, the prices and the customer are those of sales document {{number}}.",
    item: "{{number}} came back, as it stands on the sales document.",
    returnOrder: "What came back is received with a return order before it is credited.",
    nothingToReceive: "Nothing came back to inventory, so there is nothing to receive.",
    exchangeApart:
      "{{name}}: what goes out in exchange is worth {{worth, money}}, and what came back with this refund doesn't pay for exactly that. It has a sales document of its own.",
    exchangeLine:
      "{{quantity}} × {{title}} goes out in exchange, and is taken off what is credited.",
    settled:
      "{{amount, money}} of what came back paid for what return {{name}} sends out. {{refunded, money}} went back as money.",
    notRestocked: "{{quantity}} × {{title}} wasn't restocked.",
    cancelled: "{{quantity}} × {{title}} was canceled before it was shipped.",
    ofReturn:
      "Shopify's refund names no items. {{quantity}} × {{title}} came back with return {{name}}.",
    nothingOfReturn:
      "The refund names no items, and return {{name}} has none that came back and aren't credited yet. Nothing is restocked in the ERP with this credit memo.",
    rest: "{{amount, money}} was refunded that belongs to no line. Shopify calls it “{{reason}}”.",
    day: "{{day, day}} is the date of the refund in time zone {{zone}}.",
  },
} as const;
