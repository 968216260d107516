/** A value that survives JSON: what versions, plans and task payloads are made of. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** JSON text with object keys in code-unit order, so equal values give equal text (content hashes rest on it). */
export function canonicalJson(value: unknown): string {
  return JSON.stringify(value, (_key, inner: unknown) => {
    if (inner === null || typeof inner !== "object" || Array.isArray(inner)) return inner;
    const record = inner as Record<string, unknown>;
    return Object.fromEntries(
      Object.keys(record)
        .sort()
        .map((key) => [key, record[key]]),
    );
  });
}
