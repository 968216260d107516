import { BlockStack, Card, EmptyState, Page, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { LiabilityDifference } from "./liability-difference.tsx";
import { LiabilityMonths } from "./liability-months.tsx";
import type { LiabilityScreenData } from "#app/domain/gift-cards/views/liability.server.ts";
import { paths } from "#app/lib/paths.ts";

/** What is owed to holders of gift cards, month by month, beside what Shopify says is outstanding. */
export function LiabilityScreen({ reading, notAdding, currencies }: LiabilityScreenData) {
  const { t } = useTranslation();
  return (
    <Page
      title={t("giftCards.liability.title")}
      subtitle={t("giftCards.liability.subtitle")}
      fullWidth
      backAction={{ content: t("giftCards.title"), url: paths.giftCards }}
    >
      <BlockStack gap="400">
        {currencies.length === 0 ? (
          <Card padding="0">
            <EmptyState
              heading={t("giftCards.liability.empty")}
              image=""
              action={{ content: t("giftCards.title"), url: paths.giftCards }}
            >
              <p>{t("giftCards.liability.emptyHelp")}</p>
            </EmptyState>
          </Card>
        ) : null}
        {currencies.map((one) => (
          <Card key={one.currency}>
            <BlockStack gap="400">
              <Text as="h2" variant="headingMd">
                {one.currency}
              </Text>
              <LiabilityDifference of={one} reading={reading} />
              <LiabilityMonths months={one.months} currency={one.currency} />
              <Text as="p" tone="subdued">
                {t("giftCards.liability.adjustedHelp")}
              </Text>
              <Text as="p" tone="subdued">
                {t(`giftCards.liability.from.${reading?.transactions ?? "notAsked"}`)}{" "}
                {notAdding > 0 ? t("giftCards.liability.notAdding", { count: notAdding }) : null}
              </Text>
            </BlockStack>
          </Card>
        ))}
      </BlockStack>
    </Page>
  );
}
