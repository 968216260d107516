import type { SettingSpec } from "../setting-types.ts";

/** EXP-2. */
export const orderExportSettings = [
  {
    key: "exportOrders",
    section: "orderExport",
    type: "boolean",
    default: false,
    effect: "now",
  },
  {
    key: "exportOrdersWhich",
    section: "orderExport",
    type: "choice",
    options: ["released", "all"],
    default: "released",
    effect: "nextSync",
  },
  {
    key: "exportOrdersPaymentType",
    section: "orderExport",
    type: "text",
    default: "",
    effect: "nextDocument",
  },
] as const satisfies readonly SettingSpec[];
