import { Banner, Box, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { CONNECTION_LOST_ID, useConnectionLost } from "./connection.ts";

/** Above every screen while the app cannot be reached. It is there before it says something: only then is it read out. */
export function ConnectionLost() {
  const { t } = useTranslation();
  const lost = useConnectionLost();
  return (
    <div role="alert" id={CONNECTION_LOST_ID} tabIndex={-1}>
      {lost ? (
        <Box paddingInline={{ xs: "400", md: "600" }} paddingBlockStart="400">
          <Banner tone="warning" title={t("errors.offline.title")}>
            <Text as="p">{t("errors.offline.what")}</Text>
          </Banner>
        </Box>
      ) : null}
    </div>
  );
}
