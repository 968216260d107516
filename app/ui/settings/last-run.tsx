import { BlockStack, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { LeftOut } from "../left-out.tsx";
import { useProblemText } from "../problem-text.ts";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import { paths, withQuery } from "#app/lib/paths.ts";

export interface LastRunView {
  id: string;
  state: string;
  total: number;
  done: number;
  failed: number;
  unchanged: number;
  leftOut: number;
  startedAt: string;
  /** Not ended yet. */
  live: boolean;
  problem: { kind: string; params: unknown } | null;
}

/** When a schedule last ran and what came of it, in words; its line in the log has the rest. */
export function LastRun({
  kind,
  run,
}: {
  kind: "orders" | "shipments" | "invoices";
  run: LastRunView | null;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const problemText = useProblemText();
  if (run === null)
    return (
      <Text as="p" tone="subdued">
        {t("schedules.neverRun")}
      </Text>
    );
  const problem = run.problem ? problemText(run.problem.kind, run.problem.params) : null;
  const counts = {
    done: format.count(run.done),
    unchanged: format.count(run.unchanged),
    failed: format.count(run.failed),
  };
  return (
    <BlockStack gap="100">
      <InlineStack gap="200" blockAlign="center">
        <Text as="span">
          {run.live
            ? t("schedules.since", { at: format.time(run.startedAt) })
            : t("schedules.last", { at: format.time(run.startedAt) })}
        </Text>
        <StateBadge group="run" value={run.state} />
        <Link url={withQuery(paths.logs, { log: "runs", run: run.id })}>
          {t(`schedules.details.${kind}`)}
        </Link>
      </InlineStack>
      <Text as="p">
        {run.total === 0 && run.failed === 0
          ? t("schedules.nothing")
          : t(`schedules.result.${kind}`, counts)}{" "}
        <LeftOut count={run.leftOut} />
      </Text>
      {problem ? (
        <Text as="p" tone="critical" breakWord>
          {problem.title}. {problem.cause} {problem.action}
        </Text>
      ) : null}
    </BlockStack>
  );
}
