import type { SettingSpec } from "../setting-types.ts";

/** Settings that say what the ERP gets of Shopify's products, and Shopify of the ERP's items. */
export const itemsSettings = [
  { key: "itemsToErp", section: "items", type: "boolean", default: false, effect: "now" },
  { key: "itemsWithPrice", section: "items", type: "boolean", default: false, effect: "nextSync" },
  { key: "itemsWithWeight", section: "items", type: "boolean", default: true, effect: "nextSync" },
  { key: "productsToShopify", section: "items", type: "boolean", default: false, effect: "now" },
  {
    key: "newProductStatus",
    section: "items",
    type: "choice",
    options: ["draft", "active"],
    default: "draft",
    effect: "nextSync",
  },
  {
    key: "newProductPrice",
    section: "items",
    type: "choice",
    options: ["sameTaxes", "asItStands"],
    default: "sameTaxes",
    effect: "nextSync",
  },
  {
    key: "productsWithBarcode",
    section: "items",
    type: "boolean",
    default: true,
    effect: "nextSync",
  },
  {
    key: "productsWithWeight",
    section: "items",
    type: "boolean",
    default: true,
    effect: "nextSync",
  },
  {
    key: "productsWithStock",
    section: "items",
    type: "boolean",
    default: true,
    effect: "nextSync",
  },
] as const satisfies readonly SettingSpec[];
