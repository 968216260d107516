import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Card, EmptyState, Page, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "react-i18next";
import { db } from "#app/db/client.server.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useFormat } from "#app/ui/shop-context.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { paths } from "#app/lib/paths.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => {
    const requests = await db.privacyRequest.findMany({
      where: { shop },
      orderBy: { requestedAt: "desc" },
      take: 100,
    });
    return {
      requests: requests.map((row) => ({
        id: row.id,
        topic: row.topic,
        at: row.requestedAt.toISOString(),
        doneAt: row.doneAt?.toISOString() ?? null,
        result: row.result === null ? null : JSON.stringify(row.result, null, 2),
      })),
    };
  });
}

/** Requests about personal data that Shopify passed on, and what was done about each. */
export default function Privacy() {
  const { requests } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  return (
    <Page
      title={t("settings.privacy")}
      subtitle={t("settings.privacyHelp")}
      backAction={{ content: t("settings.title"), url: paths.settings }}
    >
      <BlockStack gap="400">
        {requests.length === 0 ? (
          <Card>
            <EmptyState heading={t("settings.privacyEmpty")} image="">
              <p>{t("settings.privacyEmptyHelp")}</p>
            </EmptyState>
          </Card>
        ) : null}
        {requests.map((request) => (
          <Card key={request.id}>
            <BlockStack gap="200">
              <Text as="h2" variant="headingSm">
                {known("settings.privacyTopic", request.topic.replace("/", "_"), request.topic)}
              </Text>
              <Text as="p" tone="subdued">
                {request.doneAt
                  ? t("settings.privacyDone", {
                      at: format.time(request.at),
                      done: format.time(request.doneAt),
                    })
                  : t("settings.privacyOpen", { at: format.time(request.at) })}
              </Text>
              {request.result ? <pre className="keep-lines">{request.result}</pre> : null}
            </BlockStack>
          </Card>
        ))}
      </BlockStack>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
