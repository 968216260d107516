/**
 * Text that comes from outside and can be stored: PostgreSQL takes no zero character, and half of a
 * surrogate pair is no character at
 * all. Both are sent only by hand.
 */
export const isText = (value: string): boolean =>
  !value.includes("\0") && !/\p{Surrogate}/u.test(value);

/**
 * Whether every text inside a parsed JSON value, names included, can be stored. Walked without
 * recursion: depth is the sender's choice.
 */
export function holdsOnlyText(value: unknown): boolean {
  const open: unknown[] = [value];
  while (open.length > 0) {
    const next = open.pop();
    if (typeof next === "string") {
      if (!isText(next)) return false;
    } else if (Array.isArray(next)) {
      for (const item of next) open.push(item);
    } else if (next !== null && typeof next === "object") {
      for (const [name, item] of Object.entries(next)) open.push(name, item);
    }
  }
  return true;
}
