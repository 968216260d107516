/** tagsAdd and tagsRemove on orders and customers. Adding what is there, or removing what is not, changes nothing. */
import type { FieldResolver } from "../../world-interface.ts";
import { touch } from "../announce.ts";
import { requireGid } from "../ids.ts";
import type { OrderRecord } from "../model.ts";
import { sortTags } from "../tags.ts";
import type { Store } from "../store.ts";
import { userError } from "./user-error.ts";

const changing =
  (
    store: Store,
    mutation: string,
    change: (now: string[], given: string[]) => string[],
  ): FieldResolver =>
  (_, args, context) => {
    const node = store.find(requireGid(args.id)) as
      { __typename: string; id: string; tags?: string[] } | undefined;
    if (node === undefined)
      return { node: null, userErrors: [userError(["id"], "Resource does not exist")] };
    if (node.tags === undefined || !["Order", "Customer", "Product"].includes(node.__typename))
      return {
        node: null,
        userErrors: [userError(["id"], `${node.__typename} does not support tags`)],
      };
    const given = (args.tags as string[]).flatMap((tag) => tag.split(","));
    const tags = change(node.tags, given);
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
  changing(store, "tagsRemove", (now, given) => {
    const gone = new Set(given.map((tag) => tag.trim().toLowerCase()));
    return now.filter((tag) => !gone.has(tag.toLowerCase()));
  });
