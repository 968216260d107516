import { Banner, BlockStack, List, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { KeyValues } from "../key-values.tsx";
import { useFormat } from "../shop-context.tsx";
import { DifferingCards } from "./differing-cards.tsx";
import type { LiabilityScreenData } from "#app/domain/gift-cards/views/liability.server.ts";

type OfCurrency = LiabilityScreenData["currencies"][number];

/** The app's figure, Shopify's, and what lies between them, reason by reason. */
export function LiabilityDifference({
  of: { currency, booked, outstanding, difference, gaps, cards, differing },
  reading,
}: {
  of: OfCurrency;
  reading: LiabilityScreenData["reading"];
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = (amount: string) => format.money(amount, currency);
  const readAt = reading?.readAt ?? null;
  return (
    <BlockStack gap="300">
      <KeyValues
        rows={[
          [t("giftCards.liability.booked"), money(booked)],
          [
            readAt === null
              ? t("giftCards.liability.outstanding")
              : t("giftCards.liability.outstandingAt", { at: format.time(readAt) }),
            readAt === null ? t("giftCards.liability.notRead") : money(outstanding),
          ],
          [t("giftCards.liability.difference"), readAt === null ? "" : money(difference)],
        ]}
      />
      {readAt !== null && gaps.length > 0 ? (
        <Banner tone="warning" title={t("giftCards.liability.differs")}>
          <List>
            {gaps.map((gap) => (
              <List.Item key={gap.kind}>
                {t(`giftCards.liability.gap.${gap.kind}`, {
                  count: gap.count,
                  amount: gap.amount,
                  currency,
                })}
              </List.Item>
            ))}
          </List>
        </Banner>
      ) : null}
      {readAt !== null && gaps.length === 0 ? (
        <Text as="p" tone="success">
          {t("giftCards.liability.equal")}
        </Text>
      ) : null}
      <DifferingCards cards={cards} differing={differing} />
    </BlockStack>
  );
}
