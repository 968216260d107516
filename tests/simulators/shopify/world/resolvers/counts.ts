/** Counts are exact up to `limit` (10,000 unless told), then a lower bound. */
export function countedTo(
  found: number,
  limit: unknown,
): { count: number; precision: "EXACT" | "AT_LEAST" } {
  const most = typeof limit === "number" ? limit : 10_000;
  return found > most
    ? { count: most, precision: "AT_LEAST" }
    : { count: found, precision: "EXACT" };
}
