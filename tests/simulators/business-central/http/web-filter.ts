import { bad } from "../api/refusal.ts";

/** `No eq 'A' or No eq 'B'`: the numbers asked for. */
export function kindOfFilter(filter: string | null): ReadonlySet<string> | undefined {
  if (filter === null) return undefined;
  const parts = filter.split(" or ").map((part) => /^No eq '([^']*)'$/.exec(part.trim())?.[1]);
  if (parts.includes(undefined))
    throw bad("BadRequest", `The stand-in does not know the filter ${filter}.`);
  return new Set(parts as string[]);
}
