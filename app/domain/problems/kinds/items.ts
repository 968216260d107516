import { paths } from "#app/lib/paths.ts";
import type { Entry } from "./entry.ts";

/** What keeps an item or a product from being created. */
export const itemsProblems = {
  "item-refused": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: () => paths.items,
    params: ["item", "message"],
  },
} as const satisfies Record<string, Entry>;
