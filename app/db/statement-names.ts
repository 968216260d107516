/** How often a statement is asked before its plan is kept, and how many are. */
const AFTER = 50;
const MOST = 100;
/** Texts that are counted at a time: most differ each time, as lists of ids do. */
const COUNTED = 2_000;

/** Beginning and ending a transaction needs no plan. */
const PLANNED = /^\s*(?:SELECT|INSERT|UPDATE|DELETE|WITH)\b/i;

/** Its columns would be others after a migration by a newer version beside this one, which the database refuses. */
const WHOLE_ROWS = /\*\s+FROM\s+"/;

/**
 * Names for the statements that are asked again and again, so that each connection plans them once: planning costs more than most of them
 * take. The database still plans anew for each set of values where that pays.
 */
export function statementNames(): (query: { sql: string }) => string | undefined {
  const names = new Map<string, string>();
  const uses = new Map<string, number>();
  return ({ sql }) => {
    const known = names.get(sql);
    if (known !== undefined || names.size >= MOST || !PLANNED.test(sql) || WHOLE_ROWS.test(sql))
      return known;
    const count = (uses.get(sql) ?? 0) + 1;
    if (count <= AFTER) {
      if (uses.size >= COUNTED) uses.clear();
      uses.set(sql, count);
      return undefined;
    }
    uses.delete(sql);
    const name = `often_${names.size}`;
    names.set(sql, name);
    return name;
  };
}
