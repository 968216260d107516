import "@shopify/ui-extensions/preact";
import type { Api } from "@shopify/ui-extensions/admin.order-details.action.render";
import { render } from "preact";
import { useEffect, useState } from "preact/hooks";
import type { OrderAnswer, PreviewAnswer } from "../../../app/web/extension/answers.ts";
import { ask } from "../../shared/src/ask.ts";
import { DocumentState } from "../../shared/src/document-state.tsx";
import { Outcome } from "../../shared/src/outcome.tsx";
import { Problem } from "../../shared/src/problem.tsx";
import { useAct } from "../../shared/src/use-act.ts";
import { useAnswer } from "../../shared/src/use-answer.ts";
import { useCreation } from "../../shared/src/use-creation.ts";
import { Preview } from "./preview.tsx";

declare const shopify: Api;

export default function extension(): void {
  render(<CreateDocument />, document.body);
}

/** The document as it will be, its proof first; then it is created and its number shown. */
function CreateDocument() {
  const { translate } = shopify.i18n;
  const locale = translate("locale");
  const id = shopify.data.selected[0]?.id ?? "";
  const { answer, reload } = useAnswer(
    () => ask<PreviewAnswer>("order", { part: "preview", id, locale }),
    ({ order }) => order.working,
  );
  const creation = useCreation([id], locale);
  const begun = creation.answer?.ok === true;
  const ended = creation.answer?.ok === true && creation.answer.value.ended;
  useEffect(() => {
    if (ended) void reload();
  }, [ended, reload]);

  const { busy, act } = useAct();
  const [refused, setRefused] = useState("");
  const importOrder = () =>
    act(async () => {
      const read = await ask<OrderAnswer>("create", { intent: "import", id, locale });
      setRefused(read.ok ? "" : (read.said ?? translate("unreachable")));
      if (read.ok) await reload();
    });
  const preview = answer?.ok ? answer.value : null;
  const order = preview?.order;
  const silent = answer?.ok === false ? (answer.said ?? translate("unreachable")) : refused;
  return (
    <s-admin-action heading={translate("name")} loading={answer === null && !begun}>
      <s-stack gap="base">
        {silent ? <s-banner tone="critical" heading={silent} /> : null}
        {creation.answer ? (
          <Outcome answer={creation.answer} unreachable={translate("unreachable")} />
        ) : null}
        {order && (ended || order.offer !== "create") ? <DocumentState order={order} /> : null}
        {order?.offer === "import" ? <s-paragraph>{translate("importFirst")}</s-paragraph> : null}
        {order ? <Problem order={order} /> : null}
        {preview && !begun ? <Preview preview={preview} translate={translate} /> : null}
        {order?.document ? <s-link href={order.document.href}>{order.document.text}</s-link> : null}
        {order ? <s-link href={order.page.href}>{order.page.text}</s-link> : null}
      </s-stack>
      {order?.offer === "create" && !begun ? (
        <s-button
          slot="primary-action"
          variant="primary"
          loading={creation.busy}
          disabled={preview?.document === null}
          onClick={() => void creation.create()}
        >
          {translate("create")}
        </s-button>
      ) : null}
      {order?.offer === "import" ? (
        <s-button
          slot="primary-action"
          variant="primary"
          loading={busy}
          onClick={() => void importOrder()}
        >
          {translate("import")}
        </s-button>
      ) : null}
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
