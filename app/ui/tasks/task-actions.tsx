import { Button, InlineStack } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { TaskRow } from "./task-row.ts";

const STOPPED = ["failed", "skipped"];
const MAY_SKIP = ["planned", "failed"];

interface Props {
  task: TaskRow;
  onRetry: (id: string) => void;
  onRetryGroup: (cause: string) => void;
  onSkip: (id: string) => void;
}

/** What a person can do about a task: try it again, alone or with all that stopped for the same cause, or skip it. */
export function TaskActions({ task, onRetry, onRetryGroup, onSkip }: Props) {
  const { t } = useTranslation();
  const known = useKnownText();
  const name = {
    task: known("tasks.kind", task.kind, task.kind),
    order: task.orderName ?? "",
  };
  const cause = task.problem?.cause;
  return (
    <InlineStack gap="200">
      {STOPPED.includes(task.state) || (task.nextAttemptAt && task.state !== "done") ? (
        <Button
          size="slim"
          onClick={() => {
            onRetry(task.id);
          }}
          accessibilityLabel={t("tasks.retryThis", name)}
        >
          {t("tasks.retry")}
        </Button>
      ) : null}
      {task.state === "failed" && cause ? (
        <Button
          size="slim"
          variant="tertiary"
          onClick={() => {
            onRetryGroup(cause);
          }}
          accessibilityLabel={t("tasks.retryLike", name)}
        >
          {t("tasks.retryGroup")}
        </Button>
      ) : null}
      {MAY_SKIP.includes(task.state) ? (
        <Button
          size="slim"
          variant="tertiary"
          tone="critical"
          onClick={() => {
            onSkip(task.id);
          }}
          accessibilityLabel={t("tasks.skipThis", name)}
        >
          {t("tasks.skip")}
        </Button>
      ) : null}
    </InlineStack>
  );
}
