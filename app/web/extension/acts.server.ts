import type { OrderId, RunId } from "#app/lib/ids.ts";
import type { Scope } from "#app/db/scope.ts";
import { startCreatingByClick } from "#app/domain/documents/store/create-many.server.ts";
import { plannedGlance } from "#app/domain/order-page/planned-glance.server.ts";
import { resyncOrder } from "#app/domain/orders/order-actions.server.ts";
import { getRun } from "#app/domain/runs/control.server.ts";
import { TooManyRuns } from "#app/domain/runs/start-run.server.ts";
import type { ClickAnswer, OrderAnswer, Refusal } from "./answers.ts";
import { nothingToDo, runAnswer } from "./click-answer.ts";
import type { Texts } from "./for-extension.server.ts";
import { orderAnswer } from "./order-answer.ts";
import { speaker } from "./speaker.ts";

/** Of what became of a click nothing has a time of day. */
const timeless = (texts: Texts) => speaker(texts, "UTC");

/** Begins creating the documents of these orders, once however often the click arrives. */
export async function createByClick(
  scope: Scope,
  { ids, click }: { ids: readonly OrderId[]; click: RunId },
  texts: Texts,
): Promise<ClickAnswer | Refusal> {
  try {
    const { already } = await startCreatingByClick(scope, ids, click);
    return (await progressOf(scope.shop, click, texts)) ?? nothingToDo(already, timeless(texts));
  } catch (error) {
    if (error instanceof TooManyRuns)
      return { refused: texts.t("runs.tooMany", { most: String(error.most) }) };
    throw error;
  }
}

/** Null: no click of this shop has begun anything under this id. */
export async function progressOf(
  shop: string,
  click: RunId,
  texts: Texts,
): Promise<ClickAnswer | null> {
  const run = await getRun(shop, click);
  return run?.kind === "createDocuments" ? runAnswer(run, timeless(texts)) : null;
}

/** Reads an order from Shopify, whether it is here already or not, and tells how far it is. */
export async function readOrder(
  { shop, by }: Scope,
  id: OrderId,
  texts: Texts,
): Promise<OrderAnswer | Refusal> {
  const result = await resyncOrder(shop, id, by);
  if (!result.ok) return { refused: texts.t(`order.refused.resync.${result.error.kind}`) };
  // What keeps it from its document is found by a job a moment later; whoever clicked wants to know now.
  const { glance } = await plannedGlance(shop, id);
  return orderAnswer(glance, speaker(texts, glance.timeZone));
}
