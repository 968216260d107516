/** What must be there by now. Throws, naming it, where it is not: nothing goes on with an empty id in its place. */
export function given<T>(value: T | null | undefined, what: string): T {
  if (value === null || value === undefined) throw new Error(`${what} is missing`);
  return value;
}
