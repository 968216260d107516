import { Banner, BlockStack, Link, Text } from "@shopify/polaris";
import { useFetcher } from "@remix-run/react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { RunView } from "#app/domain/runs/run-progress.ts";
import { DOCUMENT_RUNS } from "#app/domain/runs/states.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { LeftOut } from "./left-out.tsx";
import { useProblemText } from "./problem-text.ts";
import { useFormat } from "./shop-context.tsx";

/** What a run came to, until the person who started it has read it. */
export function RunResult({ run }: { run: RunView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const problemText = useProblemText();
  const change = useFetcher();
  const why = run.problem ? problemText(run.problem.kind, run.problem.params) : null;
  const listed = run.state === "listed";
  const counts = {
    done: format.count(run.done),
    failed: format.count(run.failed),
    unchanged: format.count(run.unchanged),
    total: format.count(run.total),
  };
  const to = whereTo(run);
  return (
    <Banner
      tone={run.state === "failed" || run.failed > 0 ? "warning" : "success"}
      title={t("runs.result.title", {
        run: known("runs.kind", run.kind, run.kind),
        state: known("runs.state", run.state, run.state),
      })}
      onDismiss={() => {
        void change.submit(
          { intent: "read", id: run.id },
          { method: "post", action: paths.runs, encType: "application/json" },
        );
      }}
    >
      <BlockStack gap="100">
        <Text as="p">
          {listed ? t("runs.result.listed", counts) : known("runs.result", run.kind, "", counts)}{" "}
          <LeftOut count={run.leftOut} />
        </Text>
        {run.kind === "createDocuments" && run.unchanged > 0 ? (
          <Text as="p">
            {t("runs.result.earlier", { count: run.unchanged })}{" "}
            <Link url={withQuery(paths.orders, { view: "earlier" })}>
              {t("runs.result.earlierTo")}
            </Link>
          </Text>
        ) : null}
        {run.kind === "amendDocuments" && run.unchanged > 0 ? (
          <Text as="p">
            {t("runs.result.alone", { count: run.unchanged })}{" "}
            <Link url={withQuery(paths.orders, { view: "conflicts" })}>
              {t("runs.result.aloneTo")}
            </Link>
          </Text>
        ) : null}
        {why ? (
          <Text as="p" breakWord>
            {why.title}. {why.cause} {why.action}
          </Text>
        ) : null}
        <div>
          <Link url={to.url}>
            {listed
              ? t("runs.result.listedTo")
              : to.errors
                ? t("runs.result.errorsTo")
                : t(`runs.result.to.${to.list}`)}
          </Link>
        </div>
      </BlockStack>
    </Banner>
  );
}

function whereTo({ kind, state, failed: notDone, unchanged }: RunView): {
  list: "orders" | "shipments" | "invoices";
  url: string;
  errors: boolean;
} {
  // Those have a link of their own.
  const failed = DOCUMENT_RUNS.includes(kind) ? notDone - unchanged : notDone;
  if (kind === "shipments" || kind === "invoices")
    return {
      list: kind,
      errors: failed > 0,
      url: failed > 0 ? withQuery(paths[kind], { state: "attention" }) : paths[kind],
    };
  const list = "orders";
  if (DOCUMENT_RUNS.includes(kind))
    return {
      list,
      errors: failed > 0,
      url: withQuery(paths.orders, { view: failed > 0 ? "errors" : "processed" }),
    };
  if (state === "listed")
    return { list, errors: false, url: withQuery(paths.ordersToImport, { tab: "ready" }) };
  return {
    list,
    errors: failed > 0,
    url: failed > 0 ? withQuery(paths.ordersToImport, { tab: "error" }) : paths.orders,
  };
}
