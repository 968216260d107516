import type { EntitySet } from "../api/schema.ts";
import type { Row } from "../api/value.ts";
import { bad } from "../api/refusal.ts";
import type { Test } from "./filter.ts";
import { filterOf, order } from "./filter.ts";

export interface Expand {
  nav: string;
  query: Query;
}

/** The options of a request that reads a set. */
export interface Query {
  filter?: { text: string; test: Test };
  select?: string[];
  orderBy: { field: string; descending: boolean }[];
  top?: number;
  skip: number;
  expand: Expand[];
}

const KNOWN = [
  "$filter",
  "$select",
  "$orderby",
  "$top",
  "$skip",
  "$skiptoken",
  "$expand",
  "$count",
];

export function queryOf(
  set: EntitySet,
  options: ReadonlyMap<string, string>,
  setNamed: (name: string) => EntitySet,
): Query {
  for (const name of options.keys())
    if (name.startsWith("$") && !KNOWN.includes(name))
      throw bad("BadRequest", `The query parameter '${name}' is not supported.`);
  const select = options
    .get("$select")
    ?.split(",")
    .map((name) => name.trim());
  for (const name of select ?? [])
    if (!set.fields.has(name))
      throw bad("BadRequest", `Could not find a property named '${name}' on type '${set.name}'.`);
  const filter = options.get("$filter");
  const top = options.get("$top");
  return {
    ...(filter === undefined ? {} : { filter: { text: filter, test: filterOf(set, filter) } }),
    ...(select ? { select } : {}),
    ...(top === undefined ? {} : { top: Number(top) }),
    skip: Number(options.get("$skiptoken") ?? options.get("$skip") ?? 0),
    orderBy: orderOf(set, options.get("$orderby")),
    expand: expandsOf(set, options.get("$expand"), setNamed),
  };
}

function orderOf(set: EntitySet, text: string | undefined): Query["orderBy"] {
  return (text ?? "")
    .split(",")
    .filter((part) => part.trim() !== "")
    .map((part) => {
      const [field = "", direction = "asc"] = part.trim().split(/\s+/);
      const known = set.fields.get(field);
      if (!known || known.variable)
        throw bad("BadRequest", `The set '${set.name}' cannot be ordered by '${field}'.`);
      return { field, descending: direction === "desc" };
    });
}

/** `a,b($select=x;$filter=y)`: split at commas that are in no brackets. */
function expandsOf(
  set: EntitySet,
  text: string | undefined,
  setNamed: (name: string) => EntitySet,
): Expand[] {
  const parts: string[] = [];
  let depth = 0;
  for (const letter of text ?? "") {
    depth += letter === "(" ? 1 : letter === ")" ? -1 : 0;
    if (letter === "," && depth === 0) parts.push("");
    else parts[Math.max(0, parts.length - 1)] = (parts.at(-1) ?? "") + letter;
  }
  return parts.map((part) => {
    const [, nav = "", inner = ""] = /^\s*(\w+)\s*(?:\((.*)\))?\s*$/.exec(part) ?? [];
    const target = set.nav[nav];
    if (target === undefined)
      throw bad("BadRequest", `Could not find a property named '${nav}' on type '${set.name}'.`);
    const options = new Map(
      inner
        .split(";")
        .filter((option) => option.includes("="))
        .map((option) => {
          const at = option.indexOf("=");
          return [option.slice(0, at).trim(), option.slice(at + 1)] as const;
        }),
    );
    return { nav, query: queryOf(setNamed(target), options, setNamed) };
  });
}

export function sorted(set: EntitySet, rows: readonly Row[], by: Query["orderBy"]): Row[] {
  if (by.length === 0) return [...rows];
  return [...rows].sort((a, b) => {
    for (const { field, descending } of by) {
      const known = set.fields.get(field);
      const result = known ? order(known, a[field], b[field]) : 0;
      if (result !== 0) return descending ? -result : result;
    }
    return 0;
  });
}
