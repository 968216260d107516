/** Refusals about one value, a page of a list, and the ledger's database. */
export const values = {
  value: {
    empty: "{{field}} is empty. Enter a value.",
    tooLong: "{{field}} has {{length}} characters. The ERP allows {{limit}}. Shorten the text.",
    halfCharacter:
      "{{field}} contains half a character, such as a cut emoji. Enter the whole text.",
    nul: "{{field}} contains a NUL character, which can't be stored. Remove it.",
    space: "“{{value}}” starts or ends with a space. Remove the space.",
    notDecimal: "{{field}} is “{{value}}”, which isn't a decimal number.",
    decimals:
      "{{field}} is {{value}}. The ledger allows {{decimals}} decimal places. Round it first.",
    tooLarge: "{{field}} is {{value}}, which is too large for the ledger.",
    quantityDecimals: "Quantity {{value}} has more than {{decimals}} decimal places.",
  },
  list: {
    cursor: "The position in the feed isn't from this ledger. Start from the beginning.",
  },
  database: {
    stopped: "The call was stopped before it reached the ledger. Nothing was changed.",
    unreachable: "The ledger's database can't be reached. Nothing was changed.",
    conflict: "Two changes were made in the ledger at the same time, and one was rejected.",
    lost: "The connection to the ledger's database was lost.",
    lostWriting:
      "The connection to the ledger's database was lost while saving. It isn't known whether the change was saved; this is checked before anything is repeated.",
    failed: "The ledger failed unexpectedly (trace {{trace}}). See the log for this trace.",
  },
} as const;
