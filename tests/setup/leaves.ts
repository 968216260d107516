/** Texts inside of each other. */
export interface Texts {
  readonly [key: string]: string | Texts;
}

/** Every text with its dotted key. */
export function leavesOf(node: object, prefix = ""): [key: string, text: string][] {
  return Object.entries(node as Texts).flatMap(([key, inner]): [string, string][] =>
    typeof inner === "string" ? [[`${prefix}${key}`, inner]] : leavesOf(inner, `${prefix}${key}.`),
  );
}
