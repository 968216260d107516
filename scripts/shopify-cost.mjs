// Requested cost of our operations by Shopify's published rule (object 1, scalar 0, mutation 10, interface the maximum) and the connection
// size rule fitted to recorded answers. Gives an expression in the operation's page-size variables, so that nothing here is
// needed at run time: app/shopify/cost.ts only evaluates it.
import {
  getNamedType,
  isAbstractType,
  isInterfaceType,
  isLeafType,
  isObjectType,
  Kind,
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
} from "./shopify-cost-rule.mjs";

const add = (...parts) => {
  const flat = parts.flatMap((part) => (typeof part === "object" && part.add ? part.add : [part]));
  const fixed = flat
    .filter((part) => typeof part === "number")
    .reduce((sum, part) => sum + part, 0);
  const rest = flat.filter((part) => typeof part !== "number");
  if (rest.length === 0) return fixed;
  return fixed === 0 && rest.length === 1
    ? rest[0]
    : { add: fixed === 0 ? rest : [fixed, ...rest] };
};
const times = (size, cost) => {
  if (typeof size === "object") return { page: size.page, times: cost };
  return typeof cost === "number" ? size * cost : { factor: size, times: cost };
};
const most = (parts) => {
  const distinct = [...new Map(parts.map((part) => [JSON.stringify(part), part])).values()];
  return distinct.every((part) => typeof part === "number")
    ? Math.max(...distinct)
    : distinct.length === 1
      ? distinct[0]
      : { most: distinct };
};

/** Cost of one operation as a number or expression. `schema` and `document` (with all fragments) are of graphql-js. */
export function operationCost(schema, document, operation) {
  const fragments = new Map(
    document.definitions
      .filter((d) => d.kind === Kind.FRAGMENT_DEFINITION)
      .map((d) => [d.name.value, d]),
  );
  const applies = (type, condition) => {
    if (!condition || condition === type.name) return true;
    const target = schema.getType(condition);
    return (
      isAbstractType(target) &&
      (isObjectType(type) || isInterfaceType(type)) &&
      schema.isSubType(target, type)
    );
  };
  const collect = (sets, type, into = new Map()) => {
    for (const set of sets)
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) {
          const key = selection.alias?.value ?? selection.name.value;
          into.set(key, [...(into.get(key) ?? []), selection]);
        } else {
          const body =
            selection.kind === Kind.FRAGMENT_SPREAD
              ? fragments.get(selection.name.value)
              : selection;
          if (applies(type, body.typeCondition?.name.value))
            collect([body.selectionSet], type, into);
        }
      }
    return into;
  };
  const conditions = (sets, into = new Set()) => {
    for (const set of sets)
      for (const selection of set.selections) {
        if (selection.kind === Kind.FIELD) continue;
        const body =
          selection.kind === Kind.FRAGMENT_SPREAD ? fragments.get(selection.name.value) : selection;
        if (body.typeCondition) into.add(body.typeCondition.name.value);
        conditions([body.selectionSet], into);
      }
    return into;
  };
  const nestedSets = (fields) =>
    fields.flatMap((field) => (field.selectionSet ? [field.selectionSet] : []));

  const selectionCost = (sets, type) => {
    if (isAbstractType(type)) {
      const named = [...conditions(sets)]
        .flatMap((name) => {
          const of = schema.getType(name);
          return isAbstractType(of) ? schema.getPossibleTypes(of) : [of];
        })
        .filter((of) => schema.isSubType(type, of));
      const types = named.length > 0 ? named : schema.getPossibleTypes(type).slice(0, 1);
      return most(types.map((of) => selectionCost(sets, of)));
    }
    return add(...[...collect(sets, type).values()].map((fields) => fieldCost(fields, type)));
  };
  const fieldCost = (fields, parent) => {
    const name = fields[0].name.value;
    if (name.startsWith("__")) return 0;
    const definition = parent.getFields()[name];
    const type = getNamedType(definition.type);
    const own = OWN_COST[`${parent.name}.${name}`];
    if (isLeafType(type)) return own ?? 0;
    const sets = nestedSets(fields);
    if (parent === schema.getQueryType() && name.endsWith("Count")) return ROOT_COUNT_COST;
    if (type.name.endsWith("Connection")) return connectionCost(fields[0], sets, type);
    const free = FREE_TYPES.has(type.name) || FREE_FIELDS.has(`${parent.name}.${name}`);
    return add(own ?? (free ? 0 : 1), selectionCost(sets, type));
  };
  const connectionCost = (field, sets, type) => {
    const argument = field.arguments?.find(
      (a) => a.name.value === "first" || a.name.value === "last",
    );
    if (!argument) return CONNECTION_COST; // refused when sent: a page size is mandatory
    const size =
      argument.value.kind === Kind.VARIABLE
        ? { page: argument.value.name.value }
        : pageFactor(Number(argument.value.value));
    const inner = [];
    for (const [key, fields] of collect(sets, type)) {
      if (key === "nodes" || fields[0].name.value === "nodes")
        inner.push(
          add(1, selectionCost(nestedSets(fields), getNamedType(type.getFields().nodes.type))),
        );
      if (fields[0].name.value === "edges") {
        const edge = getNamedType(type.getFields().edges.type);
        const nodes = collect(nestedSets(fields), edge).get("node") ?? [];
        if (nodes.length > 0)
          inner.push(
            add(1, selectionCost(nestedSets(nodes), getNamedType(edge.getFields().node.type))),
          );
      }
    }
    return add(CONNECTION_COST, times(size, add(...inner)));
  };
  const mutationCost = (fields, root) => {
    const name = fields[0].name.value;
    const payload = getNamedType(root.getFields()[name].type);
    const parts = [...collect(nestedSets(fields), payload).entries()]
      .filter(([key]) => !/userErrors$/i.test(key))
      .map(([, inner]) => {
        const definition = payload.getFields()[inner[0].name.value];
        const type = getNamedType(definition.type);
        if (isLeafType(type)) return 0;
        if (type.name.endsWith("Connection")) return fieldCost(inner, payload);
        return selectionCost(nestedSets(inner), type);
      });
    if (CHARGED_BY_VARIANT.has(name))
      throw new Error(`the cost of ${name} depends on its input: this calculator cannot say it`);
    return add(OWN_COST[`Mutation.${name}`] ?? MUTATION_COST, ...parts);
  };

  if (operation.operation === "mutation") {
    const root = schema.getMutationType();
    return add(
      ...[...collect([operation.selectionSet], root).values()].map((fields) =>
        mutationCost(fields, root),
      ),
    );
  }
  return selectionCost([operation.selectionSet], schema.getQueryType());
}
