import { z } from "zod";
import { CardId, OrderId } from "#app/lib/ids.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { FireFlowTriggerDocument } from "#app/shopify/generated/admin.ts";
import { defineTask } from "#app/tasks/kind.ts";
import { onShopify } from "#app/tasks/on-shopify.ts";
import { failShopifyCall } from "#app/tasks/shopify-error-class.ts";
import { eventKey } from "../event-key.ts";
import { isUsed } from "../note-use.server.ts";
import { FIRED } from "../triggers.ts";
import { FIRE_TRIGGER } from "./kind-name.ts";
import { tellOf } from "./tell-of.server.ts";

/** What happened, by its ids: what is said of it is read when it is told. */
const payload = z.object({
  trigger: z.enum(FIRED),
  recordId: z.uuid(),
  time: z.string(),
  orderId: OrderId,
  cardId: CardId.nullable(),
});

const result = z.object({
  /** False: it is over, or no workflow waits for it any more. */
  fired: z.boolean(),
});

/**
 * Tells Flow of one thing that happened, once; where Shopify's answer was lost, again. Shopify keeps nothing by which an earlier call could be
 * found, so a workflow may then start twice: it gets the event's id, which is the same both times.
 */
export const fireTriggerKind = defineTask({
  ...onShopify,
  kind: FIRE_TRIGGER,
  payload: storedJson("payload", payload),
  result: storedJson("result", result),
  key: (event) => eventKey(event),
  async prepare({ shop, payload: event }) {
    const waited = await isUsed(shop, event.trigger);
    return { evidence: null, plan: waited ? await tellOf(shop, event) : null };
  },
  async act({ shop, payload: { trigger, orderId, cardId }, traceId }, told) {
    if (!told) return { fired: false };
    const answer = await shopifyRequest(
      shop,
      FireFlowTriggerDocument,
      { handle: trigger, payload: told },
      { orderId, traceId, ...(cardId ? { cardId } : {}) },
    );
    return answer.ok ? { fired: true } : failShopifyCall(answer.error);
  },
  written: () => ({}),
});
