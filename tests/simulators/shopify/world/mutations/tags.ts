/**
 * tagsAdd and tagsRemove (recording tags-add-multi-resource). Adding what is there, or removing what is not, changes nothing. A tag is
 * added whatever its case; on orders it is removed only as it is written, on customers and products in any case.
 */
import type { FieldResolver } from "../../world-interface.ts";
import { touch } from "../announce.ts";
import { invalidId, requireGid } from "../ids.ts";
import type { OrderRecord } from "../model.ts";
import { sortTags } from "../tags.ts";
import type { Store } from "../store.ts";
import { userError } from "./user-error.ts";

const TAGGED = new Set(["Article", "Customer", "DraftOrder", "Order", "Product"]);
const AS_WRITTEN = new Set(["Article", "DraftOrder", "Order"]);

const changing =
  (
    store: Store,
    mutation: string,
    change: (now: string[], given: string[], type: string) => string[],
  ): FieldResolver =>
  (_, args, context) => {
    const id = requireGid(args.id, undefined, { terse: true });
    const type = /\/(\w+)\/[^/]+$/.exec(id)?.[1] ?? "";
    if (!TAGGED.has(type)) throw invalidId();
    const node = store.find(id) as { __typename: string; id: string; tags?: string[] } | undefined;
    if (node?.tags === undefined)
      return { node: null, userErrors: [userError(["id"], `${type} does not exist`)] };
    const given = (args.tags as string[]).flatMap((tag) => tag.split(","));
    const tags = change(node.tags, given, type);
    if (JSON.stringify(tags) !== JSON.stringify(node.tags)) {
      node.tags = tags;
      if (node.__typename === "Order") touch(store, node as unknown as OrderRecord);
      context.effects({
        mutation,
        shop: store.shop,
        input: { id: args.id, tags: args.tags },
        result: { node: node.id },
      });
    }
    return { node, userErrors: [] };
  };

export const tagsAdd = (store: Store): FieldResolver =>
  changing(store, "tagsAdd", (now, given) => sortTags([...now, ...given]));
export const tagsRemove = (store: Store): FieldResolver =>
  changing(store, "tagsRemove", (now, given, type) => {
    const written = (tag: string) => (AS_WRITTEN.has(type) ? tag : tag.toLowerCase());
    const gone = new Set(given.map((tag) => written(tag.trim())));
    return now.filter((tag) => !gone.has(written(tag)));
  });
