/**
 * What a query is charged once its answer is known (good to about ±1 for 80 % of the recordings): a connection costs 2 + its requested
 * share × returned / asked, rounded up, and its full requested cost when it came back empty; a null object still costs 1.
 */
import {
  type DocumentNode,
  type FieldNode,
  type GraphQLCompositeType,
  type GraphQLObjectType,
  type GraphQLSchema,
  type SelectionSetNode,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isObjectType,
} from "graphql";
import { CONNECTION_COST, OWN_COST, ROOT_COUNT_COST } from "#scripts/shopify-cost-rule.mjs";
import {
  collectFields,
  connectionShare,
  isConnection,
  isRootCount,
  isUserErrors,
  keep,
  mutationCost,
  objectCost,
  operationOf,
  pageSize,
  requestedCost,
  walkOf,
  type Variables,
  type Walk,
} from "./cost.ts";

type Data = Record<string, unknown>;

/** @param typeOf concrete type name of an object behind an interface or union, when the answer has no __typename. */
export function actualCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables,
  data: Data | null | undefined,
): number {
  return Math.min(
    requestedCost(schema, document, operationName, variables),
    answeredCost(schema, document, operationName, variables, data),
  );
}

/** The same, where it may come to more than was requested. */
export function answeredCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName: string | null | undefined,
  variables: Variables,
  data: Data | null | undefined,
): number {
  const operation = operationOf(document, operationName);
  const root = schema.getRootType(operation.operation);
  if (!root || !data) return 0;
  const walk = walkOf(schema, document, operation, variables);
  return selection(walk, [operation.selectionSet], root, data);
}

function selection(
  walk: Walk,
  sets: readonly SelectionSetNode[],
  type: GraphQLObjectType,
  data: Data,
): number {
  let total = 0;
  for (const [key, nodes] of collectFields(walk, sets, type))
    total += fieldCost(walk, type, nodes, data[key]);
  return total;
}

function fieldCost(
  walk: Walk,
  parent: GraphQLObjectType,
  nodes: FieldNode[],
  value: unknown,
): number {
  const first = nodes[0];
  const field = first && parent.getFields()[first.name.value];
  if (!first || !field) return 0;
  const named = getNamedType(field.type);
  if (!isCompositeType(named)) return OWN_COST[`${parent.name}.${field.name}`] ?? 0;
  const sets = nodes.flatMap((n) => (n.selectionSet ? [n.selectionSet] : []));
  if (parent === walk.schema.getMutationType() && isObjectType(named))
    return mutationCost(walk, first) + payload(walk, sets, named, value);
  if (isRootCount(walk, parent, field.name)) return ROOT_COUNT_COST;
  if (isConnection(named)) return connection(walk, first, sets, named, value);
  return objectCost(parent, field, named) + inside(walk, sets, named, value);
}

/** An object, or the dearest element of a plain list. */
function inside(
  walk: Walk,
  sets: readonly SelectionSetNode[],
  named: GraphQLCompositeType,
  value: unknown,
): number {
  if (Array.isArray(value)) return Math.max(0, ...value.map((v) => inside(walk, sets, named, v)));
  if (value === null || value === undefined || typeof value !== "object") return 0;
  if (isAbstractType(named))
    return Math.max(
      0,
      ...candidates(walk, sets, named, value as Data).map((t) =>
        selection(walk, sets, t, value as Data),
      ),
    );
  return isObjectType(named) ? selection(walk, sets, named, value as Data) : 0;
}

/** Possible types whose selected keys are just the keys the answer has. */
function candidates(
  walk: Walk,
  sets: readonly SelectionSetNode[],
  named: GraphQLCompositeType,
  value: Data,
): GraphQLObjectType[] {
  if (!isAbstractType(named)) return [];
  const possible = walk.schema.getPossibleTypes(named);
  const gid =
    typeof value["id"] === "string"
      ? /^gid:\/\/shopify\/(\w+)\//.exec(value["id"])?.[1]
      : undefined;
  const name = typeof value["__typename"] === "string" ? value["__typename"] : gid;
  const known = possible.find((t) => t.name === name);
  if (known) return [known];
  const keys = Object.keys(value);
  return possible.filter((t) => {
    const fields = collectFields(walk, sets, t);
    return fields.size === keys.length && keys.every((k) => fields.has(k));
  });
}

function payload(
  walk: Walk,
  sets: readonly SelectionSetNode[],
  named: GraphQLObjectType,
  value: unknown,
): number {
  if (value === null || typeof value !== "object") return 0;
  let total = 0;
  for (const [key, nodes] of collectFields(walk, sets, named)) {
    const field = named.getFields()[nodes[0]?.name.value ?? ""];
    if (!field || isUserErrors(field)) continue;
    const type = getNamedType(field.type);
    const inner = (value as Data)[key];
    if (!isCompositeType(type)) continue;
    total += isConnection(type)
      ? fieldCost(walk, named, nodes, inner)
      : inside(
          walk,
          nodes.flatMap((n) => (n.selectionSet ? [n.selectionSet] : [])),
          type,
          inner,
        );
  }
  return total;
}

function connection(
  walk: Walk,
  field: FieldNode,
  sets: SelectionSetNode[],
  type: GraphQLObjectType,
  value: unknown,
): number {
  // Of the field: another one with the same selections may have another page size.
  const share = keep(walk.shares, type, sets, () => connectionShare(walk, field, sets, type, []));
  const asked = pageSize(field, walk.variables) ?? 1;
  let returned = 0;
  if (value && typeof value === "object") {
    for (const part of Object.values(value))
      if (Array.isArray(part)) returned = Math.max(returned, part.length);
  }
  if (returned === 0) return CONNECTION_COST + share;
  return CONNECTION_COST + Math.ceil((share * Math.min(returned, asked)) / asked);
}
