/** Resolvers of one type, typed by its record. The cast is the one place where the engine's unknown source becomes the record the store made. */
import type { GraphQLResolveInfo } from "graphql";
import type { FieldResolver, ResolverContext } from "../../world-interface.ts";
import { moneyBag, type Bag } from "../arithmetic/bag.ts";
import { numericId } from "../ids.ts";
import type { OrderRecord } from "../model.ts";

type Args = Record<string, unknown>;
type Typed<S> = Record<
  string,
  (source: S, args: Args, context: ResolverContext, info: GraphQLResolveInfo) => unknown
>;

export const fieldsOf = <S>(fields: Typed<S>): Record<string, FieldResolver> =>
  fields as unknown as Record<string, FieldResolver>;

export const bagOf = (order: OrderRecord, bag: Bag) => moneyBag(order.currencies, bag);
export const legacyId = (source: { id: string }): string => String(numericId(source.id));
/** Plain lists with `first` (Order.refunds, fulfillments, transactions, trackingInfo). */
export const firstOf = <T>(list: readonly T[], args: Args): T[] =>
  typeof args.first === "number" ? list.slice(0, args.first) : [...list];
export const count = (n: number) => ({ count: n, precision: "EXACT" });
export const byTypename = {
  __resolveType: (source: unknown) => (source as { __typename: string }).__typename,
};
