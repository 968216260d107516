import { OPERATION_COSTS } from "./generated/costs.ts";

/** Requested cost as a function of page-size variables; written by scripts/codegen.mjs. */
export type CostExpression =
  | number
  | { add: CostExpression[] }
  | { most: CostExpression[] }
  /** A page of fixed size. */
  | { factor: number; times: CostExpression }
  /** A page whose size is the named variable. */
  | { page: string; times: CostExpression };

/** floor(2 ln n), at least 1: what a page of n costs times its node (connection size rule recovered from recorded answers). */
export function pageCost(n: number): number {
  if (!Number.isInteger(n) || n < 1 || n > 250)
    throw new Error(`a page holds 1 to 250 objects, not ${n}`);
  return Math.max(1, Math.floor(2 * Math.log(n)));
}

export function evaluateCost(
  cost: CostExpression,
  variables: Readonly<Record<string, unknown>>,
): number {
  if (typeof cost === "number") return cost;
  if ("add" in cost)
    return cost.add.reduce<number>((sum, part) => sum + evaluateCost(part, variables), 0);
  if ("most" in cost) return Math.max(...cost.most.map((part) => evaluateCost(part, variables)));
  if ("factor" in cost) return cost.factor * evaluateCost(cost.times, variables);
  const size = variables[cost.page];
  return (typeof size === "number" ? pageCost(size) : 1) * evaluateCost(cost.times, variables);
}

/**
 * Points that Shopify will ask for an operation of ours (its `requestedQueryCost`): what the bucket must hold before it is sent.
 * Throws for an operation that is not ours.
 */
export function requestedCost(
  operation: string,
  variables: Readonly<Record<string, unknown>>,
): number {
  const cost = OPERATION_COSTS[operation];
  if (cost === undefined)
    throw new Error(`no cost is known for ${operation}: run node scripts/codegen.mjs`);
  return evaluateCost(cost, variables);
}
