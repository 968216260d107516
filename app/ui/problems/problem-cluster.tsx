import { Badge, BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useState } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { ProblemGroupView } from "#app/domain/attention/views/problem-list.server.ts";
import { isOrderPath } from "#app/lib/paths.ts";
import { useProblemText } from "../problem-text.ts";
import { FixHere } from "./fix-here.tsx";
import { fixLabel } from "./fix-label.ts";
import { LevelBadge } from "./level-badge.tsx";
import { HeldUpOrders } from "./held-up-orders.tsx";

/** So many are shown before somebody asks for the rest. */
const FIRST = 5;

/** Several causes of one kind (fourteen products without an item, say) in one card: what to do is said once, each cause has its own line. */
export function ProblemCluster({
  groups,
  busy,
  onRetry,
}: {
  groups: [ProblemGroupView, ...ProblemGroupView[]];
  busy: boolean;
  onRetry: (cause: string) => void;
}) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const [all, setAll] = useState(false);
  const [first] = groups;
  const about = problemText(first.kind, first.params);
  const orders = groups.reduce((sum, group) => sum + group.orders, 0);
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd" breakWord>
            {t("problems.similar", { title: about.title, count: groups.length - 1 })}
          </Text>
          <InlineStack gap="100">
            <LevelBadge level={first.level} />
            <Badge>{t(`problems.by.${first.fixableBy}`)}</Badge>
          </InlineStack>
        </InlineStack>
        <Text as="p" breakWord fontWeight="medium">
          {about.action}
        </Text>
        {orders > 0 ? (
          <Text as="p" tone="subdued">
            {t("problems.orders", { count: orders })}
          </Text>
        ) : null}
        <ul className="plain-list">
          {(all ? groups : groups.slice(0, FIRST)).map((group) => (
            <li key={group.cause}>
              <Line group={group} busy={busy} onRetry={onRetry} />
            </li>
          ))}
        </ul>
        {groups.length > FIRST ? (
          <InlineStack>
            <Button
              variant="plain"
              ariaExpanded={all}
              onClick={() => {
                setAll(!all);
              }}
            >
              {all ? t("problems.fewer") : t("problems.allOfThem", { count: groups.length })}
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}

function Line({
  group,
  busy,
  onRetry,
}: {
  group: ProblemGroupView;
  busy: boolean;
  onRetry: (cause: string) => void;
}) {
  const { t } = useTranslation();
  const { title, cause } = useProblemText()(group.kind, group.params);
  return (
    <BlockStack gap="100">
      <Text as="h3" variant="headingSm" breakWord>
        {title}
      </Text>
      <Text as="p" breakWord>
        {cause}
      </Text>
      <HeldUpOrders count={group.orders} sample={group.sample} />
      {group.hasForm ? <FixHere kind={group.kind} cause={group.cause} title={title} /> : null}
      <InlineStack gap="200">
        {group.fixPath && !(group.orders > 1 && isOrderPath(group.fixPath)) ? (
          <Button
            size="slim"
            url={group.fixPath}
            accessibilityLabel={t(`${fixLabel(group.fixPath)}This`, { title })}
          >
            {t(group.hasForm ? "problems.page" : fixLabel(group.fixPath))}
          </Button>
        ) : null}
        {group.retryable ? (
          <Button
            size="slim"
            disabled={busy}
            onClick={() => {
              onRetry(group.cause);
            }}
            accessibilityLabel={t("problems.retryThis", { title })}
          >
            {group.orders > 0
              ? t("problems.retry", { count: group.orders })
              : t("problems.retryTasks", { count: group.tasks })}
          </Button>
        ) : null}
      </InlineStack>
    </BlockStack>
  );
}
