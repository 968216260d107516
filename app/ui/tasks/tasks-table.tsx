import {
  BlockStack,
  Box,
  Button,
  Collapsible,
  EmptySearchResult,
  IndexTable,
  InlineStack,
  Link,
  List,
  Text,
  useBreakpoints,
  type PaginationProps,
} from "@shopify/polaris";
import { useState } from "react";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { OwnClicks } from "../list/own-clicks.tsx";
import { useActorText } from "../order/actor-text.ts";
import { useProblemText } from "../problem-text.ts";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import type { Words } from "../words.ts";
import { useWords } from "../words.ts";
import { TaskActions } from "./task-actions.tsx";
import type { TaskRow } from "./task-row.ts";
import { paths } from "#app/lib/paths.ts";

interface Props {
  tasks: TaskRow[];
  loading: boolean;
  pagination: PaginationProps;
  /** The task a link pointed to: its attempts stand open. */
  opened: string | null;
  onRetry: (id: string) => void;
  onRetryGroup: (cause: string) => void;
  onSkip: (id: string) => void;
}

/** An answer in words needs room, or it becomes a tower. */
const WIDE = { minWidth: "14rem" };

/** One row for each send-back: attempts, next try, last answer, and what a person can do about it. */
export function TasksTable(props: Props) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const { smDown } = useBreakpoints();
  return (
    <IndexTable
      selectable={false}
      condensed={smDown}
      loading={props.loading}
      resourceName={{ singular: t("tasks.one"), plural: t("tasks.many") }}
      itemCount={props.tasks.length}
      headings={[
        { title: t("tasks.column.task") },
        { title: t("tasks.column.order") },
        { title: t("tasks.column.stateAndNext") },
        { title: t("tasks.column.attempts"), alignment: "end" },
        { title: t("tasks.column.answer") },
        { title: t("tasks.column.actions") },
      ]}
      emptyState={
        <EmptySearchResult
          title={t("tasks.noneFound")}
          description={t("toImport.noneFoundHelp")}
          withIllustration
        />
      }
      pagination={props.pagination}
    >
      {props.tasks.map((task, index) => {
        const kind = known("tasks.kind", task.kind, task.kind);
        const order = task.orderId ? (
          <Link url={paths.order(task.orderId)} dataPrimaryLink>
            {task.orderName ?? task.orderId.replace(/^.*\//, "")}
          </Link>
        ) : null;
        const next = task.waitsForPause
          ? t("tasks.paused")
          : task.nextAttemptAt
            ? t("tasks.nextTry", { at: format.time(task.nextAttemptAt) })
            : "";
        return (
          <IndexTable.Row key={task.id} id={task.id} position={index}>
            {smDown ? (
              <Box padding="300" width="100%">
                <BlockStack gap="100">
                  <InlineStack align="space-between" gap="200">
                    <Text as="span" fontWeight="semibold">
                      {kind}
                    </Text>
                    <StateBadge group="task" value={task.state} />
                  </InlineStack>
                  {order}
                  {next ? (
                    <Text as="span" tone="subdued">
                      {next}
                    </Text>
                  ) : null}
                  <OwnClicks>
                    <Answer task={task} opened={props.opened === task.id} />
                  </OwnClicks>
                  <OwnClicks>
                    <TaskActions task={task} {...props} />
                  </OwnClicks>
                </BlockStack>
              </Box>
            ) : (
              <>
                <IndexTable.Cell>
                  <BlockStack>
                    <div className="cell-text">
                      <Text as="span" fontWeight="semibold">
                        {kind}
                      </Text>
                    </div>
                    <Text as="span" tone="subdued">
                      {format.time(task.createdAt)}
                    </Text>
                  </BlockStack>
                </IndexTable.Cell>
                <IndexTable.Cell>{order}</IndexTable.Cell>
                <IndexTable.Cell>
                  <div className="cell-text">
                    <BlockStack gap="050" inlineAlign="start">
                      <StateBadge group="task" value={task.state} />
                      {next ? (
                        <Text as="span" tone="subdued">
                          {next}
                        </Text>
                      ) : null}
                    </BlockStack>
                  </div>
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <Text as="span" alignment="end" numeric>
                    {format.count(task.attempts)}
                  </Text>
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <div className="cell-text" style={WIDE}>
                    <OwnClicks>
                      <Answer task={task} opened={props.opened === task.id} />
                    </OwnClicks>
                  </div>
                </IndexTable.Cell>
                <IndexTable.Cell>
                  <div className="cell-acts">
                    <OwnClicks>
                      <TaskActions task={task} {...props} />
                    </OwnClicks>
                  </div>
                </IndexTable.Cell>
              </>
            )}
          </IndexTable.Row>
        );
      })}
    </IndexTable>
  );
}

function Answer({ task, opened }: { task: TaskRow; opened: boolean }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  const problemText = useProblemText();
  const actorText = useActorText();
  const words = useWords();
  const [open, setOpen] = useState(opened);
  // A stop without a text of its own is kept by the name of its problem.
  const inWords = (answer: Words): string =>
    typeof answer === "string"
      ? known("problem", `${answer}.title`, answer, {
          ...(task.problem?.kind === answer ? task.problem.params : {}),
        })
      : words(
          answer.map(({ code, params }) => ({
            code,
            params: params.by ? { ...params, by: actorText(String(params.by)) } : params,
          })),
        );
  const problem = task.problem ? problemText(task.problem.kind, task.problem.params) : null;
  return (
    <BlockStack gap="100" inlineAlign="start">
      {problem ? (
        <Text as="span" breakWord>
          {problem.title}
        </Text>
      ) : null}
      {task.lastAnswer && !problem ? (
        <Text as="span" breakWord>
          {inWords(task.lastAnswer)}
        </Text>
      ) : null}
      {problem && opened ? (
        <Text as="span" breakWord>
          {problem.cause}
        </Text>
      ) : null}
      {problem ? (
        <Text as="span" tone="subdued" breakWord>
          {problem.action}
        </Text>
      ) : null}
      {opened ? (
        <Text as="span" tone="subdued" breakWord>
          {t("tasks.createdBy", { by: actorText(task.createdBy), at: format.time(task.createdAt) })}
        </Text>
      ) : null}
      {task.tries.length > 0 ? (
        <>
          <Button
            variant="plain"
            ariaExpanded={open}
            ariaControls={`tries-${task.id}`}
            onClick={() => {
              setOpen(!open);
            }}
          >
            {t("tasks.attempts", { count: task.tries.length })}
          </Button>
          <Collapsible id={`tries-${task.id}`} open={open}>
            <List type="number">
              {task.tries.map((one) => (
                <List.Item key={one.number}>
                  {format.time(one.at)}:{" "}
                  {known("tasks.outcome", one.outcome ?? "open", one.outcome ?? "")}
                  {one.answer ? (
                    <Text as="span" tone="subdued" breakWord>
                      {" "}
                      {inWords(one.answer)}
                    </Text>
                  ) : null}
                </List.Item>
              ))}
            </List>
          </Collapsible>
        </>
      ) : null}
    </BlockStack>
  );
}
