import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-details.block.render";
import { render } from "preact";
import { useState } from "preact/hooks";
import type { OrderAnswer } from "../../../app/web/extension/answers.ts";
import { ask } from "../../shared/src/ask.ts";
import { DocumentState } from "../../shared/src/document-state.tsx";
import { Problem } from "../../shared/src/problem.tsx";
import { useAct } from "../../shared/src/use-act.ts";
import { useAnswer } from "../../shared/src/use-answer.ts";

declare const shopify: Api;

const CREATE = "extension:create-document/admin.order-details.action.render";

export default function extension(): void {
  render(<OrderBlock />, document.body);
}

/** The order's document in the ERP, its one problem, and what to do about it. */
function OrderBlock() {
  const { translate } = shopify.i18n;
  const locale = translate("locale");
  const id = shopify.data.selected[0]?.id;
  const { answer, setAnswer, reload } = useAnswer(
    () => ask<OrderAnswer>("order", { part: "state", id, locale, card: true }),
    ({ working }) => working,
  );
  const { busy, act } = useAct();
  const [refused, setRefused] = useState("");
  const readAgain = () =>
    act(async () => {
      const read = await ask<OrderAnswer>("create", { intent: "import", id, locale });
      setRefused(read.ok ? "" : (read.said ?? translate("unreachable")));
      if (read.ok) setAnswer(read);
    });

  if (answer === null)
    return (
      <s-admin-block heading={translate("name")}>
        <s-spinner accessibilityLabel={translate("loading")} />
      </s-admin-block>
    );
  if (!answer.ok)
    return (
      <s-admin-block heading={translate("name")}>
        <s-stack gap="base">
          <s-banner tone="critical" heading={answer.said ?? translate("unreachable")} />
          <s-stack direction="inline">
            <s-button onClick={() => void reload()}>{translate("retry")}</s-button>
          </s-stack>
        </s-stack>
      </s-admin-block>
    );
  const { summary, offer, document: made, page } = answer.value;
  return (
    <s-admin-block heading={translate("name")} collapsedSummary={summary}>
      <s-stack gap="base">
        <DocumentState order={answer.value} />
        <Problem order={answer.value} />
        {refused ? <s-banner tone="critical" heading={refused} /> : null}
        <s-stack direction="inline" gap="base" alignItems="center">
          {offer === "create" ? (
            <s-button variant="primary" href={CREATE}>
              {translate("create")}
            </s-button>
          ) : null}
          {made ? <s-button href={made.href}>{made.text}</s-button> : null}
          <s-button
            variant={offer === "import" ? "primary" : "secondary"}
            loading={busy}
            onClick={() => void readAgain()}
          >
            {translate(offer === "import" ? "import" : "resync")}
          </s-button>
          <s-link href={page.href}>{page.text}</s-link>
        </s-stack>
      </s-stack>
    </s-admin-block>
  );
}
