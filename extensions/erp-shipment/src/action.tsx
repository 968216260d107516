import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-fulfilled-card.action.render";
import { render } from "preact";
import type { ShipmentsAnswer } from "../../../app/web/extension/answers.ts";
import { ask } from "../../shared/src/ask.ts";
import { useAnswer } from "../../shared/src/use-answer.ts";

declare const shopify: Api;

export default function extension(): void {
  render(<ErpShipment />, document.body);
}

/** What the ERP shipped of the order, and what became of it in Shopify. */
function ErpShipment() {
  const { translate } = shopify.i18n;
  const locale = translate("locale");
  const id = shopify.data.selected[0]?.id;
  const { answer, reload } = useAnswer(
    () => ask<ShipmentsAnswer>("order", { part: "shipments", id, locale }),
    () => false,
  );
  const found = answer?.ok ? answer.value : null;
  return (
    <s-admin-action heading={translate("name")} loading={answer === null}>
      <s-stack gap="base">
        {answer?.ok === false ? (
          <s-banner tone="critical" heading={answer.said ?? translate("unreachable")} />
        ) : null}
        {found?.shipments.length === 0 ? <s-paragraph>{translate("none")}</s-paragraph> : null}
        {found?.shipments.map((shipment) => (
          <Shipment key={shipment.id} shipment={shipment} />
        ))}
        {found ? <s-link href={found.page.href}>{found.page.text}</s-link> : null}
      </s-stack>
      {answer?.ok === false ? (
        <s-button slot="primary-action" onClick={() => void reload()}>
          {translate("retry")}
        </s-button>
      ) : null}
      <s-button slot="secondary-actions" onClick={() => shopify.close()}>
        {translate("close")}
      </s-button>
    </s-admin-action>
  );
}

function Shipment({ shipment }: { shipment: ShipmentsAnswer["shipments"][number] }) {
  const { title, badge, facts, problem } = shipment;
  return (
    <s-section heading={title}>
      <s-stack gap="small">
        <s-stack direction="inline">
          <s-badge tone={badge.tone}>{badge.text}</s-badge>
        </s-stack>
        {facts.map(({ name, text, href }) => (
          <s-stack key={name} direction="inline" gap="small">
            <s-text color="subdued">{name}</s-text>
            {href ? (
              <s-link href={href} target="_blank">
                {text}
              </s-link>
            ) : (
              <s-text>{text}</s-text>
            )}
          </s-stack>
        ))}
        {problem ? <s-banner tone="critical" heading={problem} /> : null}
      </s-stack>
    </s-section>
  );
}
