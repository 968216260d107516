import type { ActionFunctionArgs } from "@remix-run/node";
import { z } from "zod";
import { markBlockSeen, markPreviewed } from "#app/domain/installation/guide-marks.server.ts";
import { orderGlance, timeZoneOf } from "#app/domain/order-page/order-glance.server.ts";
import { plannedGlance } from "#app/domain/order-page/planned-glance.server.ts";
import { shipmentsOf } from "#app/domain/order-page/posted-of-order.server.ts";
import { OrderId } from "#app/lib/ids.ts";
import { now } from "#app/lib/clock.ts";
import {
  forExtension,
  localeSchema,
  mayPost,
  textsFor,
} from "#app/web/extension/for-extension.server.ts";
import { orderAnswer } from "#app/web/extension/order-answer.ts";
import { previewAnswer } from "#app/web/extension/preview-answer.ts";
import { shipmentsAnswer } from "#app/web/extension/shipments-answer.ts";
import { speaker } from "#app/web/extension/speaker.ts";
import { readJson } from "#app/web/read-json.server.ts";

export const loader = mayPost;

const body = z.object({
  part: z.enum(["state", "preview", "shipments"]),
  id: OrderId,
  locale: localeSchema,
  /** The card on the order page says so of itself; whether an action is listed is asked without anybody having added anything. */
  card: z.literal(true).optional(),
});

/**
 * What the extensions on Shopify's order page show. Read by POST: to an address with an order in it the browser would ask for permission
 * anew with each order.
 */
export const action = (args: ActionFunctionArgs): Promise<Response> =>
  forExtension(args, async ({ shop, request }) => {
    const { part, id, locale, card } = await readJson(request, body);
    const texts = await textsFor(locale);
    switch (part) {
      case "state": {
        // The setup guide's step "add the card" is done by its being shown.
        if (card) await markBlockSeen(shop, now());
        const glance = await orderGlance(shop, id);
        return orderAnswer(glance, speaker(texts, glance.timeZone));
      }
      case "preview": {
        const { glance, plan } = await plannedGlance(shop, id);
        // The setup guide's step "preview one" is done by looking at a preview.
        if (plan?.document) await markPreviewed(shop, now());
        return previewAnswer(glance, plan, speaker(texts, glance.timeZone));
      }
      case "shipments": {
        const [timeZone, shipments] = await Promise.all([timeZoneOf(shop), shipmentsOf(shop, id)]);
        return shipmentsAnswer(id, shipments, speaker(texts, timeZone));
      }
    }
  });
