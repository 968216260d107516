/**
 * Errors found before anything runs, in Shopify's envelope: camelCase codes and its own path form, `["query Name", "order", "nope"]`.
 * graphql-js finds them; its messages are turned into those of the Ruby library Shopify runs. Anything that has no known translation keeps
 * graphql-js's message under the code STATIC_ERROR, so that it is still refused.
 */
import {
  type ASTNode,
  type DocumentNode,
  type FieldNode,
  type GraphQLError,
  type GraphQLSchema,
  GraphQLError as GraphQLErrorClass,
  Kind,
  TokenKind,
  TypeInfo,
  getNamedType,
  parse,
  print,
  validate,
  visit,
  visitWithTypeInfo,
} from "graphql";

export interface ErrorEntry {
  message: string;
  locations?: readonly { line: number; column: number }[];
  path?: readonly (string | number)[];
  extensions?: Record<string, unknown>;
}

export function parseOrErrors(
  query: string,
): { document: DocumentNode } | { errors: ErrorEntry[] } {
  try {
    return { document: parse(query) };
  } catch (error) {
    if (!(error instanceof GraphQLErrorClass)) throw error;
    const at = error.locations?.[0];
    const place = at ? ` at [${at.line}, ${at.column}]` : "";
    return {
      errors: [
        {
          message: `${/<EOF>/.test(error.message) ? "syntax error, unexpected end of file" : error.message.replace(/^Syntax Error: /, "syntax error, unexpected: ").replace(/\.$/, "")}${place}`,
          ...(at ? { locations: [at] } : {}),
          extensions: { code: "PARSE_ERROR" },
        },
      ],
    };
  }
}

export function staticErrors(schema: GraphQLSchema, document: DocumentNode): ErrorEntry[] {
  const errors = validate(schema, document, undefined, { maxErrors: 100 });
  const places = locate(schema, document);
  const entries = [
    ...joinMissing(errors.map((error) => translate(error, places))),
    ...wrongGlobalIds(places),
  ];
  // graphql-js reports a wrong field once per overlapping rule; Shopify says each thing once.
  return entries.filter(
    (e, i) => entries.findIndex((o) => JSON.stringify(o) === JSON.stringify(e)) === i,
  );
}

/** Several missing arguments of one field are named in one error. */
function joinMissing(entries: ErrorEntry[]): ErrorEntry[] {
  const joined: ErrorEntry[] = [];
  const same = (a: ErrorEntry, b: ErrorEntry) =>
    a.extensions?.["code"] === "missingRequiredArguments" &&
    b.extensions?.["code"] === "missingRequiredArguments" &&
    JSON.stringify(a.path) === JSON.stringify(b.path);
  for (const entry of entries) {
    const at = joined.findIndex((before) => same(before, entry));
    const before = joined[at];
    if (!before) {
      joined.push(entry);
      continue;
    }
    const name = String(entry.extensions?.["arguments"]);
    joined[at] = {
      ...before,
      message: `${before.message}, ${name}`,
      extensions: {
        ...before.extensions,
        arguments: `${before.extensions?.["arguments"]}, ${name}`,
      },
    };
  }
  return joined;
}

export const isGlobalId = (text: string): boolean => /^gid:\/\/\w+\/\w+\/./.test(text);

/** Text in the place of an id that is no global id (recorded: bulk-operations-read-arg-validation). */
function wrongGlobalIds(places: Map<ASTNode, Place>): ErrorEntry[] {
  const errors: ErrorEntry[] = [];
  for (const [node, place] of places) {
    if (node.kind !== Kind.STRING || !/^ID!?$/.test(place.expected ?? "")) continue;
    if (isGlobalId(node.value)) continue;
    errors.push({
      message: `Invalid global id '${node.value}'`,
      ...(place.ownerAt ? { locations: [place.ownerAt] } : {}),
      path: place.path,
      extensions: { code: "argumentLiteralsIncompatible", typeName: "CoercionError" },
    });
  }
  return errors;
}

interface Place {
  path: string[];
  parentType?: string;
  fieldType?: string;
  field?: string;
  inputObject?: string;
  argument?: string;
  expected?: string;
  /** Where the field, or the input object, stands whose argument it is. */
  ownerAt?: { line: number; column: number };
  /** The outermost list around it within its argument, and that list's type. */
  list?: { node: ASTNode; expected: string };
}

/** An argument of a field, or a field of an input object, the walk stands in. */
interface Given {
  inputObject?: string;
  ownerAt?: { line: number; column: number };
  list?: { node: ASTNode; expected: string };
}

const startOf = (node: ASTNode | undefined): { line: number; column: number } | undefined =>
  node?.loc && { line: node.loc.startToken.line, column: node.loc.startToken.column };

/** For each node of the document: Shopify's path to it and the types around it. */
function locate(schema: GraphQLSchema, document: DocumentNode): Map<ASTNode, Place> {
  const places = new Map<ASTNode, Place>();
  const info = new TypeInfo(schema);
  const path: string[] = [];
  const names: (string | undefined)[] = [];
  const fields: FieldNode[] = [];
  const given: Given[] = [];
  const objects: ASTNode[] = [];
  visit(
    document,
    visitWithTypeInfo(info, {
      enter(node) {
        const name = partName(node);
        names.push(name);
        if (name !== undefined) path.push(name);
        if (node.kind === Kind.FIELD) fields.push(node);
        if (node.kind === Kind.OBJECT) objects.push(node);
        const type = info.getType();
        const parent = info.getParentType();
        const parentInput = info.getParentInputType();
        const expected = info.getInputType();
        const field = fields.at(-1);
        const argument = info.getArgument();
        const inner = node.kind === Kind.OBJECT_FIELD;
        const ownerAt = startOf(inner ? objects.at(-1) : field);
        if (inner || node.kind === Kind.ARGUMENT)
          given.push({
            ...(inner && parentInput ? { inputObject: getNamedType(parentInput).name } : {}),
            ...(ownerAt ? { ownerAt } : {}),
          });
        const within = given.at(-1);
        places.set(node, {
          path: [...path],
          ...(parent ? { parentType: parent.name } : {}),
          ...(type ? { fieldType: String(type) } : {}),
          ...(field ? { field: field.name.value } : {}),
          ...(argument ? { argument: argument.name } : {}),
          ...(expected ? { expected: String(expected) } : {}),
          ...within,
        });
        if (node.kind === Kind.LIST && within && !within.list)
          within.list = { node, expected: String(parentInput) };
      },
      leave(node) {
        if (names.pop() !== undefined) path.pop();
        if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) given.pop();
        if (node.kind === Kind.OBJECT) objects.pop();
        if (node.kind === Kind.FIELD) fields.pop();
      },
    }),
  );
  return places;
}

function partName(node: ASTNode): string | undefined {
  if (node.kind === Kind.OPERATION_DEFINITION)
    return node.name ? `${node.operation} ${node.name.value}` : node.operation;
  if (node.kind === Kind.FRAGMENT_DEFINITION) return `fragment ${node.name.value}`;
  if (node.kind === Kind.FRAGMENT_SPREAD) return `... ${node.name.value}`;
  if (node.kind === Kind.INLINE_FRAGMENT)
    return node.typeCondition ? `... on ${node.typeCondition.name.value}` : "...";
  if (node.kind === Kind.FIELD) return node.alias?.value ?? node.name.value;
  if (node.kind === Kind.ARGUMENT || node.kind === Kind.OBJECT_FIELD) return node.name.value;
  return undefined;
}

type Rule = [
  RegExp,
  (
    match: RegExpExecArray,
    place: Place,
    node: ASTNode | undefined,
  ) => {
    message: string;
    extensions: Record<string, unknown>;
    pathEnd?: string[];
    at?: { line: number; column: number } | undefined;
  },
];

const RULES: Rule[] = [
  [
    /^Cannot query field "(\w+)" on type "(\w+)"/,
    (m) => ({
      message: `Field '${m[1]}' doesn't exist on type '${m[2]}'`,
      extensions: { code: "undefinedField", typeName: m[2], fieldName: m[1] },
    }),
  ],
  [
    /^Unknown argument "(\w+)" on field "(?:\w+)\.(\w+)"/,
    (m) => ({
      message: `Field '${m[2]}' doesn't accept argument '${m[1]}'`,
      extensions: {
        code: "argumentNotAccepted",
        name: m[2],
        typeName: "Field",
        argumentName: m[1],
      },
    }),
  ],
  [
    /^Unknown argument "(\w+)" on directive "@(\w+)"/,
    (m) => ({
      message: `Directive '${m[2]}' doesn't accept argument '${m[1]}'`,
      extensions: {
        code: "argumentNotAccepted",
        name: m[2],
        typeName: "Directive",
        argumentName: m[1],
      },
    }),
  ],
  [
    /^Field "(\w+)" argument "(\w+)" of type "([^"]+)" is required/,
    (m) => ({
      message: `Field '${m[1]}' is missing required arguments: ${m[2]}`,
      extensions: {
        code: "missingRequiredArguments",
        className: "Field",
        name: m[1],
        arguments: m[2],
      },
    }),
  ],
  [
    /^Directive "@(\w+)" argument "(\w+)" of type/,
    (m) => ({
      message: `Directive '${m[1]}' is missing required arguments: ${m[2]}`,
      extensions: {
        code: "missingRequiredArguments",
        className: "Directive",
        name: m[1],
        arguments: m[2],
      },
    }),
  ],
  [
    /^Field "(\w+)\.(\w+)" of required type "([^"]+)" was not provided/,
    (m) => ({
      message: `Argument '${m[2]}' on InputObject '${m[1]}' is required. Expected type ${m[3]}`,
      extensions: {
        code: "missingRequiredInputObjectAttribute",
        argumentName: m[2],
        argumentType: m[3],
        inputObjectType: m[1],
      },
      pathEnd: [m[2] ?? ""],
    }),
  ],
  [
    /^Field "(\w+)" is not defined by type "(\w+)"/,
    (m) => ({
      message: `InputObject '${m[2]}' doesn't accept argument '${m[1]}'`,
      extensions: {
        code: "argumentNotAccepted",
        name: m[2],
        typeName: "InputObject",
        argumentName: m[1],
      },
    }),
  ],
  [
    /^Field "(\w+)" must not have a selection since type "([^"]+)" has no subfields/,
    (m, _p, node) => ({
      message: `Selections can't be made on scalars (field '${m[1]}' returns ${bare(m[2])} but has selections [${selectionNames(node)}])`,
      extensions: { code: "selectionMismatch", nodeName: `field '${m[1]}'`, typeName: bare(m[2]) },
    }),
  ],
  [
    /^Field "(\w+)" of type "([^"]+)" must have a selection of subfields/,
    (m) => ({
      message: `Field must have selections (field '${m[1]}' returns ${bare(m[2])} but has no selections. Did you mean '${m[1]} { ... }'?)`,
      extensions: { code: "selectionMismatch", nodeName: `field '${m[1]}'`, typeName: bare(m[2]) },
    }),
  ],
  [
    /^Variable "\$(\w+)" is never used(?: in operation "(\w+)")?/,
    (m) => ({
      message: `Variable $${m[1]} is declared by ${m[2] ?? "anonymous query"} but not used`,
      extensions: { code: "variableNotUsed", variableName: m[1] },
    }),
  ],
  [
    /^Variable "\$(\w+)" is not defined(?: by operation "(\w+)")?/,
    (m) => ({
      message: `Variable $${m[1]} is used by ${m[2] ?? "anonymous query"} but not declared`,
      extensions: { code: "variableNotDefined", variableName: m[1] },
    }),
  ],
  [
    /^Unknown type "(\w+)"/,
    (m, _p, node) => ({
      message:
        node && isVariableType(node)
          ? `${m[1]} isn't a defined input type (on $${node.loc?.startToken.prev?.prev?.value ?? ""})`
          : `No such type ${m[1]}, so it can't be a fragment condition`,
      extensions: { code: "undefinedType", typeName: m[1] },
    }),
  ],
  [
    /^Unknown directive "@(\w+)"/,
    (m) => ({
      message: `Directive @${m[1]} is not defined`,
      extensions: { code: "undefinedDirective", directiveName: m[1] },
    }),
  ],
  [
    /^Unknown fragment "(\w+)"/,
    (m) => ({
      message: `Fragment ${m[1]} was used, but not defined`,
      extensions: { code: "useAndDefineFragment", fragmentName: m[1] },
    }),
  ],
  [
    /^Fragment "(\w+)" is never used/,
    (m) => ({
      message: `Fragment ${m[1]} was defined, but not used`,
      extensions: { code: "useAndDefineFragment", fragmentName: m[1] },
    }),
  ],
  [
    /^Fragment (?:"(\w+)" )?cannot be spread here as objects of type "(\w+)" can never be of type "(\w+)"/,
    (m) => ({
      message: `Fragment ${m[1] ? `${m[1]} ` : ""}on ${m[3]} can't be spread inside ${m[2]}`,
      extensions: {
        code: "cannotSpreadFragment",
        typeName: m[3],
        fragmentName: m[1] ?? "unknown",
        parentName: m[2],
      },
    }),
  ],
  [
    /^Variable "\$(\w+)" of type "([^"]+)" used in position expecting type "([^"]+)"/,
    (m, p) => ({
      message: `${m[2]?.replace("!", "") === m[3]?.replace("!", "") ? "Nullability" : "Type"} mismatch on variable $${m[1]} and argument ${p.argument ?? "unknown"} (${m[2]} / ${m[3]})`,
      extensions: {
        code: "variableMismatch",
        variableName: m[1],
        typeName: m[2],
        argumentName: p.argument ?? "unknown",
        errorMessage: "Type mismatch",
      },
    }),
  ],
  [
    /^Fields "(\w+)" conflict because (.+?)\. Use different aliases/,
    (m) => ({
      message: `Field '${m[1]}' has a conflict: ${m[2]}`,
      extensions: { code: "fieldConflict", fieldName: m[1], conflicts: m[2] },
    }),
  ],
  [
    /^OneOf Input Object "(\w+)" must specify exactly one key/,
    (m) => ({
      message: `OneOf Input Object '${m[1]}' must specify exactly one key.`,
      extensions: { code: "invalidOneOfInputObject", inputObjectType: m[1] },
    }),
  ],
  [
    /(cannot represent|Expected value of type|Value .* does not exist in|Enum ".*" cannot)/,
    // A list is shown whole, whichever of its values does not fit.
    (_m, p, node) => ({
      message: `Argument '${p.path.at(-1)}' on ${p.inputObject ? `InputObject '${p.inputObject}'` : `Field '${p.field}'`} has an invalid value (${p.list ? print(p.list.node) : node ? print(node) : ""}). Expected type '${p.list?.expected ?? p.expected ?? "unknown"}'.`,
      at: p.ownerAt,
      extensions: {
        code: "argumentLiteralsIncompatible",
        typeName: p.inputObject ? "InputObject" : "Field",
        argumentName: p.path.at(-1),
      },
    }),
  ],
];

function translate(error: GraphQLError, places: Map<ASTNode, Place>): ErrorEntry {
  // Of a variable's two places (declaration, use) Shopify names the use.
  const node = /used in position expecting/.test(error.message)
    ? error.nodes?.at(-1)
    : (error.nodes?.find((n) => places.has(n)) ?? error.nodes?.[0]);
  const place = (node && places.get(node)) ?? { path: [] };
  for (const [pattern, build] of RULES) {
    const match = pattern.exec(error.message);
    if (!match) continue;
    const { message, extensions, pathEnd = [], at } = build(match, place, node);
    const locations = at ? [at] : error.locations;
    return {
      message,
      ...(locations ? { locations } : {}),
      path: [...place.path, ...pathEnd],
      extensions,
    };
  }
  return {
    message: error.message,
    ...(error.locations ? { locations: error.locations } : {}),
    path: place.path,
    extensions: { code: "STATIC_ERROR" },
  };
}

function bare(type: string | undefined): string {
  return (type ?? "").replace(/[[\]!]/g, "");
}

function isVariableType(node: ASTNode): boolean {
  return (
    node.kind === Kind.NAMED_TYPE &&
    /[!\]\s]/.test(node.loc?.source.body[node.loc.end] ?? "") &&
    node.loc?.startToken.prev?.kind === TokenKind.COLON
  );
}

function selectionNames(node: ASTNode | undefined): string {
  const set =
    node?.kind === Kind.FIELD
      ? node.selectionSet
      : node?.kind === Kind.SELECTION_SET
        ? node
        : undefined;
  return (set?.selections ?? [])
    .map((s) => `"${s.kind === Kind.FIELD ? s.name.value : "..."}"`)
    .join(", ");
}
