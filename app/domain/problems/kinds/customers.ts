import { paths } from "#app/lib/paths.ts";
import type { Entry } from "./entry.ts";

/** What keeps a customer from being brought to the other side. */
export const customersProblems = {
  "customer-refused": {
    severity: "blocks",
    fixableBy: "merchant",
    fixPath: () => paths.customers,
    params: ["customer", "message"],
  },
} as const satisfies Record<string, Entry>;
