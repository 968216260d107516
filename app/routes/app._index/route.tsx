import type { ActionFunctionArgs, LoaderFunctionArgs } from "@remix-run/node";
import { useFetcher, useLoaderData } from "@remix-run/react";
import { BlockStack, Button, Card, InlineStack, List, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { z } from "zod";
import { now } from "#app/lib/clock.ts";
import { LastSigns } from "#app/ui/home/last-signs.tsx";
import { SetupGuide } from "#app/ui/home/setup-guide.tsx";
import { NumberTiles } from "#app/ui/number-tiles.tsx";
import { useProblemText } from "#app/ui/problem-text.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { homeNumbers, openProblems } from "#app/domain/home/views/numbers.server.ts";
import { setupGuide } from "#app/domain/home/setup-guide.server.ts";
import { hideGuide } from "#app/domain/installation/guide-marks.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => {
    const [guide, numbers, problems] = await Promise.all([
      setupGuide(shop),
      homeNumbers(shop),
      openProblems(shop, 5),
    ]);
    return { guide, numbers, problems };
  });
}

const form = z.object({ intent: z.enum(["hideGuide", "showGuide"]) });

export function action(args: ActionFunctionArgs) {
  return authenticated(args, async ({ shop, request }) => {
    const { intent } = form.parse(Object.fromEntries(await request.formData()));
    await hideGuide(shop, intent === "hideGuide" ? now() : null);
    return { ok: true };
  });
}

export default function Home() {
  const { guide, numbers, problems } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const problemText = useProblemText();
  const fetcher = useFetcher();
  const busy = fetcher.state !== "idle";
  const setGuide = (intent: string) => {
    void fetcher.submit({ intent }, { method: "post" });
  };
  return (
    <Page
      title={t("home.title")}
      primaryAction={{
        content: t("home.sync"),
        url: withQuery(paths.ordersToImport, { sync: "1" }),
      }}
    >
      <BlockStack gap="400">
        {guide.hidden ? null : (
          <SetupGuide
            steps={guide.steps}
            busy={busy}
            onHide={() => {
              setGuide("hideGuide");
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
                  label: t("home.tile.expiring"),
                  value: numbers.expiring,
                  to: withQuery(paths.problems, { kind: "authorization-expiring" }),
                },
              ]}
            />
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
                  <List.Item key={problem.kind + problem.cause}>
                    <Text as="span" fontWeight="semibold">
                      {problemText(problem.kind, problem.params).title}
                    </Text>{" "}
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
                setGuide("showGuide");
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
