import { paths } from "#app/lib/paths.ts";
import type { Entry } from "./entry.ts";

/** What keeps stock from being sent. */
export const stockProblems = {
  "stock-held": {
    severity: "holds",
    fixableBy: "merchant",
    fixPath: () => paths.stock,
    params: ["gone", "had"],
  },
  "stock-refused": {
    severity: "blocks",
    fixableBy: "shopify",
    fixPath: () => paths.stock,
    params: ["message"],
  },
} as const satisfies Record<string, Entry>;
