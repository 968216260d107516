import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-index.selection-action.render";
import { render } from "preact";
import { Outcome } from "../../shared/src/outcome.tsx";
import { useCreation } from "../../shared/src/use-creation.ts";

declare const shopify: Api;

/** The app takes no more of them at once. */
const MOST = 250;

export default function extension(): void {
  render(<CreateDocuments />, document.body);
}

/** Creates the documents of the selected orders, tells how far that is, and what it came to. */
function CreateDocuments() {
  const { translate } = shopify.i18n;
  const ids = shopify.data.selected.map(({ id }) => id);
  const { answer, busy, create } = useCreation(ids, translate("locale"));
  const count = ids.length;
  return (
    <s-admin-action heading={translate("name")}>
      <s-stack gap="base">
        {count > MOST ? (
          <s-banner tone="warning" heading={translate("tooMany", { most: MOST, count })} />
        ) : null}
        {answer === null && count <= MOST ? (
          <>
            <s-paragraph>{translate("about", { count })}</s-paragraph>
            <s-paragraph>{translate("skips")}</s-paragraph>
          </>
        ) : null}
        {answer ? <Outcome answer={answer} unreachable={translate("unreachable")} /> : null}
        {answer?.ok && !answer.value.ended ? (
          <s-paragraph>{translate("mayClose")}</s-paragraph>
        ) : null}
      </s-stack>
      {answer?.ok ? null : (
        <s-button
          slot="primary-action"
          variant="primary"
          loading={busy}
          disabled={count > MOST}
          onClick={() => void create()}
        >
          {translate("create")}
        </s-button>
      )}
      <s-button slot="secondary-actions" onClick={() => shopify.close()}>
        {translate("close")}
      </s-button>
    </s-admin-action>
  );
}
