/**
 * Bulk operations: which queries are taken, and what a result holds. Refusals and their texts: recordings bulk-operation-run-query-validators and
 * -user-error-codes. Lines: docs of bulk operations (each node of a connection is a line; one of a nested connection carries `__parentId`).
 */
import {
  type DocumentNode,
  type FieldNode,
  type OperationDefinitionNode,
  type SelectionSetNode,
  GraphQLError,
  Kind,
  OperationTypeNode,
  executeSync,
  getNamedType,
  isListType,
  isObjectType,
  getNullableType,
  parse,
  validate,
  visit,
} from "graphql";
import { isConnection } from "./cost.ts";
import { type EngineContext, fieldResolver, typeResolver } from "./resolve.ts";
import { adminSchema, type ApiVersion } from "./schema.ts";

export type BulkResult =
  { lines: string[]; objects: number; roots: number } | { errorCode: "ACCESS_DENIED" };
/** What is said against a query, or how it is carried out. */
export type BulkPlan = { refused: string[] } | { run: () => BulkResult };

const MOST_CONNECTIONS = 5;
const MOST_BYTES = 65_535;
const PAGE = 250;

interface Found {
  connections: FieldNode[];
  withNodes: string[];
  withoutId: string[];
  inList: boolean;
  deepest: number;
}

export function planBulk(query: string, setting: EngineContext): BulkPlan {
  if (query.trim() === "")
    return { refused: ["Invalid bulk query: syntax error, unexpected end of file"] };
  if (Buffer.byteLength(query) > MOST_BYTES)
    throw new Error("What Shopify says about a bulk query of such length is not known.");
  const document = parse(query);
  const [operation] = document.definitions;
  if (document.definitions.length !== 1 || operation?.kind !== Kind.OPERATION_DEFINITION)
    throw new Error("What Shopify says about a bulk query of several definitions is not known.");
  if (operation.operation !== OperationTypeNode.QUERY)
    return { refused: ["Invalid operation type. Only `query` operations are supported."] };
  const schema = adminSchema(setting.apiVersion as ApiVersion);
  const wrong = validate(schema, document);
  if (wrong.length > 0)
    throw new Error(`How Shopify refuses such a bulk query is not known: ${wrong[0]?.message}`);
  const refused = faults(operation, setting.apiVersion as ApiVersion);
  return refused.length > 0 ? { refused } : { run: () => carryOut(document, operation, setting) };
}

function faults(operation: OperationDefinitionNode, version: ApiVersion): string[] {
  const found: Found = {
    connections: [],
    withNodes: [],
    withoutId: [],
    inList: false,
    deepest: 0,
  };
  const query = adminSchema(version).getQueryType();
  if (query) walk(operation.selectionSet, query, { depth: 0, list: false, found });
  const roots = fieldsOf(operation.selectionSet).map(({ name }) => name.value);
  if (roots.length > 1)
    throw new Error("Whether a bulk query may have several roots is not known.");
  return [
    ...(roots.includes("node") ? ["Bulk queries cannot contain a top level `node` field."] : []),
    ...(found.connections.length === 0
      ? ["Bulk queries must contain at least one connection."]
      : []),
    ...(found.connections.length > MOST_CONNECTIONS
      ? [`Bulk queries cannot contain more than ${MOST_CONNECTIONS} connections.`]
      : []),
    ...(found.deepest > 2
      ? ["Bulk queries cannot contain connections with a nesting depth greater than 2."]
      : []),
    ...(found.inList
      ? ["Queries that contain a connection field within a list field are not currently supported."]
      : []),
    ...(found.withNodes.length > 0
      ? [
          `All connection fields in a bulk query must select their contents using 'edges' > 'node', e.g: '${found.withNodes[0]} { edges { node {'. Selecting via 'nodes' is not supported. Invalid connection fields: '${found.withNodes.join("', '")}'.`,
        ]
      : []),
    ...(found.withoutId.length > 0
      ? [
          `The parent 'node' field for a nested connection must select the 'id' field without an alias and must be of 'ID' return type. Connection fields without 'id': ${found.withoutId.join(", ")}.`,
        ]
      : []),
  ];
}

const fieldsOf = (set: SelectionSetNode | undefined): FieldNode[] =>
  (set?.selections ?? []).flatMap((one) => {
    if (one.kind === Kind.FIELD) return [one];
    if (one.kind === Kind.INLINE_FRAGMENT) return fieldsOf(one.selectionSet);
    throw new Error("A bulk query with a named fragment is not simulated.");
  });

const nodeOf = (connection: FieldNode): FieldNode | undefined =>
  fieldsOf(
    fieldsOf(connection.selectionSet).find(({ name }) => name.value === "edges")?.selectionSet,
  ).find(({ name }) => name.value === "node");

function walk(
  set: SelectionSetNode | undefined,
  type: unknown,
  at: { depth: number; list: boolean; found: Found },
): void {
  if (!isObjectType(type)) return;
  for (const field of fieldsOf(set)) {
    const declared = type.getFields()[field.name.value]?.type;
    if (declared === undefined) continue;
    const named = getNamedType(declared);
    const { found } = at;
    if (!isConnection(named)) {
      walk(field.selectionSet, named, {
        ...at,
        list: at.list || isListType(getNullableType(declared)),
      });
      continue;
    }
    const depth = at.depth + 1;
    found.connections.push(field);
    found.deepest = Math.max(found.deepest, depth);
    found.inList ||= at.list;
    const node = nodeOf(field);
    if (!node) {
      found.withNodes.push(field.name.value);
      continue;
    }
    const before = found.connections.length;
    const edge = getNamedType(named.getFields()["edges"]?.type);
    walk(node.selectionSet, isObjectType(edge) && getNamedType(edge.getFields()["node"]?.type), {
      depth,
      list: false,
      found,
    });
    const hasId = fieldsOf(node.selectionSet).some(
      ({ name, alias }) => name.value === "id" && !alias,
    );
    if (found.connections.length > before && !hasId) found.withoutId.push(field.name.value);
  }
}

const [PAGE_INFO] = parse("{ pageInfo { hasNextPage endCursor } }").definitions;

/** The query with page sizes, and a cursor for its root: what Shopify walks through by itself is read page by page. */
function paged(document: DocumentNode, root: string, after: string | null): DocumentNode {
  const argument = (name: string, value: object) => ({
    kind: Kind.ARGUMENT as const,
    name: { kind: Kind.NAME as const, value: name },
    value,
  });
  return visit(document, {
    Field(node, _key, _parent, path) {
      if (!nodeOf(node)) return undefined;
      const isRoot = path.filter((step) => step === "selectionSet").length === 1;
      return {
        ...node,
        arguments: [
          ...(node.arguments ?? []),
          argument("first", { kind: Kind.INT, value: String(PAGE) }),
          ...(isRoot && node.name.value === root && after !== null
            ? [argument("after", { kind: Kind.STRING, value: after })]
            : []),
        ],
        selectionSet: {
          ...node.selectionSet,
          selections: [
            ...(node.selectionSet?.selections ?? []),
            ...fieldsOf(
              PAGE_INFO?.kind === Kind.OPERATION_DEFINITION ? PAGE_INFO.selectionSet : undefined,
            ),
          ],
        },
      } as FieldNode;
    },
  });
}

interface Page {
  edges: { node: Record<string, unknown> }[];
  pageInfo: { hasNextPage: boolean; endCursor: string | null };
}
const isPage = (value: unknown): value is Page =>
  typeof value === "object" && value !== null && "edges" in value && "pageInfo" in value;

/** Grouped: what is nested stands directly under its parent, connection after connection. */
function linesOf(node: Record<string, unknown>, parent: string | null, lines: string[]): void {
  const own = Object.entries(node).filter(([, value]) => !isPage(value));
  lines.push(JSON.stringify({ ...Object.fromEntries(own), ...(parent && { __parentId: parent }) }));
  for (const value of Object.values(node))
    if (isPage(value)) {
      if (value.pageInfo.hasNextPage)
        throw new Error(`More than ${PAGE} of a nested connection are not simulated.`);
      for (const edge of value.edges) linesOf(edge.node, String(node["id"]), lines);
    }
}

function carryOut(
  document: DocumentNode,
  operation: OperationDefinitionNode,
  setting: EngineContext,
): BulkResult {
  const root = fieldsOf(operation.selectionSet)[0]?.name.value ?? "";
  const lines: string[] = [];
  let roots = 0;
  for (let after: string | null = null; ;) {
    const contextValue: EngineContext = { ...setting, gaps: [], searchWarnings: [] };
    const { data, errors } = executeSync({
      schema: adminSchema(setting.apiVersion as ApiVersion),
      document: paged(document, root, after),
      contextValue,
      fieldResolver,
      typeResolver,
      rootValue: {},
    });
    const [error] = errors ?? [];
    if (error?.extensions["code"] === "ACCESS_DENIED") return { errorCode: "ACCESS_DENIED" };
    if (error) throw new GraphQLError(`The bulk query failed: ${error.message}`);
    const page = data?.[root];
    if (!isPage(page)) throw new Error(`The bulk query gave nothing for ${root}.`);
    for (const { node } of page.edges) linesOf(node, null, lines);
    roots += page.edges.length;
    if (!page.pageInfo.hasNextPage) return { lines, objects: lines.length, roots };
    after = page.pageInfo.endCursor;
  }
}
