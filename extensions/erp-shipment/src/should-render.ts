import type { Api } from "@shopify/ui-extensions/admin.order-fulfilled-card.action.should-render";
import type { ShipmentsAnswer } from "../../../app/web/extension/answers.ts";
import { ask, SOON_MS } from "../../shared/src/ask.ts";

declare const shopify: Api;

/** Listed when the ERP shipped something of the order. */
export default async function shouldRender(): Promise<{ display: boolean }> {
  const locale = shopify.i18n.translate("locale");
  const id = shopify.data.selected[0]?.id;
  const answer = await ask<ShipmentsAnswer>("order", { part: "shipments", id, locale }, SOON_MS);
  return { display: !answer.ok || answer.value.shipments.length > 0 };
}
