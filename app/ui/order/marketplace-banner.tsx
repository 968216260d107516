import { Banner, BlockStack, List, Text } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { OrderPageView } from "./types.ts";

/** What is forbidden with a marketplace's order, and until when (MKT-3). */
export function MarketplaceBanner({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const { marketplace } = view;
  if (!marketplace || marketplace.forbidden.length === 0) return null;
  return (
    <Banner tone="info" title={t("order.marketplace.title", { name: marketplace.name })}>
      <BlockStack gap="100">
        <Text as="p">{t("order.marketplace.until", { name: marketplace.name })}</Text>
        <List>
          {marketplace.forbidden.map((act) => (
            <List.Item key={act}>{known("order.marketplace.act", act, act)}</List.Item>
          ))}
        </List>
      </BlockStack>
    </Banner>
  );
}
