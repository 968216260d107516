import { db } from "#app/db/client.server.ts";
import { storedDetail } from "#app/domain/problems/stored-problem.ts";
import { knownText } from "#app/i18n/known-text.ts";
import problem from "#app/i18n/locales/en/problem.json";
import state from "#app/i18n/locales/en/state.json";
import { createTranslator } from "#app/i18n/translator.ts";
import { cutText } from "#app/lib/cut-text.ts";
import type { OrderId } from "#app/lib/ids.ts";
import { paths } from "#app/lib/paths.ts";
import { appUrl } from "#app/shopify/admin-url.server.ts";
import { numericId } from "#app/shopify/gid.ts";
import { eventKey, type FlowEvent } from "../event-key.ts";
import type { FiredTrigger, TriggerPayload } from "../triggers.ts";

interface Event extends FlowEvent {
  trigger: FiredTrigger;
  orderId: OrderId;
}

/** Far below Shopify's limit for all values together, whatever a name in it holds. */
const MOST_TEXT = 500;

type Told = { [Handle in FiredTrigger]: TriggerPayload<Handle> }[FiredTrigger];

/** What Flow is told of it; null when it does not hold any more: the document was unlinked, the problem is solved. */
export function tellOf(shop: string, event: Event): Promise<Told | null> {
  const { trigger, recordId, orderId } = event;
  const about = {
    order_id: Number(numericId(orderId)),
    link: appUrl(shop, paths.order(orderId)),
    eventId: eventKey(event),
  };
  return trigger === "order-needs-attention"
    ? ofProblem(shop, recordId, about)
    : ofDocument(shop, recordId, { ...about, trigger });
}

interface About {
  order_id: number;
  link: string;
  eventId: string;
}

async function ofDocument(
  shop: string,
  id: string,
  { order_id, link, eventId, trigger }: About & { trigger: FiredTrigger },
): Promise<Told | null> {
  const document = await db.salesDocument.findUnique({
    where: { shop_id: { shop, id } },
    select: { number: true, erpId: true, kind: true, state: true },
  });
  if (document?.state !== "created") return null;
  const number = cutText(document.number ?? document.erpId ?? "", MOST_TEXT);
  return trigger === "credit-memo-created"
    ? { order_id, "Credit memo number": number, "Order link": link, "Event ID": eventId }
    : {
        order_id,
        "Document number": number,
        "Document kind": say("state.kind", document.kind),
        "Order link": link,
        "Event ID": eventId,
      };
}

async function ofProblem(
  shop: string,
  id: string,
  { order_id, link, eventId }: About,
): Promise<Told | null> {
  const found = await db.problem.findUnique({ where: { shop_id: { shop, id } } });
  if (!found || found.clearedAt !== null) return null;
  const { params } = storedDetail.read(found.detail, `problem ${id}`);
  return {
    order_id,
    Problem: cutText(say("problem", `${found.kind}.title`, params), MOST_TEXT),
    "Problem code": found.kind,
    "Order link": link,
    "Event ID": eventId,
  };
}

/** Names and titles hold no amounts or times that would have to be written for a reader. */
const known = knownText(createTranslator("en", { problem, state }, {}));
const say = (group: "problem" | "state.kind", value: string, params = {}): string =>
  known(group, value, value, params);
