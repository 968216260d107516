/** Prefix of codes that are built from Tryton's id. */
const BY_ID = "id:";

/**
 * Codes by which entries of a list can be distinguished: Tryton's own code, else the title; what
 * has neither to itself is called by its id.
 * Sorted by code. Upper and lower case count as the same, since people do not tell them apart.
 */
export function withCodes<T extends { id: number; code: string; title: string }>(
  rows: readonly T[],
): (T & { code: string })[] {
  const requested = rows.map((row) => ({ row, code: (row.code || row.title).trim() }));
  const count = new Map<string, number>();
  for (const { code } of requested)
    count.set(code.toLowerCase(), (count.get(code.toLowerCase()) ?? 0) + 1);
  const own = (code: string): boolean =>
    code !== "" && count.get(code.toLowerCase()) === 1 && !code.toLowerCase().startsWith(BY_ID);
  return requested
    .map(({ row, code }) => ({ ...row, code: own(code) ? code : `${BY_ID}${row.id}` }))
    .sort((a, b) => (a.code < b.code ? -1 : a.code > b.code ? 1 : 0));
}
