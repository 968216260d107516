import type { Api } from "@shopify/ui-extensions/admin.order-details.action.should-render";
import type { OrderAnswer } from "../../../app/web/extension/answers.ts";
import { ask, SOON_MS } from "../../shared/src/ask.ts";

declare const shopify: Api;

/** Listed while the order can get a document. */
export default async function shouldRender(): Promise<{ display: boolean }> {
  const locale = shopify.i18n.translate("locale");
  const id = shopify.data.selected[0]?.id;
  const answer = await ask<OrderAnswer>("order", { part: "state", id, locale }, SOON_MS);
  return { display: !answer.ok || answer.value.offer !== null };
}
