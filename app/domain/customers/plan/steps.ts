import type { ToShopify } from "./planned.ts";

/** What Shopify takes by mutations of their own, in this order: each is a task. */
export const STEPS = ["customer", "address", "marketing"] as const;
export type Step = (typeof STEPS)[number];

const wanted = (plan: ToShopify, step: Step): boolean => plan[step] !== null;

export const firstStep = (plan: ToShopify): Step | null =>
  STEPS.find((step) => wanted(plan, step)) ?? null;

/** Null: that was the last one. */
export const stepAfter = (plan: ToShopify, done: Step): Step | null =>
  STEPS.slice(STEPS.indexOf(done) + 1).find((step) => wanted(plan, step)) ?? null;
