export interface CategoryRow {
  id: number;
  parent: number | null;
  /** "Use parent's accounts". */
  account_parent: boolean;
  account_revenue: number | null;
}

/** The revenue account of each product category, taken from the category above where it says so. */
export function accountsOfCategories(rows: readonly CategoryRow[]): Map<number, number> {
  const byId = new Map(rows.map((row) => [row.id, row]));
  const accountOf = (row: CategoryRow | undefined, seen: ReadonlySet<number>): number | null => {
    if (!row || seen.has(row.id)) return null;
    return row.account_parent
      ? accountOf(byId.get(row.parent ?? 0), new Set([...seen, row.id]))
      : row.account_revenue;
  };
  return new Map(
    rows.flatMap((row) => {
      const account = accountOf(row, new Set());
      return account === null ? [] : [[row.id, account] as const];
    }),
  );
}
