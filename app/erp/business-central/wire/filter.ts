/** A text in a filter: quotes are doubled. */
export const quoted = (text: string): string => `'${text.replaceAll("'", "''")}'`;

/** One field with one of several values: the only `or` that Business Central takes. */
export const anyOf = (field: string, values: readonly string[]): string =>
  values.map((value) => `${field} eq ${value}`).join(" or ");

/** Values in portions that an address can hold. */
export function portions<T>(values: readonly T[], size: number): T[][] {
  const parts: T[][] = [];
  for (let start = 0; start < values.length; start += size)
    parts.push(values.slice(start, start + size));
  return parts;
}

export const PORTION = 40;

/** Query options, in the form an address takes. */
export const queryText = (options: Readonly<Record<string, string | undefined>>): string =>
  Object.entries(options)
    .flatMap(([name, value]) =>
      value === undefined
        ? []
        : [`${encodeURIComponent(name).replace("%24", "$")}=${encodeURIComponent(value)}`],
    )
    .join("&");

const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;
export const isGuid = (text: string): boolean => GUID.test(text);
export const NO_GUID = "00000000-0000-0000-0000-000000000000";
export const NO_DATE = "0001-01-01";
