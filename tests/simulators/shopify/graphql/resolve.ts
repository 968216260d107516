/**
 * How a field gets its value: access checks, then the world's resolver, then the source's own property. A field nobody computes is a gap of the
 * simulator and fails the whole request; it is never answered null.
 */
import {
  type GraphQLFieldResolver,
  type GraphQLObjectType,
  type GraphQLResolveInfo,
  type GraphQLTypeResolver,
  GraphQLError,
  OperationTypeNode,
  getNamedType,
  isAbstractType,
  isObjectType,
} from "graphql";
import type { FieldResolver, ResolverContext, World } from "../world-interface.ts";
import { isConnection } from "./cost.ts";
import { listening, saidIn, unheardInput } from "./heard.ts";
import { accessDenied, fieldAccess, permits, typeAccess } from "./scopes.ts";
import { oversizedList } from "./variables.ts";

export interface EngineContext extends ResolverContext {
  world: World;
  /** "Type.field" of everything the simulator should have computed but could not. */
  gaps: string[];
}

/** Mutations that need an @idempotent key from 2026-04 on. */
const NEEDS_IDEMPOTENCY_KEY = new Set([
  "inventoryActivate",
  "inventoryAdjustQuantities",
  "inventoryMoveQuantities",
  "inventorySetOnHandQuantities",
  "inventorySetQuantities",
  "inventoryShipmentAddItems",
  "inventoryShipmentCreate",
  "inventoryShipmentCreateInTransit",
  "inventoryShipmentReceive",
  "inventoryTransferCreate",
  "inventoryTransferCreateAsReadyToShip",
  "inventoryTransferDuplicate",
  "inventoryTransferSetItems",
  "locationActivate",
  "locationDeactivate",
  "refundCreate",
]);

const MAX_PAGE = 250;

function badRequest(message: string): GraphQLError {
  return new GraphQLError(message, { extensions: { code: "BAD_REQUEST" } });
}

function checkPaging(info: GraphQLResolveInfo, args: Record<string, unknown>): void {
  const definition = info.parentType.getFields()[info.fieldName];
  if (
    !definition?.args.some((a) => a.name === "first") ||
    !isConnection(getNamedType(info.returnType))
  )
    return;
  const { first, last } = args;
  const given = [
    ["first", first],
    ["last", last],
  ].filter(([, n]) => n !== undefined && n !== null) as [string, number][];
  if (given.length === 0) throw badRequest("you must provide one of first or last");
  if (given.length === 2) throw badRequest("providing both first and last is not supported");
  for (const [name, n] of given) {
    if (n > MAX_PAGE) throw badRequest(`${name} cannot exceed ${MAX_PAGE}`);
    if (n < 0) throw badRequest(`${name} cannot be negative`);
  }
}

function checkInput(info: GraphQLResolveInfo): void {
  for (const node of info.fieldNodes) {
    const big = oversizedList(info.fieldName, node.arguments ?? [], info.variableValues);
    if (big) {
      throw new GraphQLError(
        `The input array size of ${big.size} is greater than the maximum allowed of ${big.most}.`,
        {
          path: [...pathKeys(info), ...big.path],
          nodes: [node],
          extensions: { code: "MAX_INPUT_SIZE_EXCEEDED" },
        },
      );
    }
  }
  if (
    info.operation.operation === OperationTypeNode.MUTATION &&
    info.path.prev === undefined &&
    NEEDS_IDEMPOTENCY_KEY.has(info.fieldName)
  ) {
    const has = info.fieldNodes.some((n) =>
      n.directives?.some((d) => d.name.value === "idempotent"),
    );
    if (!has)
      throw badRequest(
        "The @idempotent directive is required for this mutation but was not provided.",
      );
  }
}

function pathKeys(info: GraphQLResolveInfo): (string | number)[] {
  const keys: (string | number)[] = [];
  for (let p: GraphQLResolveInfo["path"] | undefined = info.path; p; p = p.prev)
    keys.unshift(p.key);
  return keys;
}

function checkAccess(info: GraphQLResolveInfo, context: EngineContext): void {
  for (const access of [
    fieldAccess(info.parentType.name, info.fieldName),
    typeAccess(getNamedType(info.returnType).name),
  ]) {
    if (access && !permits(access, context.scopes)) throw accessDenied(info.fieldName, access);
  }
}

function resolverFor(info: GraphQLResolveInfo, world: World): FieldResolver | undefined {
  const { parentType, fieldName, schema } = info;
  const table =
    parentType === schema.getQueryType()
      ? world.rootQuery
      : parentType === schema.getMutationType()
        ? world.rootMutation
        : world.resolvers[parentType.name];
  return table && Object.hasOwn(table, fieldName) ? table[fieldName] : undefined;
}

function gap(context: EngineContext, info: GraphQLResolveInfo): GraphQLError {
  const name = `${info.parentType.name}.${info.fieldName}`;
  context.gaps.push(name);
  return new GraphQLError(`simulator does not compute ${name}`, {
    extensions: { code: "SIMULATOR_DOES_NOT_COMPUTE" },
  });
}

const isMutation = (info: GraphQLResolveInfo): boolean =>
  info.parentType === info.schema.getMutationType();

const unheardInMutation = (
  info: GraphQLResolveInfo,
  args: Record<string, unknown>,
  { readsOfMutations }: World,
): string[] =>
  readsOfMutations?.[info.fieldName] === undefined
    ? []
    : unheardInput(info, args, readsOfMutations);

function refuseUnheard(context: EngineContext, info: GraphQLResolveInfo, names: string[]): void {
  if (names.length === 0) return;
  const place = `${info.parentType.name}.${info.fieldName}(${names.join(", ")})`;
  context.gaps.push(place);
  throw new GraphQLError(`simulator does not read ${place}`, {
    extensions: { code: "SIMULATOR_DOES_NOT_COMPUTE" },
  });
}

/** Objects behind an interface or union are checked by their own type; in a list the refused element alone becomes null. */
function checkConcrete(info: GraphQLResolveInfo, context: EngineContext, value: unknown): unknown {
  const named = getNamedType(info.returnType);
  if (!isAbstractType(named) || value === null) return value;
  if (Array.isArray(value))
    return value.map((v) => (v === null ? null : concreteOrError(info, context, v)));
  const checked = concreteOrError(info, context, value);
  if (checked instanceof Error) throw checked;
  return checked;
}

function concreteOrError(
  info: GraphQLResolveInfo,
  context: EngineContext,
  value: unknown,
): unknown {
  const named = getNamedType(info.returnType);
  if (!isAbstractType(named)) return value;
  const name = typeName(context, value, named.name, info);
  const access = name === undefined ? undefined : typeAccess(name);
  return access && !permits(access, context.scopes) ? accessDenied(info.fieldName, access) : value;
}

function typeName(
  context: EngineContext,
  value: unknown,
  abstract: string,
  info: GraphQLResolveInfo,
): string | undefined {
  const own = context.world.resolvers[abstract]?.["__resolveType"]?.(value, {}, context, info);
  if (typeof own === "string") return own;
  if (value === null || typeof value !== "object") return undefined;
  const record = value as Record<string, unknown>;
  if (typeof record["__typename"] === "string") return record["__typename"];
  return typeof record["id"] === "string"
    ? /^gid:\/\/shopify\/(\w+)\//.exec(record["id"])?.[1]
    : undefined;
}

export const fieldResolver: GraphQLFieldResolver<
  unknown,
  EngineContext,
  Record<string, unknown>
> = (source, args, context, info) => {
  checkAccess(info, context);
  checkPaging(info, args);
  checkInput(info);
  const resolver = resolverFor(info, context.world);
  const told = listening(args);
  let value: unknown;
  if (isMutation(info)) refuseUnheard(context, info, unheardInMutation(info, args, context.world));
  if (resolver) value = resolver(source, isMutation(info) ? args : told.args, context, info);
  else if (source !== null && typeof source === "object" && Object.hasOwn(source, info.fieldName))
    value = (source as Record<string, unknown>)[info.fieldName];
  const settle = (settled: unknown): unknown => {
    if (settled === undefined) throw gap(context, info);
    if (!isMutation(info) && settled !== null)
      refuseUnheard(context, info, saidIn(info, told.unheard()));
    return checkConcrete(info, context, settled);
  };
  return value instanceof Promise ? value.then(settle) : settle(value);
};

export const typeResolver: GraphQLTypeResolver<unknown, EngineContext> = (
  value,
  context,
  info,
  abstract,
) => {
  const name = typeName(context, value, abstract.name, info);
  const type = name === undefined ? undefined : info.schema.getType(name);
  if (
    !isObjectType(type as GraphQLObjectType) ||
    !info.schema.isSubType(abstract, type as GraphQLObjectType)
  ) {
    context.gaps.push(`${abstract.name}.__resolveType`);
    throw new GraphQLError(
      `simulator does not compute ${abstract.name}.__resolveType (got ${name ?? "nothing"})`,
      { extensions: { code: "SIMULATOR_DOES_NOT_COMPUTE" } },
    );
  }
  return name;
};
