import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { removeItemLink, saveItemLink } from "#app/domain/mapping/links.server.ts";
import { itemLinks } from "#app/domain/mapping/views/item-links.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { LinksScreen } from "#app/ui/mappings/links-screen.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";
import { isGid } from "#app/shopify/gid.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => itemLinks(shop, url.searchParams));
}

const ref = z.object({
  kind: z.literal("item"),
  id: z.string().min(1),
  number: z.string().optional(),
});
const body = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("link"),
    key: z.string().refine((text) => isGid(text, "ProductVariant")),
    title: z.string().max(255),
    ref,
    variantCode: z.string().optional(),
    unit: z.string().optional(),
  }),
  z.object({ intent: z.literal("remove"), key: z.string() }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const connectionId = (await getCard(shop))?.connectionId;
    if (!connectionId) notFound();
    const sent = await readJson(request, body);
    if (sent.intent === "remove")
      return (await removeItemLink(shop, connectionId, sent.key))
        ? { done: "mappings.done.unlink" }
        : { refused: "mappings.refused.not-found" };
    const { number, ...item } = sent.ref;
    const saved = await saveItemLink(
      shop,
      connectionId,
      sent.key,
      {
        ref: { ...item, ...(number ? { number } : {}) },
        title: sent.title,
        ...(sent.variantCode ? { variantCode: sent.variantCode } : {}),
        ...(sent.unit ? { unit: sent.unit } : {}),
      },
      actor,
    );
    return saved ? { done: "mappings.done.link" } : { refused: "mappings.refused.not-found" };
  });
}

export default function ItemLinks() {
  return <LinksScreen {...useLoaderData<typeof loader>()} subject="items" />;
}

export { ScreenError as ErrorBoundary };
