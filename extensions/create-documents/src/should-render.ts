import type { Api } from "@shopify/ui-extensions/admin.order-index.selection-action.should-render";

declare const shopify: Api;

/** Listed whenever orders are selected: which of them need a document is told when they are created. */
export default function shouldRender(): { display: boolean } {
  return { display: shopify.data.selected.length > 0 };
}
