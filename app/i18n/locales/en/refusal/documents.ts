/** Refusals about the ledger's documents. */
export const documents = {
  document: {
    missing:
      "Document {{document}} doesn't exist in the ledger. Unlink the order to create a new one.",
    deleted:
      "Document {{document}} was deleted from the ledger by {{by}} on {{date, day}}. Unlink the order to create a new one.",
    changed: "Document {{document}} was changed by someone else. Reload it and try again.",
    duplicate:
      "The ledger already has document {{document}} for {{key}}. Link the order to it; no second one was created.",
    notOpen: "Document {{document}} is $t({{state}}) and can't be released again.",
    noLines: "The document has no lines. Add at least one.",
    onlyComments:
      "Document {{document}} contains only comments. Add a line, or delete the document.",
    locationRequired:
      "Line “{{line}}” of {{document}} has no location, but the ledger requires one on every item line.",
    posted:
      "Document {{document}} has posted shipments or invoices and can't be deleted. Cancel the remaining quantity instead.",
    isPosted: "Document {{document}} is posted. Create a credit memo instead.",
    partlyPosted:
      "“{{line}}” of {{document}} has been shipped or invoiced. Undo the shipment first, or create a credit memo for what was invoiced.",
    noAmending: "Document {{document}} is a credit memo and can't be amended.",
    wasPosted:
      "Document {{document}} has posted shipments or invoices, though they were undone, and can't be amended.",
    notAmended: "Document {{document}} is $t({{state}}) and can't be amended.",
    otherKey:
      "Document {{document}} isn't the one that was created for this order. Nothing was changed.",
    otherCurrency:
      "Document {{document}} is in {{currency}}, but the order isn't anymore. Create a new document instead.",
    date: "The document date “{{date}}” isn't valid. Use the format YYYY-MM-DD.",
    dueDate: "The due date “{{date}}” isn't valid. Use the format YYYY-MM-DD.",
    numberAt:
      "Document number {{number}} can't start with @. Rename the order in Shopify, or use the ledger's number series.",
    numberTaken:
      "Document number {{number}} already exists in the ledger. Enter another number, or use the ledger's number series.",
  },
} as const;
