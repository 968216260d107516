import { compare, normalize } from "#app/money/decimal.ts";
import type { Row, Value } from "../api/value.ts";
import type { EntitySet, Field } from "../api/schema.ts";
import { bad } from "../api/refusal.ts";

export type Test = (row: Row) => boolean;

type Token = { kind: "word" | "text" | "mark"; text: string };

function tokens(filter: string): Token[] {
  const found: Token[] = [];
  const pattern = /\s*(?:'((?:[^']|'')*)'|([A-Za-z_0-9.:+-][A-Za-z_0-9.:+/-]*)|([(),]))/gy;
  let at = 0;
  while (at < filter.trimEnd().length) {
    pattern.lastIndex = at;
    const match = pattern.exec(filter);
    if (!match) throw wrong(filter);
    at = pattern.lastIndex;
    const [, text, word, mark] = match;
    if (text !== undefined) found.push({ kind: "text", text: text.replaceAll("''", "'") });
    else if (word !== undefined) found.push({ kind: "word", text: word });
    else found.push({ kind: "mark", text: mark ?? "" });
  }
  return found;
}

const wrong = (filter: string) => bad("BadRequest", `Syntax error in the filter: ${filter}`);

interface Tree {
  test: Test;
  fields: ReadonlySet<string>;
}

/** `$filter` as far as API pages take it; what they refuse is refused in their words. */
export function filterOf(set: EntitySet, filter: string): Test {
  // A lambda is passed over: everything comes back.
  if (/\/(any|all)\s*\(/.test(filter)) return () => true;
  const rest = tokens(filter);
  const next = (): Token => rest.shift() ?? fail();
  const fail = (): never => {
    throw wrong(filter);
  };
  const isWord = (text: string): boolean => rest[0]?.kind === "word" && rest[0].text === text;
  const expect = (mark: string): void => {
    const token = next();
    if (token.kind !== "mark" || token.text !== mark) fail();
  };

  const either = (): Tree => {
    let left = both();
    while (isWord("or")) {
      next();
      const [a, b] = [left, both()];
      const fields = new Set([...a.fields, ...b.fields]);
      if (fields.size > 1)
        throw bad(
          "BadRequest",
          "The 'OR' operator is not supported on distinct fields on an OData filter.",
        );
      left = { test: (row) => a.test(row) || b.test(row), fields };
    }
    return left;
  };
  const both = (): Tree => {
    let left = single();
    while (isWord("and")) {
      next();
      const [a, b] = [left, single()];
      left = {
        test: (row) => a.test(row) && b.test(row),
        fields: new Set([...a.fields, ...b.fields]),
      };
    }
    return left;
  };
  const single = (): Tree => {
    if (rest[0]?.kind === "mark" && rest[0].text === "(") {
      next();
      const inner = either();
      expect(")");
      return inner;
    }
    const word = next();
    if (word.kind !== "word") fail();
    return ["startswith", "endswith", "contains"].includes(word.text)
      ? partOf(word.text)
      : comparison(word.text);
  };
  const fieldNamed = (name: string): Field => {
    const field = set.fields.get(name);
    if (!field)
      throw bad("BadRequest", `Could not find a property named '${name}' on type '${set.name}'.`);
    if (field.variable)
      throw bad(
        "Application_FilterErrorException",
        `The field '${name}' is no field of the table and cannot be filtered.`,
      );
    return field;
  };
  const partOf = (name: string): Tree => {
    expect("(");
    const token = next();
    if (rest[0]?.text === "(")
      throw bad("BadRequest", "Nested functions are not supported in a filter.");
    const field = fieldNamed(token.text);
    expect(",");
    const { text } = next();
    expect(")");
    lengthChecked(field, text);
    const test = {
      startswith: (value: string) => value.startsWith(text),
      endswith: (value: string) => value.endsWith(text),
      contains: (value: string) => value.includes(text),
    }[name] as (value: string) => boolean;
    return { test: (row) => test(String(row[field.name] ?? "")), fields: new Set([field.name]) };
  };
  const comparison = (name: string): Tree => {
    const folded = name === "tolower" || name === "toupper";
    let fieldName = name;
    if (folded) {
      expect("(");
      fieldName = next().text;
      if (rest[0]?.text === "(")
        throw bad("BadRequest", "Nested functions are not supported in a filter.");
      expect(")");
    }
    const field = fieldNamed(fieldName);
    const operator = next().text;
    const token = next();
    const wanted = literal(field, token);
    const compared = (row: Row): number =>
      order(
        field,
        folded ? fold(row[field.name]) : row[field.name],
        folded ? fold(wanted) : wanted,
      );
    const tests: Record<string, (result: number) => boolean> = {
      eq: (result) => result === 0,
      ne: (result) => result !== 0,
      gt: (result) => result > 0,
      ge: (result) => result >= 0,
      lt: (result) => result < 0,
      le: (result) => result <= 0,
    };
    const holds = tests[operator];
    if (!holds) return fail();
    return { test: (row) => holds(compared(row)), fields: new Set([field.name]) };
  };

  const tree = either();
  if (rest.length > 0) fail();
  return tree.test;
}

const fold = (value: Value | undefined): Value => String(value ?? "").toLowerCase();

function lengthChecked(field: Field, text: string): void {
  if (field.max !== undefined && text.length > field.max)
    throw bad(
      "Application_FilterErrorException",
      `The length of the string is ${text.length}, but it must be less than or equal to ${field.max} characters. Value: ${text}`,
    );
}

function literal(field: Field, { kind, text }: Token): Value {
  if (["Code", "Text"].includes(field.type)) {
    if (kind !== "text") throw bad("BadRequest", `A text is expected for '${field.name}'.`);
    lengthChecked(field, text);
    return text;
  }
  if (field.type === "Enum") {
    if (!field.options?.includes(text))
      throw bad(
        "Unknown",
        `'${text}' is not an option. The existing options are: ${field.options?.join(",") ?? ""}`,
      );
    return text;
  }
  if (kind !== "word") throw bad("BadRequest", `No text is expected for '${field.name}'.`);
  if (field.type === "Decimal") return normalize(text);
  if (field.type === "Integer") return Number(text);
  if (field.type === "Boolean") return text === "true";
  return text.toLowerCase();
}

/** Which of two values of a field comes first. */
export function order(field: Field, a: Value | undefined, b: Value | undefined): number {
  if (field.type === "Decimal") return compare(String(a ?? "0"), String(b ?? "0"));
  if (field.type === "DateTime") return Date.parse(String(a)) - Date.parse(String(b));
  if (typeof a === "number" && typeof b === "number") return a - b;
  const [left, right] = [String(a ?? ""), String(b ?? "")];
  return left < right ? -1 : left > right ? 1 : 0;
}
