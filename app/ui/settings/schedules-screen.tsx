import { BlockStack, Card, EmptyState, Page } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CardChoice } from "#app/domain/shop-card/views/card-choice.server.ts";
import { Refusal } from "../refusal.tsx";
import { useAct } from "../use-act.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { ScheduleCard, type ScheduleRow } from "./schedule-card.tsx";
import { paths } from "#app/lib/paths.ts";

const KINDS = ["orders", "shipments", "invoices"] as const satisfies readonly ScheduleRow["kind"][];

/** Jobs that repeat, each with its shop card, its own filter, its next run and what the last one came to (TSK-2). */
export function SchedulesScreen({
  schedules,
  cards,
}: {
  schedules: ScheduleRow[];
  cards: CardChoice[];
}) {
  const { t } = useTranslation();
  const { act, busy, outcome } = useAct();
  useRefreshWhile(schedules.some(({ lastRun }) => lastRun?.state === "running"));
  return (
    <Page
      title={t("settings.schedules")}
      subtitle={t("schedules.subtitle")}
      backAction={{ content: t("settings.title"), url: paths.settings }}
      actionGroups={[
        {
          title: t("schedules.add"),
          actions: KINDS.map((kind) => ({
            content: t(`schedules.kind.${kind}`),
            disabled: busy,
            onAction: () => {
              act({ intent: "add", kind, cardId: "" });
            },
          })),
        },
      ]}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        {schedules.length === 0 ? (
          <Card>
            <EmptyState heading={t("schedules.empty")} image="">
              <p>{t("schedules.emptyHelp")}</p>
            </EmptyState>
          </Card>
        ) : null}
        {schedules.map((schedule) => (
          <ScheduleCard
            key={schedule.id}
            schedule={schedule}
            cards={cards}
            removable={schedules.filter(({ kind }) => kind === schedule.kind).length > 1}
          />
        ))}
      </BlockStack>
    </Page>
  );
}
