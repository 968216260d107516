import type { TextKey } from "#app/i18n/text-keys.ts";
import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { z } from "zod";
import { mappingKey } from "#app/domain/mapping/kinds.ts";
import { addMapping, removeMapping, saveMapping } from "#app/domain/mapping/mappings.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { isMappingPage, MAPPING_PAGES, OWN_ROWS } from "#app/domain/mapping/pages.ts";
import { MappingScreen } from "#app/ui/mappings/mapping-screen.tsx";
import { templateProblem } from "#app/domain/mapping/tracking-template.ts";
import type { Outcome } from "#app/ui/outcome.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { readJson } from "#app/web/read-json.server.ts";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";
import { fillRows } from "./fill.server.ts";
import { mappingRows } from "#app/domain/mapping/views/mapping-list.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop, url, params }) => {
    const page = params["page"];
    if (!isMappingPage(page)) notFound();
    const rows = await mappingRows(shop, MAPPING_PAGES[page], url.searchParams);
    return rows ? { page, ...rows } : notFound();
  });
}

/** Of which of the shop's cards; none: of the first. */
const ofCard = { card: z.string().optional() };
const body = z.discriminatedUnion("intent", [
  z.object({ intent: z.literal("fill"), ...ofCard }),
  z.object({
    intent: z.literal("add"),
    ...ofCard,
    key: z.string().trim().max(255),
    county: z.string().trim().max(255).default(""),
  }),
  z.object({ intent: z.literal("remove"), ...ofCard, key: z.string().max(600) }),
  z.object({
    intent: z.literal("save"),
    ...ofCard,
    rows: z
      .array(
        z.object({
          key: z.string(),
          title: z.string(),
          revision: z.int(),
          erp: z.record(z.string(), z.unknown()).nullable(),
        }),
      )
      .max(500),
  }),
]);

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, params, request }): Promise<Outcome> => {
    const page = params["page"];
    if (!isMappingPage(page)) notFound();
    const kind = MAPPING_PAGES[page];
    const sent = await readJson(request, body);
    const card = await getCard(shop, sent.card);
    if (!card) notFound();
    if (sent.intent === "fill") return fillRows(shop, card.id, kind);
    if (sent.intent === "add") {
      if (!OWN_ROWS.includes(page) || !/^[A-Za-z]{2}$/.test(sent.key))
        return { refused: "mappings.refused.country", errors: { key: "mappings.refused.country" } };
      const country = mappingKey.customerTemplate(sent.key);
      const row =
        kind === "taxArea"
          ? {
              key: mappingKey.taxArea(country, sent.county),
              title: [country, sent.county].filter(Boolean).join(", "),
            }
          : { key: country, title: country };
      return {
        done: "mappings.done.add",
        count: await addMapping(shop, card.id, { kind, ...row }),
      };
    }
    if (sent.intent === "remove") {
      if (!OWN_ROWS.includes(page)) notFound();
      return (await removeMapping({ shop, by: actor }, { cardId: card.id, kind, key: sent.key }))
        ? { done: "mappings.done.remove" }
        : { refused: "mappings.refused.not-found" };
    }
    const errors: Record<string, TextKey> = {};
    let saved = 0;
    for (const row of sent.rows) {
      // Buyers are led there: an address that is not one of https is never stored.
      const wrong =
        kind === "shippingAgent"
          ? templateProblem(
              typeof row.erp?.["urlTemplate"] === "string" ? row.erp["urlTemplate"] : "",
            )
          : null;
      if (wrong !== null) {
        errors[row.key] = wrong;
        continue;
      }
      const result = await saveMapping(
        shop,
        { cardId: card.id, kind, key: row.key, revision: row.revision, erp: row.erp },
        actor,
      );
      if (result.ok) saved += 1;
      else errors[row.key] = `mappings.rowRefused.${result.error.kind}`;
    }
    // Rows are saved one by one: what was refused stays typed, the rest is safe.
    return Object.keys(errors).length === 0
      ? { done: "mappings.done.save", count: saved }
      : {
          refused: "mappings.refused.some",
          params: { saved: String(saved), refused: String(Object.keys(errors).length) },
          errors,
        };
  });
}

export default function MappingPage() {
  const data = useLoaderData<typeof loader>();
  // Another page is another form: nothing typed may carry over.
  return <MappingScreen key={`${data.page} ${data.cardId}`} {...data} />;
}

export { ScreenError as ErrorBoundary };
