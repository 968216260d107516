/**
 * Variable coercion with Shopify's answer: one INVALID_VARIABLE error per variable with `value` and `problems [{path, explanation}]`, and
 * MAX_INPUT_SIZE_EXCEEDED for lists over 250. The explanation texts are the Ruby library's.
 */
import {
  type GraphQLInputType,
  type GraphQLSchema,
  type OperationDefinitionNode,
  type ValueNode,
  Kind,
  isEnumType,
  isInputObjectType,
  isListType,
  isNonNullType,
  isInputType,
  print,
  typeFromAST,
  valueFromASTUntyped,
} from "graphql";
import { type ErrorEntry, isGlobalId } from "./static-errors.ts";

const MAX_INPUT_LIST = 250;
/** Lists that may be longer: the variants of productSet, the lines of a draft order (recorded-answers §3). */
const LONGER_LISTS: Record<string, number> = {
  "productSet.input.variants": 2048,
  "draftOrderCreate.input.lineItems": 499,
  "draftOrderUpdate.input.lineItems": 499,
  "draftOrderCalculate.input.lineItems": 499,
};
/** The schema file lists values by the alphabet; Shopify tells them in the order of its definition, where it was recorded. */
const DEFINED_ORDER: Record<string, string[]> = {
  ReturnReason: [
    "SIZE_TOO_SMALL",
    "SIZE_TOO_LARGE",
    "UNWANTED",
    "NOT_AS_DESCRIBED",
    "WRONG_ITEM",
    "DEFECTIVE",
    "STYLE",
    "COLOR",
    "OTHER",
    "UNKNOWN",
  ],
};

interface Problem {
  path: (string | number)[];
  explanation: string;
}

export function variableErrors(
  schema: GraphQLSchema,
  operation: OperationDefinitionNode,
  given: Record<string, unknown>,
): ErrorEntry[] {
  const errors: ErrorEntry[] = [];
  for (const definition of operation.variableDefinitions ?? []) {
    const name = definition.variable.name.value;
    const type = typeFromAST(schema, definition.type as never) as GraphQLInputType | undefined;
    if (!type || !isInputType(type)) continue;
    const present = Object.hasOwn(given, name);
    if (!present && (definition.defaultValue || !isNonNullType(type))) continue;
    const value = present ? given[name] : null;
    const problems = check(type, value, []);
    if (problems.length === 0) continue;
    const details = problems
      .filter((p) => p.path.length > 0)
      .map((p) => `${p.path.join(".")} (${p.explanation})`);
    const whole = problems.find((p) => p.path.length === 0 && GLOBAL_ID.test(p.explanation));
    const tail = details.length ? ` for ${details.join(", ")}` : "";
    const location = definition.loc && {
      line: definition.loc.startToken.line,
      column: definition.loc.startToken.column,
    };
    errors.push({
      message: `Variable $${name} of type ${print(definition.type)} was provided invalid value${whole ? ` ${whole.explanation}` : tail}`,
      ...(location ? { locations: [location] } : {}),
      extensions: { code: "INVALID_VARIABLE", value, problems },
    });
  }
  return errors;
}

const GLOBAL_ID = /^Invalid global id/;

function check(type: GraphQLInputType, value: unknown, path: (string | number)[]): Problem[] {
  if (isNonNullType(type))
    return value === null || value === undefined
      ? [{ path, explanation: "Expected value to not be null" }]
      : check(type.ofType, value, path);
  if (value === null || value === undefined) return [];
  if (isListType(type))
    return Array.isArray(value)
      ? value.flatMap((v, i) => check(type.ofType, v, [...path, i]))
      : check(type.ofType, value, path);
  if (isInputObjectType(type)) {
    if (typeof value !== "object" || Array.isArray(value))
      return [{ path, explanation: `Expected ${JSON.stringify(value)} to be a key-value object.` }];
    const fields = type.getFields();
    const record = value as Record<string, unknown>;
    const unknown = Object.keys(record)
      .filter((k) => !fields[k])
      .map((k): Problem => ({
        path: [...path, k],
        explanation: `Field is not defined on ${type.name}`,
      }));
    const inner = Object.values(fields).flatMap((f) =>
      Object.hasOwn(record, f.name) || (isNonNullType(f.type) && f.defaultValue === undefined)
        ? check(f.type, record[f.name], [...path, f.name])
        : [],
    );
    const given = Object.keys(record).length;
    const one: Problem[] =
      type.isOneOf && given !== 1
        ? [
            {
              path,
              explanation: `'${type.name}' requires exactly one argument, but ${given} were provided.`,
            },
          ]
        : [];
    return [...unknown, ...inner, ...one];
  }
  if (isEnumType(type)) {
    return typeof value === "string" && type.getValue(value)
      ? []
      : [
          {
            path,
            explanation: `Expected ${JSON.stringify(value)} to be one of: ${(
              DEFINED_ORDER[type.name] ?? type.getValues().map((v) => v.name)
            ).join(", ")}`,
          },
        ];
  }
  // Recorded: text that is no global id is refused as such, before anything runs.
  if (type.name === "ID" && typeof value === "string" && !isGlobalId(value))
    return [{ path, explanation: `Invalid global id '${value}'` }];
  return scalarFits(type.name, value)
    ? []
    : [{ path, explanation: `Could not coerce value ${JSON.stringify(value)} to ${type.name}` }];
}

function scalarFits(name: string, value: unknown): boolean {
  switch (name) {
    case "Int":
      return Number.isInteger(value) && Math.abs(value as number) <= 2147483647;
    case "Float":
      return typeof value === "number";
    case "Boolean":
      return typeof value === "boolean";
    case "ID":
      return typeof value === "string" || Number.isInteger(value);
    case "JSON":
      return true;
    case "Decimal":
    case "Money":
      return (
        (typeof value === "string" || typeof value === "number") &&
        /^-?\d+(\.\d+)?$/.test(String(value))
      );
    case "DateTime":
      return typeof value === "string" && !Number.isNaN(Date.parse(value));
    case "UnsignedInt64":
      return /^\d+$/.test(String(value));
    default:
      return typeof value === "string";
  }
}

type Path = (string | number)[];
interface Oversized {
  path: Path;
  size: number;
  most: number;
}

/** A list argument of a field that is longer than Shopify takes; found at run time, per field. */
export function oversizedList(
  field: string,
  args: readonly { name: { value: string }; value: ValueNode }[],
  variables: Record<string, unknown>,
): Oversized | undefined {
  for (const argument of args) {
    const value: unknown =
      argument.value.kind === Kind.VARIABLE
        ? variables[argument.value.name.value]
        : valueFromASTUntyped(argument.value, variables);
    const found = longest(field, value, [argument.name.value]);
    if (found) return found;
  }
  return undefined;
}

function longest(field: string, value: unknown, path: Path): Oversized | undefined {
  const named = [field, ...path.filter((part) => typeof part === "string")].join(".");
  const most = LONGER_LISTS[named] ?? MAX_INPUT_LIST;
  if (Array.isArray(value) && value.length > most) return { path, size: value.length, most };
  const inner: [string | number, unknown][] = Array.isArray(value)
    ? value.map((one, at) => [at, one])
    : value && typeof value === "object"
      ? Object.entries(value)
      : [];
  for (const [key, one] of inner) {
    const found = longest(field, one, [...path, key]);
    if (found) return found;
  }
  return undefined;
}
