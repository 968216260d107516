import type {} from "@shopify/ui-extensions/admin.order-details.action.render";
import type { OrderAnswer } from "../../../app/web/extension/answers.ts";

/** What an order needs, with the way to the page of the app where it is given. */
export function Problem({ order: { problem, more } }: { order: OrderAnswer }) {
  if (!problem) return null;
  return (
    <s-banner tone={problem.tone} heading={problem.title}>
      <s-paragraph>
        {problem.text}{" "}
        {problem.fix ? <s-link href={problem.fix.href}>{problem.fix.text}</s-link> : null} {more}
      </s-paragraph>
    </s-banner>
  );
}
