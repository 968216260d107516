/** Refusals about the ledger's items and customers. */
export const masterData = {
  item: {
    missing: "Item {{item}} doesn't exist in the ledger. Select the item again.",
    deleted:
      "Item {{item}} doesn't exist in the ledger. It may have been deleted. Map the product to an item again.",
    gone: "This item doesn't exist in the ledger anymore. Select another item.",
    changed: "Item {{item}} was changed by someone else. Reload the page and try again.",
    blocked: "Item {{item}} is blocked in the ledger.",
    numberTaken:
      "Item {{item}} already exists in the ledger. Link the product to it, or enter another number.",
    price: "“{{price}}” isn't a valid price. Enter an amount of zero or more, such as 12.50.",
    priceDecimals:
      "Price {{price, decimal}} has more than {{decimals}} decimal places. Round it first.",
    noPrice: "Item {{item}} has no price in {{currency}}. Enter a unit price.",
    perBase:
      "“{{value}}” isn't a valid quantity per base unit. Enter a number greater than zero with up to six decimal places.",
    adjustment:
      "“{{value}}” isn't a valid quantity. Enter what was received, or a negative number for what was removed.",
    service: "Item {{item}} is a service and has no inventory.",
    noVariant:
      "Item {{item}} has no variant {{variant}}. Add it in the ledger, or select another variant.",
    variantBlocked: "Variant {{variant}} of item {{item}} is blocked in the ledger.",
    noLocation:
      "Item {{item}} has no location, but the ledger requires one on every item line. Map the Shopify location, or set a default location.",
    noUnit: "Item {{item}} has no unit of measure {{unit}}. Add it to the item in the ledger.",
  },
  customer: {
    missing: "Customer {{customer}} doesn't exist in the ledger. Select the customer again.",
    deleted:
      "Customer {{customer}} doesn't exist in the ledger. It may have been deleted. Select the order's customer again.",
    changed: "Customer {{customer}} was changed by someone else. Reload the page and try again.",
    blocked: "Customer {{customer}} ({{name}}) is blocked in the ledger.",
  },
} as const;
