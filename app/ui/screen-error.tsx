import { isRouteErrorResponse, useRouteError, useRevalidator } from "@remix-run/react";
import { Banner, BlockStack, Page, Text } from "@shopify/polaris";
import { useCallback } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { describeError } from "./describe-error.ts";
import { useNamedDocument } from "./document-title.tsx";
import { useComesBack } from "./use-comes-back.ts";
import { paths } from "#app/lib/paths.ts";

/** A screen that could not be drawn: what happened, why, what to do, and the id to quote. The rest of the app stays usable. */
export function ScreenError() {
  const { t } = useTranslation();
  const error = useRouteError();
  const described = describeError(
    isRouteErrorResponse(error) ? { status: error.status, data: error.data as unknown } : undefined,
  );
  useNamedDocument(t(`errors.${described.kind}.title`));
  const { revalidate } = useRevalidator();
  const loadAgain = useCallback(() => {
    void revalidate();
  }, [revalidate]);
  useComesBack(described.kind === "unavailable", loadAgain);
  return (
    <Page title={t(`errors.${described.kind}.title`)}>
      <Banner
        tone={described.kind === "notFound" ? "warning" : "critical"}
        title={t(`errors.${described.kind}.why`)}
        action={
          described.kind === "notFound"
            ? { content: t("errors.home"), url: paths.home }
            : {
                content: t("errors.again"),
                onAction: loadAgain,
              }
        }
      >
        <BlockStack gap="200">
          <Text as="p">{t(`errors.${described.kind}.what`)}</Text>
          {described.traceId ? (
            <Text as="p" breakWord>
              {t("errors.trace")} {described.traceId}
            </Text>
          ) : null}
        </BlockStack>
      </Banner>
    </Page>
  );
}
