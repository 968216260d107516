import { BlockStack, Card, EmptyState, Page, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { privacyRequests } from "#app/domain/privacy/views/privacy-requests.server.ts";
import { paths } from "#app/lib/paths.ts";
import { useFormat } from "../shop-context.tsx";

/** Requests about personal data that Shopify passed on, and what was done about each. */
export function PrivacyScreen({ requests }: Awaited<ReturnType<typeof privacyRequests>>) {
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
