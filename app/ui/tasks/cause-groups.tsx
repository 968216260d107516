import { Badge, BlockStack, Box, Button, EmptyState, InlineStack, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { fixLabel } from "../problems/fix-label.ts";
import { LevelBadge } from "../problems/level-badge.tsx";
import { HeldUpOrders } from "../problems/held-up-orders.tsx";
import { useProblemText } from "../problem-text.ts";
import { useFormat } from "../shop-context.tsx";
import { isOrderPath, paths } from "#app/lib/paths.ts";
import type { taskGroups } from "#app/domain/attention/views/task-groups.server.ts";

export type TaskGroup = Awaited<ReturnType<typeof taskGroups>>[number];

interface Props {
  groups: TaskGroup[];
  busy: boolean;
  onRetry: (group: TaskGroup) => void;
  onSkip: (group: TaskGroup) => void;
  onShow: (group: TaskGroup) => void;
}

/** What does not go through, by cause: what happened, why, what to do, how much of it, and one button for all of it (TSK-3). */
export function CauseGroups({ groups, ...acts }: Props) {
  const { t } = useTranslation();
  if (groups.length === 0)
    return (
      <EmptyState heading={t("tasks.group.none")} image="">
        <p>{t("tasks.group.noneHelp")}</p>
      </EmptyState>
    );
  return (
    <ul style={{ listStyle: "none", margin: 0, padding: 0 }}>
      {groups.map((group) => (
        <li key={group.cause}>
          <Group group={group} {...acts} />
        </li>
      ))}
    </ul>
  );
}

function Group({
  group,
  busy,
  onRetry,
  onSkip,
  onShow,
}: { group: TaskGroup } & Omit<Props, "groups">) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const text = useProblemText()(group.problemKind, group.params);
  const kinds = group.kinds.map((kind) => known("tasks.kind", kind, kind)).join(", ");
  return (
    <Box padding="400" borderBlockStartWidth="025" borderColor="border-secondary">
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd" breakWord>
            {text.title}
          </Text>
          <InlineStack gap="100">
            {group.failed > 0 ? (
              <Badge tone="critical">{t("tasks.group.failed", { count: group.failed })}</Badge>
            ) : null}
            {group.waiting > 0 ? (
              <Badge tone="info">{t("tasks.group.waiting", { count: group.waiting })}</Badge>
            ) : null}
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
        <Text as="p" tone="subdued" breakWord>
          {kinds}
        </Text>
        <HeldUpOrders count={group.orders} sample={group.sample} />
        <Text as="p" tone="subdued">
          {t("problems.since", { at: format.time(group.since) })}
        </Text>
        <InlineStack gap="200">
          {group.fixPath &&
          group.fixPath !== paths.tasks &&
          !(group.orders > 1 && isOrderPath(group.fixPath)) ? (
            <Button
              url={group.fixPath}
              accessibilityLabel={t(`${fixLabel(group.fixPath)}This`, { title: text.title })}
            >
              {t(fixLabel(group.fixPath))}
            </Button>
          ) : null}
          {group.failed > 0 ? (
            <Button
              variant="primary"
              disabled={busy}
              onClick={() => {
                onRetry(group);
              }}
              accessibilityLabel={t("tasks.group.retryThis", {
                count: group.failed,
                title: text.title,
              })}
            >
              {t("tasks.group.retry", { count: group.failed })}
            </Button>
          ) : null}
          {group.failed > 0 ? (
            <Button
              tone="critical"
              variant="tertiary"
              disabled={busy}
              onClick={() => {
                onSkip(group);
              }}
              accessibilityLabel={t("tasks.group.skipThis", {
                count: group.failed,
                title: text.title,
              })}
            >
              {t("tasks.group.skip", { count: group.failed })}
            </Button>
          ) : null}
          <Button
            variant="tertiary"
            onClick={() => {
              onShow(group);
            }}
            accessibilityLabel={t("tasks.group.showThis", { title: text.title })}
          >
            {t("tasks.group.show")}
          </Button>
        </InlineStack>
      </BlockStack>
    </Box>
  );
}
