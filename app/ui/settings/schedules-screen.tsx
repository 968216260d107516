import { BlockStack, Card, EmptyState, Page } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { ScheduleCard, type ScheduleRow } from "./schedule-card.tsx";
import { paths } from "#app/lib/paths.ts";

/** Jobs that repeat, each with its own filter, its next run and what the last one came to (TSK-2). */
export function SchedulesScreen({ schedules }: { schedules: ScheduleRow[] }) {
  const { t } = useTranslation();
  useRefreshWhile(schedules.some(({ lastRun }) => lastRun?.state === "running"));
  return (
    <Page
      title={t("settings.schedules")}
      subtitle={t("schedules.subtitle")}
      backAction={{ content: t("settings.title"), url: paths.settings }}
    >
      <BlockStack gap="400">
        {schedules.length === 0 ? (
          <Card>
            <EmptyState heading={t("schedules.empty")} image="">
              <p>{t("schedules.emptyHelp")}</p>
            </EmptyState>
          </Card>
        ) : null}
        {schedules.map((schedule) => (
          <ScheduleCard key={schedule.id} schedule={schedule} />
        ))}
      </BlockStack>
    </Page>
  );
}
