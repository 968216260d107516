import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { removeCustomerLink, saveCustomerLink } from "#app/domain/mapping/links.server.ts";
import { customerLinks } from "#app/domain/mapping/views/customer-links.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { LinksScreen } from "#app/ui/mappings/links-screen.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, ({ shop, url }) => customerLinks(shop, url.searchParams));
}

const ref = z.object({
  kind: z.literal("customer"),
  id: z.string().min(1),
  number: z.string().optional(),
});
const body = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("link"),
    key: z.string().regex(/^gid:\/\/shopify\/[A-Za-z]+\/\d+(#.{0,500})?$/s),
    title: z.string().max(255),
    ref,
  }),
  z.object({ intent: z.literal("remove"), key: z.string() }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const connectionId = (await getCard(shop))?.connectionId;
    if (!connectionId) notFound();
    const sent = await readJson(request, body);
    if (sent.intent === "remove")
      return (await removeCustomerLink(shop, connectionId, sent.key))
        ? { done: "mappings.done.unlink" }
        : { refused: "mappings.refused.not-found" };
    const { number, ...customer } = sent.ref;
    const saved = await saveCustomerLink(
      shop,
      connectionId,
      sent.key,
      { ref: { ...customer, ...(number ? { number } : {}) }, name: sent.title },
      actor,
    );
    return saved ? { done: "mappings.done.link" } : { refused: "mappings.refused.not-found" };
  });
}

export default function CustomerLinks() {
  return <LinksScreen {...useLoaderData<typeof loader>()} subject="customers" />;
}

export { ScreenError as ErrorBoundary };
