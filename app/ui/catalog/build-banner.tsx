import { Banner, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { BuildRow } from "#app/domain/catalog/views/catalog-screen.server.ts";

interface Props {
  /** The state of the build under way. */
  open: string | null;
  served: BuildRow | null;
  last: BuildRow | undefined;
}

/** What is being done now, or why the last time came to nothing. */
export function BuildBanner({ open, served, last }: Props) {
  const { t } = useTranslation();
  const known = useKnownText();
  const failure = useFailure();
  if (open !== null)
    return (
      <Banner tone="info">
        <Text as="p">{known("catalog.working", open, open)}</Text>
      </Banner>
    );
  if (last?.state !== "failed") return null;
  return (
    <Banner
      tone={served ? "warning" : "critical"}
      title={t(served ? "catalog.failed" : "catalog.failedFirst")}
    >
      <Text as="p" breakWord>
        {failure(last)}
      </Text>
    </Banner>
  );
}

/** Why a build failed, in words. */
export function useFailure(): (build: BuildRow) => string {
  const { t } = useTranslation();
  const known = useKnownText();
  return ({ failure, message }) =>
    failure === "refused"
      ? t("catalog.failure.refused", { message })
      : known("catalog.failure", failure ?? "", message);
}
