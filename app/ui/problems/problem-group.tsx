import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import type { ProblemGroupView } from "#app/domain/attention/views/problem-list.server.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { FixHere } from "./fix-here.tsx";
import { fixLabel } from "./fix-label.ts";
import { LevelBadge } from "./level-badge.tsx";
import { HeldUpOrders } from "./held-up-orders.tsx";
import { useProblemText } from "../problem-text.ts";
import { useFormat } from "../shop-context.tsx";
import { isOrderPath, paths, withQuery } from "#app/lib/paths.ts";

/** One cause with everything it holds up: what happened, why, what to do, which orders, and one button to try all of it again. */
export function ProblemGroup({
  group,
  busy,
  onRetry,
}: {
  group: ProblemGroupView;
  busy: boolean;
  onRetry: () => void;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const text = useProblemText()(group.kind, group.params);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd" breakWord>
            {text.title}
          </Text>
          <InlineStack gap="100">
            <LevelBadge level={group.level} />
            <Badge>{t(`problems.by.${group.fixableBy}`)}</Badge>
          </InlineStack>
        </InlineStack>
        <BlockStack gap="100">
          <Text as="p" breakWord>
            {text.cause}
          </Text>
          <Text as="p" breakWord fontWeight="medium">
            {text.action}
          </Text>
        </BlockStack>
        <HeldUpOrders count={group.orders} sample={group.sample} />
        <Text as="p" tone="subdued">
          {t("problems.since", { at: format.time(group.since) })}
        </Text>
        {group.hasForm ? (
          <FixHere open kind={group.kind} cause={group.cause} title={text.title} />
        ) : null}
        <InlineStack gap="200">
          {group.fixPath && !(group.orders > 1 && isOrderPath(group.fixPath)) ? (
            <Button
              variant={group.hasForm ? "plain" : "primary"}
              url={group.fixPath}
              accessibilityLabel={t(`${fixLabel(group.fixPath)}This`, { title: text.title })}
            >
              {t(group.hasForm ? "problems.page" : fixLabel(group.fixPath))}
            </Button>
          ) : null}
          {group.retryable ? (
            <Button
              onClick={onRetry}
              disabled={busy}
              accessibilityLabel={t("problems.retryThis", { title: text.title })}
            >
              {group.orders > 0
                ? t("problems.retry", { count: group.orders })
                : t("problems.retryTasks", { count: group.tasks })}
            </Button>
          ) : null}
          {group.tasks > 0 ? (
            <Button
              variant="plain"
              url={withQuery(paths.tasks, { cause: group.cause })}
              accessibilityLabel={t("tasks.group.showThis", { title: text.title })}
            >
              {t("problems.failedTasks", { count: group.tasks })}
            </Button>
          ) : null}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
