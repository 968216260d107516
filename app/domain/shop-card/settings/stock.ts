import type { SettingSpec } from "../setting-types.ts";

/** Settings that say what stock of the ERP Shopify shows, and when it is sent. */
export const stockSettings = [
  {
    key: "stockQuantity",
    section: "stock",
    type: "choice",
    options: ["available", "onHand"],
    default: "available",
    effect: "nextSync",
  },
  {
    key: "safetyStock",
    section: "stock",
    type: "integer",
    default: 0,
    min: 0,
    max: 100_000,
    effect: "nextSync",
  },
  {
    key: "stockItemsAtLocations",
    section: "stock",
    type: "boolean",
    default: false,
    effect: "nextSync",
  },
  {
    key: "stockOnChange",
    section: "stock",
    type: "boolean",
    default: true,
    effect: "now",
  },
  {
    key: "stockDaily",
    section: "stock",
    type: "boolean",
    default: true,
    effect: "now",
  },
  {
    key: "stockDailyHour",
    section: "stock",
    type: "integer",
    default: 19,
    min: 0,
    max: 23,
    effect: "now",
  },
  {
    key: "stockLossPercent",
    section: "stock",
    type: "integer",
    default: 50,
    min: 1,
    max: 100,
    effect: "nextSync",
  },
] as const satisfies readonly SettingSpec[];
