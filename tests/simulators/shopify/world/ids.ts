/** Global ids as Shopify writes them, and one allocator for a whole shop. */
import { GraphQLError } from "graphql";

/** Real ids grow in steps; a step above 1 keeps "id + 1" guesses from working by luck. */
const FIRST = 5_600_000_000_000;
const STEP = 32_768;

export class Ids {
  #next = FIRST;
  of(type: string): string {
    this.#next += STEP;
    return `gid://shopify/${type}/${this.#next}`;
  }
}

export const numericId = (gid: string): number => Number(gid.slice(gid.lastIndexOf("/") + 1));

/** A malformed id, or one of another type than asked, is a top-level error; a well-formed unknown one is null. */
export function requireGid(value: unknown, type?: string): string {
  const gid = typeof value === "string" ? value : "";
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/[^/\s]+$/.exec(gid);
  if (!match || (type !== undefined && match[1] !== type))
    throw new GraphQLError("invalid id", { extensions: { code: "RESOURCE_NOT_FOUND" } });
  return gid.split("?")[0]!;
}
