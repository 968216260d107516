import type {} from "@shopify/ui-extensions/admin.order-details.action.render";
import type { OrderAnswer } from "../../../app/web/extension/answers.ts";

/** The document, or what there is instead, with its state. */
export const DocumentState = ({ order: { title, badge } }: { order: OrderAnswer }) => (
  <s-stack direction="inline" gap="small" alignItems="center">
    <s-text type="strong">{title}</s-text>
    <s-badge tone={badge.tone}>{badge.text}</s-badge>
  </s-stack>
);
