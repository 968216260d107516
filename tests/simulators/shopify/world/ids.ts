/** Global ids as Shopify writes them, and one allocator for a whole shop. */
import { GraphQLError } from "graphql";
import type { Gid } from "#app/lib/ids.ts";

/** Real ids grow in steps; a step above 1 keeps "id + 1" guesses from working by luck. */
const FIRST = 5_600_000_000_000;
const STEP = 32_768;

export class Ids {
  #next = FIRST;
  of<Type extends string>(type: Type): Gid<Type> {
    this.#next += STEP;
    return `gid://shopify/${type}/${this.#next}`;
  }
}

export const numericId = (gid: string): number => Number(gid.slice(gid.lastIndexOf("/") + 1));

export const invalidId = (message = "invalid id"): GraphQLError =>
  new GraphQLError(message, { extensions: { code: "RESOURCE_NOT_FOUND" } });

/**
 * An id of another type than asked, or with the number 0, is a top-level error; a well-formed unknown one is null.
 * `terse`: fulfillmentCreate, tagsAdd and tagsRemove do not name the id (recorded).
 */
export function requireGid(
  value: unknown,
  type?: string,
  { terse = false }: { terse?: boolean } = {},
): string {
  const gid = typeof value === "string" ? value : "";
  const match = /^gid:\/\/shopify\/([A-Za-z]+)\/([^/\s]+)$/.exec(gid);
  if (!match || match[2] === "0" || (type !== undefined && match[1] !== type))
    throw invalidId(terse ? undefined : `Invalid id: ${gid}`);
  return gid.split("?")[0]!;
}
