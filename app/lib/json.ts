/** A value that survives JSON: what versions, plans and task payloads are made of. */
export type Json = string | number | boolean | null | Json[] | { [key: string]: Json };

/** As `canonicalJson`, and lists in any order are equal: what the other side gives as a set has no order. */
export function setJson(value: unknown): string {
  if (value === null || typeof value !== "object") return JSON.stringify(value) ?? "null";
  if (Array.isArray(value)) return `[${value.map(setJson).sort().join(",")}]`;
  const parts = Object.entries(value)
    .filter(([, inner]) => inner !== undefined)
    .map(([key, inner]) => `${JSON.stringify(key)}:${setJson(inner)}`);
  return `{${parts.sort().join(",")}}`;
}

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
