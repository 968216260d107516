/** Values that say nothing about a person may stay: ids, cursors, page sizes, search strings on dates and states, enum values. */
const PLAIN =
  /^(id|ids|after|first|last|sortKey|query|key|quantity|currency|currencyCode|amount|reason|action|\w+Id)$/;

type Plain = string | number | boolean | null | Plain[] | { [key: string]: Plain };

/** Variables for the log: shape and ids are kept, other texts masked. */
export function maskVariables(variables: Readonly<Record<string, unknown>>): {
  [key: string]: Plain;
} {
  return Object.fromEntries(
    Object.entries(variables).map(([key, value]) => [key, mask(key, value)]),
  );
}

function mask(key: string, value: unknown): Plain {
  if (value === null || value === undefined) return null;
  if (Array.isArray(value)) return value.map((item) => mask(key, item));
  if (typeof value === "object") return maskVariables(value as Record<string, unknown>);
  if (typeof value === "number" || typeof value === "boolean") return value;
  const text = typeof value === "string" ? value : typeof value;
  // A search that names a person by e-mail is masked as well.
  return PLAIN.test(key) && !text.includes("@") ? text : `[${text.length} characters]`;
}
