import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, Link, List, Page, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { z } from "zod";
import { now } from "#app/lib/clock.ts";
import { LastSigns } from "#app/ui/home/last-signs.tsx";
import { LeftOutOrders } from "#app/ui/home/left-out-orders.tsx";
import { NewsCard } from "#app/ui/home/news-card.tsx";
import { OrdersByDay } from "#app/ui/home/orders-by-day.tsx";
import { SetupGuide } from "#app/ui/home/setup-guide.tsx";
import { BESIDE_THE_MENU } from "#app/ui/navigation.ts";
import { NumberTiles } from "#app/ui/number-tiles.tsx";
import type { Outcome } from "#app/ui/outcome.ts";
import { useProblemText } from "#app/ui/problem-text.ts";
import { LevelBadge } from "#app/ui/problems/level-badge.tsx";
import { Refusal } from "#app/ui/refusal.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useAct } from "#app/ui/use-act.ts";
import { useRefreshWhile } from "#app/ui/use-refresh-while.ts";
import { authenticated } from "#app/web/authenticated.server.ts";
import { readJson } from "#app/web/read-json.server.ts";
import { homeNumbers, openProblems } from "#app/domain/home/views/numbers.server.ts";
import { ordersByDay } from "#app/domain/home/views/orders-by-day.server.ts";
import { placedToday } from "#app/domain/home/views/placed-today.server.ts";
import { setupGuide } from "#app/domain/home/setup-guide.server.ts";
import { hideGuide, markNewsRead } from "#app/domain/installation/guide-marks.server.ts";
import { NEWS } from "#app/domain/installation/news.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { saveRecommended } from "./recommended.server.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => {
    const [guide, numbers, problems, days] = await Promise.all([
      setupGuide(shop),
      homeNumbers(shop),
      openProblems(shop, 5),
      ordersByDay(shop),
    ]);
    return { guide, numbers, problems, days, placed: placedToday(shop) };
  });
}

const form = z.object({ intent: z.enum(["hideGuide", "showGuide", "recommended", "newsRead"]) });

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, actor, request }): Promise<Outcome> => {
    const { intent } = await readJson(request, form);
    if (intent === "recommended") return saveRecommended({ shop, by: actor });
    if (intent === "newsRead") await markNewsRead(shop, NEWS.version);
    else await hideGuide(shop, intent === "hideGuide" ? now() : null);
    return {};
  });
}

export default function Home() {
  const { guide, numbers, problems, days, placed } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const problemText = useProblemText();
  const similar = (title: string, causes: number) =>
    causes > 1 ? t("problems.similar", { title, count: causes - 1 }) : title;
  const { act, busy, outcome } = useAct();
  useRefreshWhile(guide.preparing);
  return (
    <Page
      title={t("home.title")}
      actionGroups={[
        {
          title: t("home.more"),
          actions: BESIDE_THE_MENU.map(({ to, text }) => ({ content: t(text), url: to })),
        },
      ]}
      primaryAction={{
        content: t("home.sync"),
        url: withQuery(paths.ordersToImport, { sync: "1" }),
      }}
    >
      <BlockStack gap="400">
        <Refusal outcome={outcome} />
        {guide.news ? (
          <NewsCard
            news={guide.news}
            busy={busy}
            onRead={() => {
              act({ intent: "newsRead" });
            }}
          />
        ) : null}
        {guide.hidden ? null : (
          <SetupGuide
            steps={guide.steps}
            recommends={guide.recommends}
            busy={busy}
            onRecommended={() => {
              act({ intent: "recommended" });
            }}
            onHide={() => {
              act({ intent: "hideGuide" });
            }}
          />
        )}
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("home.status")}
            </Text>
            <NumberTiles
              tiles={[
                {
                  label: t("home.tile.ready"),
                  value: numbers.ready,
                  to: withQuery(paths.ordersToImport, { tab: "ready" }),
                },
                {
                  label: t("home.tile.held"),
                  value: numbers.held,
                  to: withQuery(paths.ordersToImport, { tab: "held" }),
                },
                {
                  label: t("home.tile.importErrors"),
                  value: numbers.importErrors,
                  to: withQuery(paths.ordersToImport, { tab: "error" }),
                },
                {
                  label: t("home.tile.unprocessed"),
                  value: numbers.unprocessed,
                  to: withQuery(paths.orders, { view: "unprocessed" }),
                },
                {
                  label: t("home.tile.failed"),
                  value: numbers.failed,
                  to: withQuery(paths.orders, { view: "errors" }),
                },
                {
                  label: t("home.tile.conflicts"),
                  value: numbers.conflicts,
                  to: withQuery(paths.orders, { view: "conflicts" }),
                },
                {
                  label: t("home.tile.attention"),
                  value: numbers.attention,
                  to: withQuery(paths.tasks, { state: "attention" }),
                },
                {
                  label: t("home.tile.created"),
                  value: numbers.created,
                  to: withQuery(paths.orders, { view: "processed" }),
                },
              ]}
            />
            <Text as="h3" variant="headingSm">
              {t("home.wayBack")}
            </Text>
            <NumberTiles
              tiles={[
                {
                  label: t("home.tile.shipmentsWaiting"),
                  value: numbers.shipmentsWaiting,
                  to: withQuery(paths.shipments, { state: "waiting" }),
                },
                {
                  label: t("home.tile.shipmentsFailed"),
                  value: numbers.shipmentsFailed,
                  to: withQuery(paths.shipments, { state: "attention" }),
                },
                {
                  label: t("home.tile.capturesWaiting"),
                  value: numbers.capturesWaiting,
                  to: withQuery(paths.invoices, { state: "waiting" }),
                },
                {
                  label: t("home.tile.capturesFailed"),
                  value: numbers.capturesFailed,
                  to: withQuery(paths.invoices, { state: "attention" }),
                },
                {
                  label: t("home.tile.refundsReady"),
                  value: numbers.refundsReady,
                  to: withQuery(paths.refunds, { state: "ready" }),
                },
                {
                  label: t("home.tile.refundsFailed"),
                  value: numbers.refundsFailed,
                  to: withQuery(paths.refunds, { state: "attention" }),
                },
                {
                  label: t("home.tile.expiring"),
                  value: numbers.expiring,
                  to: withQuery(paths.problems, { kind: "authorization-expiring" }),
                },
              ]}
            />
            <LeftOutOrders groups={numbers.leftOut} />
            <LastSigns last={numbers.last} />
            {numbers.skipped > 0 ? (
              <InlineStack>
                <Button variant="plain" url={paths.skipped}>
                  {t("home.skipped", { count: numbers.skipped })}
                </Button>
              </InlineStack>
            ) : null}
          </BlockStack>
        </Card>
        <OrdersByDay days={days} placed={placed} />
        <Card>
          <BlockStack gap="300">
            <InlineStack align="space-between" blockAlign="center">
              <Text as="h2" variant="headingMd">
                {t("home.needsYou")}
              </Text>
              {problems.length > 0 ? (
                <Button variant="plain" url={paths.problems}>
                  {t("home.allProblems")}
                </Button>
              ) : null}
            </InlineStack>
            {problems.length === 0 ? (
              <Text as="p" tone="subdued">
                {t("home.nothing")}
              </Text>
            ) : (
              <List>
                {problems.map((problem) => (
                  <List.Item key={problem.kind}>
                    <LevelBadge level={problem.level} />{" "}
                    <Link url={withQuery(paths.problems, { kind: problem.kind })}>
                      {similar(problemText(problem.kind, problem.params).title, problem.causes)}
                    </Link>{" "}
                    {problem.orders > 0 ? (
                      <Text as="span" tone="subdued">
                        {t("home.problemOrders", { count: problem.orders })}
                      </Text>
                    ) : null}
                  </List.Item>
                ))}
              </List>
            )}
          </BlockStack>
        </Card>
        {guide.hidden ? (
          <InlineStack>
            <Button
              variant="plain"
              disabled={busy}
              onClick={() => {
                act({ intent: "showGuide" });
              }}
            >
              {t("home.guide.show")}
            </Button>
          </InlineStack>
        ) : null}
      </BlockStack>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
