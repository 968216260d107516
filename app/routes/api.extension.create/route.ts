import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { OrderId, RunId } from "#app/lib/ids.ts";
import { notFound } from "#app/web/authenticated.server.ts";
import { createByClick, progressOf, readOrder } from "#app/web/extension/acts.server.ts";
import {
  forExtension,
  localeSchema,
  mayPost,
  textsFor,
} from "#app/web/extension/for-extension.server.ts";
import { readJson } from "#app/web/read-json.server.ts";

export const loader = mayPost;

/** Shopify's own lists let a person act on so many at once. */
const MOST = 250;

const body = z.discriminatedUnion("intent", [
  z.object({
    intent: z.literal("create"),
    ids: z.array(OrderId).min(1).max(MOST),
    click: RunId,
    locale: localeSchema,
  }),
  z.object({ intent: z.literal("progress"), click: RunId, locale: localeSchema }),
  z.object({ intent: z.literal("import"), id: OrderId, locale: localeSchema }),
]);

/** What the extensions do: begin creating documents, ask how far that is, and read an order from Shopify. */
export const action = (args: ActionFunctionArgs): Promise<Response> =>
  forExtension(args, async ({ shop, actor: by, request }) => {
    const sent = await readJson(request, body);
    const texts = await textsFor(sent.locale);
    switch (sent.intent) {
      case "create":
        return createByClick({ shop, by }, sent, texts);
      case "progress":
        return (await progressOf(shop, sent.click, texts)) ?? notFound();
      case "import":
        return readOrder({ shop, by }, sent.id, texts);
    }
  });
