/**
 * What the engine (HTTP, GraphQL execution, throttling, tokens, webhooks, admin frame) and the world (a shop's orders, customers,
 * products and the rules that change them) owe each other. The engine never knows what an order is; the world never sees HTTP.
 */
import type { GraphQLResolveInfo } from "graphql";
import type { BulkPlan } from "./graphql/bulk.ts";

/** One clock for a whole simulator: tokens, buckets, webhook retries and the shop's own dates move together. */
export interface SimClock {
  now(): Date;
  /** Milliseconds; never negative. */
  advance(ms: number): void;
  set(date: Date): void;
}

/** Something happened in a shop that Shopify would announce by webhook. `payload` is in REST form (numeric id, admin_graphql_api_id, snake case). */
export interface WorldEvent {
  topic: string;
  shop: string;
  payload: Record<string, unknown>;
  resourceGid: string;
}

export interface ResolverContext {
  shop: string;
  appId: string;
  scopes: ReadonlySet<string>;
  apiVersion: string;
  /** Entries pushed here are answered as `extensions.search[]`. */
  searchWarnings: unknown[];
  /** Call once per mutation that changed something: it is written into the simulator's log. */
  /** What the engine makes of the text of a bulk query: what Shopify says against it, or how it is carried out. */
  bulk?: (query: string) => BulkPlan;
  effects: (effect: { mutation: string; shop: string; input: unknown; result: unknown }) => void;
}

export type FieldResolver = (
  source: unknown,
  args: Record<string, unknown>,
  context: ResolverContext,
  info: GraphQLResolveInfo,
) => unknown;

export interface World {
  /** myshopify domain */
  shop: string;
  clock: SimClock;
  /**
   * resolvers[TypeName][fieldName]; `__resolveType` for interfaces and unions. Plain data properties of the source object are used
   * when present (own property), else an unresolved field fails loudly.
   */
  resolvers: Record<string, Record<string, FieldResolver>>;
  rootQuery: Record<string, FieldResolver>;
  rootMutation: Record<string, FieldResolver>;
  /** What mutations read of their arguments, by mutation and by input type; anything else that is said to them fails loudly. */
  readsOfMutations?: Readonly<Record<string, readonly string[]>>;
  onEvent(listener: (event: WorldEvent) => void): void;
  /** The file at a path of Shopify's store of files; undefined: there is none, or no longer. */
  fileAt?(path: string): string | undefined;
  /** Control operations by name (placeOrder, editOrder, archiveOrder, cancelOrder, refund, …), used by the control API and the admin panel. */
  control: Record<string, (args: Record<string, unknown>) => unknown>;
  seedKinds(): { name: string; title: string }[];
  reset(): void;
}

export type CreateWorld = (options: {
  shop: string;
  clock: SimClock;
  seed: "full" | "empty";
}) => World;
