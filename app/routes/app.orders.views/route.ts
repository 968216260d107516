import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { listAddress } from "#app/domain/orders/lists/orders-filter.ts";
import {
  changeView,
  deleteView,
  saveView,
  type ViewRefusal,
} from "#app/domain/saved-views/saved-views.server.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

const id = z.string();
const name = z.string().max(200);
const address = z
  .string()
  .max(4_000)
  .transform((text) => listAddress(new URLSearchParams(text)));
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("save"), name, address }),
  z.object({ intent: z.literal("change"), id, address }),
  z.object({ intent: z.literal("rename"), id, name }),
  z.object({ intent: z.literal("delete"), id }),
]);

/** Saves, changes, renames and deletes views of the orders list. A view's id comes back, so that the list can go on with it. */
export function action(args: ActionFunctionArgs) {
  return authenticated(
    args,
    async ({ shop, actor, request }): Promise<Outcome & { id?: string }> => {
      const asked = await readJson(request, body);
      const scope = { shop, by: actor };
      switch (asked.intent) {
        case "save":
          return told(await saveView(scope, "orders", asked), "orders.views.done.save");
        case "change":
          return told(
            await changeView(scope, asked.id, { address: asked.address }),
            "orders.views.done.save",
          );
        case "rename":
          return told(
            await changeView(scope, asked.id, { name: asked.name }),
            "orders.views.done.rename",
          );
        case "delete":
          return (await deleteView(shop, asked.id))
            ? { done: "orders.views.done.delete" }
            : { refused: "orders.views.refused.gone" };
      }
    },
  );
}

const told = (
  answer: { id: string } | { refused: ViewRefusal },
  done: "orders.views.done.save" | "orders.views.done.rename",
): Outcome & { id?: string } =>
  "refused" in answer
    ? { refused: `orders.views.refused.${answer.refused}` }
    : { done, id: answer.id };
