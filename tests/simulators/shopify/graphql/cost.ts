/**
 * Requested cost of a query, by the rule fitted to recorded requests (exact for 98.7 % of 8,369 recorded costs).
 * Not covered by it, and known to differ on the live API: introspection, media, some delivery profile reads, and fields with costs
 * of their own that no recording shows.
 */
import {
  type DocumentNode,
  type FieldNode,
  type FragmentDefinitionNode,
  type GraphQLCompositeType,
  type GraphQLField,
  type GraphQLObjectType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type SelectionSetNode,
  type ValueNode,
  getNamedType,
  isAbstractType,
  isCompositeType,
  isInterfaceType,
  isListType,
  isNonNullType,
  isObjectType,
  Kind,
  valueFromASTUntyped,
} from "graphql";
import {
  CHARGED_BY_VARIANT,
  CONNECTION_COST,
  FREE_FIELDS,
  FREE_TYPES,
  MUTATION_COST,
  OWN_COST,
  pageFactor,
  ROOT_COUNT_COST,
} from "#scripts/shopify-cost-rule.mjs";

export type Variables = Record<string, unknown>;

export interface FieldCost {
  path: string[];
  definedCost: number;
  requestedTotalCost: number;
  requestedChildrenCost: number;
}

export function isConnection(type: unknown): type is GraphQLObjectType {
  return isObjectType(type) && type.name.endsWith("Connection") && "pageInfo" in type.getFields();
}

export function operationOf(
  document: DocumentNode,
  operationName?: string | null,
): OperationDefinitionNode {
  const operations = document.definitions.filter(
    (d): d is OperationDefinitionNode => d.kind === Kind.OPERATION_DEFINITION,
  );
  const found = operationName
    ? operations.find((o) => o.name?.value === operationName)
    : operations.length === 1
      ? operations[0]
      : undefined;
  if (!found)
    throw new Error(
      operationName ? `No operation named "${operationName}"` : "An operation name is required",
    );
  return found;
}

export interface Walk {
  schema: GraphQLSchema;
  fragments: Map<string, FragmentDefinitionNode>;
  variables: Variables;
  fields?: FieldCost[];
  /** What was collected before: the same selection is walked for each object of a list. */
  collected: Kept<Map<string, FieldNode[]>>;
  shares: Kept<number>;
}

interface Came<T> {
  sets: readonly SelectionSetNode[];
  value: T;
}

type Kept<T> = Map<GraphQLCompositeType, Map<SelectionSetNode, Came<T>[]>>;

/** What these selections of the type came to before in the same walk, or else now. */
export function keep<T>(
  kept: Kept<T>,
  type: GraphQLCompositeType,
  sets: readonly SelectionSetNode[],
  make: () => T,
): T {
  const [first] = sets;
  if (!first) return make();
  const ofType = kept.get(type) ?? new Map<SelectionSetNode, Came<T>[]>();
  const ofFirst = ofType.get(first) ?? [];
  const known = ofFirst.find(
    (one) => one.sets.length === sets.length && one.sets.every((set, at) => set === sets[at]),
  );
  if (known) return known.value;
  const value = make();
  kept.set(type, ofType.set(first, [...ofFirst, { sets, value }]));
  return value;
}

export function walkOf(
  schema: GraphQLSchema,
  document: DocumentNode,
  operation: OperationDefinitionNode,
  variables: Variables,
): Walk {
  const withDefaults: Variables = { ...variables };
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    if (!(name in withDefaults) && definition.defaultValue)
      withDefaults[name] = valueFromASTUntyped(definition.defaultValue);
  }
  const fragments = new Map(
    document.definitions
      .filter((d): d is FragmentDefinitionNode => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((f) => [f.name.value, f]),
  );
  return {
    schema,
    fragments,
    variables: withDefaults,
    collected: new Map(),
    shares: new Map(),
  };
}

export function requestedCost(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string | null,
  variables: Variables = {},
): number {
  return costReport(schema, document, operationName, variables).total;
}

/** The same with one entry per field, as the header Shopify-GraphQL-Cost-Debug asks for. */
export function costReport(
  schema: GraphQLSchema,
  document: DocumentNode,
  operationName?: string | null,
  variables: Variables = {},
): { total: number; fields: FieldCost[] } {
  const operation = operationOf(document, operationName);
  const fields: FieldCost[] = [];
  const walk = { ...walkOf(schema, document, operation, variables), fields };
  const root = schema.getRootType(operation.operation);
  if (!root) return { total: 0, fields };
  return { total: selectionCost(walk, [operation.selectionSet], root, []), fields };
}

function valueOf(node: ValueNode, variables: Variables): unknown {
  return valueFromASTUntyped(node, variables);
}

function included(
  node: {
    directives?: readonly {
      name: { value: string };
      arguments?: readonly { name: { value: string }; value: ValueNode }[];
    }[];
  },
  variables: Variables,
): boolean {
  for (const directive of node.directives ?? []) {
    const condition = directive.arguments?.find((a) => a.name.value === "if");
    const value = condition && valueOf(condition.value, variables);
    if (directive.name.value === "skip" && value === true) return false;
    if (directive.name.value === "include" && value === false) return false;
  }
  return true;
}

/** Fields selected for one object type, merged by response key (fragments spread, type conditions and @skip/@include applied). */
export const collectFields = (
  walk: Walk,
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
): ReadonlyMap<string, FieldNode[]> =>
  keep(walk.collected, type, sets, () => collect(walk, sets, type));

function collect(
  walk: Walk,
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  into = new Map<string, FieldNode[]>(),
  seen = new Set<string>(),
): Map<string, FieldNode[]> {
  for (const set of sets) {
    for (const selection of set.selections) {
      if (!included(selection, walk.variables)) continue;
      if (selection.kind === Kind.FIELD) {
        const key = selection.alias?.value ?? selection.name.value;
        into.set(key, [...(into.get(key) ?? []), selection]);
        continue;
      }
      let condition: string | undefined;
      let inner: SelectionSetNode;
      if (selection.kind === Kind.FRAGMENT_SPREAD) {
        const fragment = walk.fragments.get(selection.name.value);
        if (!fragment || seen.has(selection.name.value)) continue;
        seen.add(selection.name.value);
        condition = fragment.typeCondition.name.value;
        inner = fragment.selectionSet;
      } else {
        condition = selection.typeCondition?.name.value;
        inner = selection.selectionSet;
      }
      if (condition === undefined || applies(walk.schema, condition, type))
        collect(walk, [inner], type, into, seen);
    }
  }
  return into;
}

function applies(schema: GraphQLSchema, condition: string, type: GraphQLCompositeType): boolean {
  if (condition === type.name) return true;
  const target = schema.getType(condition);
  return (
    isAbstractType(target) &&
    (isObjectType(type) || isInterfaceType(type)) &&
    schema.isSubType(target, type)
  );
}

function selectionCost(
  walk: Walk,
  sets: readonly SelectionSetNode[],
  type: GraphQLCompositeType,
  path: string[],
): number {
  if (isAbstractType(type)) {
    let most = 0;
    const { fields: _told, ...quiet } = walk;
    for (const possible of walk.schema.getPossibleTypes(type))
      most = Math.max(most, selectionCost(quiet, sets, possible, path));
    return most;
  }
  let total = 0;
  for (const [key, nodes] of collectFields(walk, sets, type))
    total += fieldCost(walk, type, nodes, [...path, key]);
  return total;
}

export function pageSize(field: FieldNode, variables: Variables): number | undefined {
  for (const name of ["first", "last"]) {
    const argument = field.arguments?.find((a) => a.name.value === name);
    const value = argument && valueOf(argument.value, variables);
    if (typeof value === "number") return value;
  }
  return undefined;
}

function fieldCost(
  walk: Walk,
  parent: GraphQLCompositeType,
  nodes: FieldNode[],
  path: string[],
): number {
  const first = nodes[0];
  if (!first || first.name.value.startsWith("__") || !("getFields" in parent)) return 0;
  const field = parent.getFields()[first.name.value];
  if (!field) return 0;
  const named = getNamedType(field.type);
  if (!isCompositeType(named))
    return note(walk, path, OWN_COST[`${parent.name}.${field.name}`] ?? 0, 0);
  const sets = nodes.flatMap((n) => (n.selectionSet ? [n.selectionSet] : []));

  if (parent === walk.schema.getMutationType() && isObjectType(named)) {
    const own = mutationCost(walk, first);
    return note(walk, path, own, payloadCost(walk, sets, named, path));
  }
  if (isRootCount(walk, parent, field.name)) return note(walk, path, ROOT_COUNT_COST, 0);
  if (isConnection(named))
    return note(walk, path, CONNECTION_COST, connectionShare(walk, first, sets, named, path));
  const children = selectionCost(walk, sets, named, path);
  return note(walk, path, objectCost(parent, field, named), children);
}

export function mutationCost({ variables }: Walk, field: FieldNode): number {
  const name = field.name.value;
  const own = OWN_COST[`Mutation.${name}`] ?? MUTATION_COST;
  if (!CHARGED_BY_VARIANT.has(name)) return own;
  const argument = field.arguments?.find((each) => each.name.value === "variants");
  const variants = argument && valueOf(argument.value, variables);
  return own + Math.round((Array.isArray(variants) ? variants.length : 0) / 5);
}

export function isRootCount(walk: Walk, parent: GraphQLCompositeType, name: string): boolean {
  return parent === walk.schema.getQueryType() && name.endsWith("Count");
}

function note(walk: Walk, path: string[], own: number, children: number): number {
  if (own + children > 0)
    walk.fields?.push({
      path,
      definedCost: own,
      requestedTotalCost: own + children,
      requestedChildrenCost: children,
    });
  return own + children;
}

export function objectCost(
  parent: GraphQLCompositeType,
  field: GraphQLField<unknown, unknown>,
  named: GraphQLCompositeType,
): number {
  const own = OWN_COST[`${parent.name}.${field.name}`];
  if (own !== undefined) return own;
  if (FREE_TYPES.has(named.name) || FREE_FIELDS.has(`${parent.name}.${field.name}`)) return 0;
  return 1;
}

/** size × (1 + node) for `nodes` and for `edges { node }`; both when both are asked. */
export function connectionShare(
  walk: Walk,
  field: FieldNode,
  sets: SelectionSetNode[],
  type: GraphQLObjectType,
  path: string[],
): number {
  const asked = pageSize(field, walk.variables);
  // Without a page size nothing is multiplied; the request itself is then refused as a bad one.
  const size = asked === undefined ? 0 : pageFactor(asked);
  let share = 0;
  for (const [key, nodes] of collectFields(walk, sets, type)) {
    const name = nodes[0]?.name.value;
    const child = name === undefined ? undefined : type.getFields()[name];
    if (!child) continue;
    const named = getNamedType(child.type);
    const inner = nodes.flatMap((n) => (n.selectionSet ? [n.selectionSet] : []));
    if (name === "nodes" && isCompositeType(named))
      share += size * (1 + selectionCost(walk, inner, named, [...path, key]));
    if (name === "edges" && isObjectType(named)) {
      for (const [nodeKey, nodeFields] of collectFields(walk, inner, named)) {
        if (nodeFields[0]?.name.value !== "node") continue;
        const nodeType = getNamedType(named.getFields()["node"]?.type);
        const nodeSets = nodeFields.flatMap((n) => (n.selectionSet ? [n.selectionSet] : []));
        if (isCompositeType(nodeType))
          share += size * (1 + selectionCost(walk, nodeSets, nodeType, [...path, key, nodeKey]));
      }
    }
  }
  return share;
}

/** A mutation payload's direct objects and lists count 0 (their selection counts, once); userErrors count nothing at all. */
function payloadCost(
  walk: Walk,
  sets: SelectionSetNode[],
  type: GraphQLObjectType,
  path: string[],
): number {
  let total = 0;
  for (const [key, nodes] of collectFields(walk, sets, type)) {
    const name = nodes[0]?.name.value;
    const field = name === undefined ? undefined : type.getFields()[name];
    if (!field || isUserErrors(field)) continue;
    const named = getNamedType(field.type);
    if (!isCompositeType(named)) continue;
    total += isConnection(named)
      ? fieldCost(walk, type, nodes, [...path, key])
      : selectionCost(
          walk,
          nodes.flatMap((n) => (n.selectionSet ? [n.selectionSet] : [])),
          named,
          [...path, key],
        );
  }
  return total;
}

export function isUserErrors(field: GraphQLField<unknown, unknown>): boolean {
  const bare = isNonNullType(field.type) ? field.type.ofType : field.type;
  return isListType(bare) && /userErrors$/i.test(field.name);
}
