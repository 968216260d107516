import { Banner, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { Refusal } from "../refusal.tsx";
import { useFormat } from "../shop-context.tsx";
import { useReading } from "./use-reading.ts";
import type { GiftCardReadingState } from "#app/domain/gift-cards/views/card-list.server.ts";

/** Whether Shopify's gift cards are read, and the way to have them read. */
export function ReadingBanner({ reading }: { reading: GiftCardReadingState }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { read, readTransactions, busy, declined, outcome } = useReading();
  const on = reading !== null && !reading.refused;
  const action = {
    content: t(on ? "giftCards.readAgain" : "giftCards.allow"),
    onAction: read,
    loading: busy,
  };
  return (
    <>
      <Refusal outcome={outcome} />
      {declined ? (
        <Banner tone="warning" title={t("giftCards.declined")}>
          <Text as="p">{t("giftCards.declinedHelp")}</Text>
        </Banner>
      ) : null}
      {on ? (
        <Banner
          tone="info"
          action={action}
          {...(reading.transactions === "read"
            ? {}
            : {
                secondaryAction: {
                  content: t("giftCards.allowTransactions"),
                  onAction: readTransactions,
                },
              })}
        >
          <Text as="p">
            {reading.readAt === null
              ? t("giftCards.reading")
              : t("giftCards.readAt", { at: format.time(reading.readAt) })}
          </Text>
          <Text as="p">{t(`giftCards.transactions.${reading.transactions}`)}</Text>
        </Banner>
      ) : (
        <Banner
          tone={reading?.refused ? "warning" : "info"}
          title={t(reading?.refused ? "giftCards.refused" : "giftCards.notRead")}
          action={action}
        >
          <Text as="p">{t("giftCards.notReadHelp")}</Text>
        </Banner>
      )}
    </>
  );
}
