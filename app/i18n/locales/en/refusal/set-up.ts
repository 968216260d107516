/** Refusals about the ledger's setup, and what to do where something must be set up or unblocked. */
export const setUp = {
  action: {
    setUpLedger: "Open the ERP connection and set up the built-in ledger.",
    unblockReference: "Unblock it in the ledger's setup, or select another one in the mapping.",
    unblockCustomer: "Unblock the customer in the ledger, or select another one for this order.",
    unblockCustomerThenRelease: "Unblock the customer, then release the document again.",
    unblockItem: "Unblock it in the ledger, or map the product to another item.",
    unblockItemThenRelease: "Unblock the item, then release the document again.",
    unblockVariant: "Unblock it in the ledger, or map the product to another variant.",
    allowManualItems: "Allow manual numbers in the ledger's setup, or leave the number empty.",
    allowManualDocuments:
      "Allow manual numbers in the ledger's setup, or turn off the use of Shopify order numbers.",
    addSeries: "Add it in the ledger's setup.",
    allowDirectPosting:
      "Allow it in the ledger's setup, or select another account on the shop card.",
  },
  reference: {
    missing:
      "$t({{kind}}) {{code}} doesn't exist in the ledger. Add it in the ledger's setup, or select another one in the mapping.",
    missingService:
      "$t({{kind}}) {{code}} of {{parent}} doesn't exist in the ledger. Add it in the ledger's setup, or select another one in the mapping.",
    missingInSetUp: "$t({{kind}}) {{code}} doesn't exist in the ledger. Add it in the setup.",
    blocked: "$t({{kind}}) {{code}} is blocked in the ledger.",
    currencyCode: "{{code}} isn't a currency code. Enter three capital letters (ISO 4217).",
    countryCode: "{{code}} isn't a country code. Enter two capital letters (ISO 3166).",
    agentRequired: "A shipping agent service requires a shipping agent. Select one.",
    parentNotAllowed: "$t({{kind}}): an entry of this list can't belong to another entry.",
    detail: "$t({{kind}}) {{code}} can't be saved. The value for {{field}} isn't valid.",
    rate: "The exchange rate must be a decimal number greater than zero, such as 1.0825.",
    taken: "$t({{kind}}) {{code}} already exists. Enter another code, or edit the existing entry.",
    changed: "$t({{kind}}) {{code}} was changed by someone else. Reload the page and try again.",
  },
  series: {
    missing: "Number series {{series}} doesn't exist in the ledger.",
    none: "The ledger has no number series for this type of document.",
    itemsAutomatic: "Item numbers are assigned from the number series only.",
    documentsAutomatic: "The ledger's number series doesn't allow manual numbers.",
    reserved:
      "Number {{number}} belongs to a number series and would be assigned again later. Enter a number outside the series.",
    prefix: "Prefix {{prefix}} isn't valid. Enter up to 12 letters, digits, or # / . _ -.",
    width: "Enter a number of digits from 1 to 9.",
    next: "Enter a whole number from 1 to 999999999 as the next number.",
    changed: "The number series was changed by someone else. Reload the page and try again.",
    used: "Number {{number}} is already used and would be assigned again. Enter another prefix, or a higher next number.",
  },
  company: {
    missing: "The built-in ledger isn't set up for this connection.",
    changed: "The company was changed by someone else. Reload the page and try again.",
    timeZone: "{{zone}} isn't a time zone. Enter one such as Europe/Berlin.",
  },
} as const;
