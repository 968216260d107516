import { describe, expect, it } from "vitest";
import { DECLARED_COLUMNS } from "./declared-columns.ts";
import { appSources, sqlOf } from "./sql.ts";

interface Literal {
  column: string;
  value: string;
  /** Tables of the statement that have such a column. */
  tables: string[];
}

const STATES = ["state", "verdict", "documentState", "outcome"];

/** Values that SQL compares with or writes to a column of states: `t.state IN ('planned', 'failed')`, `SET "verdict" = 'ready'`. */
function literals(sql: string, otherTables: string[]): Literal[] {
  const named = [...sql.matchAll(/"([A-Z]\w+)"(?:\s+(?:AS\s+)?(\w+))?/g)].map((match) => ({
    table: match[1] ?? "",
    alias: match[2] ?? "",
  }));
  const found: Literal[] = [];
  for (const match of sql.matchAll(
    /(?:(\w+)\.)?"?\b(\w+)"?\s*(?:=|<>|IN|NOT IN)\s*(\((?:\s*'[^']*'\s*,?)+\)|'[^']*'|CASE\b.*?\bEND)/gs,
  )) {
    const [, alias, column = "", right = ""] = match;
    if (!STATES.includes(column)) continue;
    const ofAlias = named.filter((one) => one.alias === alias).map(({ table }) => table);
    const candidates =
      ofAlias.length > 0 ? ofAlias : [...named.map(({ table }) => table), ...otherTables];
    const tables = [...new Set(candidates)].filter((table) => DECLARED_COLUMNS[table]?.[column]);
    const values = right.startsWith("CASE")
      ? [...right.matchAll(/(?:THEN|ELSE)\s+'([^']*)'/g)]
      : [...right.matchAll(/'([^']*)'/g)];
    for (const value of values) found.push({ column, value: value[1] ?? "", tables });
  }
  return found;
}

const all = appSources().flatMap(({ file, text }) => {
  const statements = sqlOf(text);
  const tables = [...statements.join("\n").matchAll(/"([A-Z]\w+)"/g)].map(
    (match) => match[1] ?? "",
  );
  return statements.flatMap((sql) =>
    literals(sql, tables).map((literal) => ({ file, ...literal })),
  );
});

describe("state literals in SQL", () => {
  it("are found", () => {
    expect(all.length).toBeGreaterThan(40);
    expect(
      literals(`UPDATE "Task" t SET state = 'sending' WHERE t.state IN ('planned', 'wrong')`, []),
    ).toEqual([
      { column: "state", value: "sending", tables: ["Task"] },
      { column: "state", value: "planned", tables: ["Task"] },
      { column: "state", value: "wrong", tables: ["Task"] },
    ]);
  });

  it("are declared states of their table", () => {
    const undeclared = all.filter(
      ({ column, value, tables }) =>
        !tables.some((table) => DECLARED_COLUMNS[table]?.[column]?.includes(value)),
    );
    expect(undeclared).toEqual([]);
  });
});
