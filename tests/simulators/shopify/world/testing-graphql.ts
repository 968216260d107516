/** Asks a world through GraphQL as the engine does (resolver, else own property, else a loud failure), without HTTP, costs and access checks. */
import { readFileSync } from "node:fs";
import {
  buildSchema,
  execute,
  parse,
  type ExecutionResult,
  type GraphQLFieldResolver,
} from "graphql";
import type { ResolverContext, WorldEvent } from "../world-interface.ts";
import type { OrderRecord } from "./model.ts";
import type { OrderSpec } from "./order-spec.ts";
import { testWorld } from "./testing.ts";

const schema = buildSchema(
  readFileSync(
    new URL("../../../../app/shopify/schema/admin-2026-10.graphql", import.meta.url),
    "utf8",
  ),
  { assumeValid: true },
);

export const ALL_SCOPES = [
  "read_all_orders",
  "read_orders",
  "write_orders",
  "read_merchant_managed_fulfillment_orders",
  "write_merchant_managed_fulfillment_orders",
  "read_third_party_fulfillment_orders",
  "write_third_party_fulfillment_orders",
];

export interface Effect {
  mutation: string;
  input: unknown;
  result: Record<string, unknown>;
}

/** One shop with its events and effects, and the verbs a test of a mutation needs. */
export function askedShop(scopes: string[] = ALL_SCOPES) {
  const world = testWorld("empty");
  const events: WorldEvent[] = [];
  const effects: Effect[] = [];
  world.onEvent((event) => {
    events.push(event);
  });
  const context: ResolverContext = {
    shop: world.shop,
    appId: "gid://shopify/App/1",
    scopes: new Set(scopes),
    apiVersion: "2026-10",
    searchWarnings: [],
    effects: (effect) => {
      effects.push(effect as Effect);
    },
  };
  const fieldResolver: GraphQLFieldResolver<unknown, ResolverContext> = (
    source,
    args: Record<string, unknown>,
    of,
    info,
  ) => {
    const type = info.parentType.name;
    const resolver =
      type === "QueryRoot"
        ? world.rootQuery[info.fieldName]
        : type === "Mutation"
          ? world.rootMutation[info.fieldName]
          : world.resolvers[type]?.[info.fieldName];
    if (resolver) return resolver(source, args, of, info);
    if (source !== null && typeof source === "object" && Object.hasOwn(source, info.fieldName))
      return (source as Record<string, unknown>)[info.fieldName];
    throw new Error(`unresolved ${type}.${info.fieldName}`);
  };
  const ask = async (text: string, variableValues: Record<string, unknown> = {}) =>
    (await execute({
      schema,
      document: parse(text),
      variableValues,
      contextValue: context,
      fieldResolver,
    })) as ExecutionResult<Record<string, unknown>>;
  /** Answers the one field asked for; an error is thrown. */
  const told = async <T>(text: string, variables: Record<string, unknown> = {}): Promise<T> => {
    const { data, errors } = await ask(text, variables);
    if (errors?.[0]) throw new Error(errors[0].message);
    return Object.values(data!)[0] as T;
  };
  const place = (spec: Partial<OrderSpec> = {}): OrderRecord => {
    const { id } = world.control.placeOrder!({
      spec: {
        customer: "mara",
        taxesIncluded: false,
        lines: [{ title: "Goods", price: "12.50" }],
        ...spec,
      },
    }) as { id: string };
    events.length = 0;
    return world.store().order(id);
  };
  const act = (order: OrderRecord, name: string, args: Record<string, unknown> = {}): unknown =>
    world.control[name]!({ order: order.name, ...args });
  const topics = (): string[] => events.map(({ topic }) => topic);
  return { world, events, effects, ask, told, place, act, topics };
}
export const numberOf = (gid: string): string => gid.split("/").at(-1)!;
