import { Banner, BlockStack, Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { OrderAct, OrderPageView } from "./types.ts";

/** Holds that a person has lifted for this order, each with the way back while it has no document. */
export function ReleasedBanner({
  view,
  busy,
  act,
}: {
  view: OrderPageView;
  busy: boolean;
  act: OrderAct;
}) {
  const { t } = useTranslation();
  const released = view.choices.release ?? [];
  if (released.length === 0 || view.made) return null;
  return (
    <Banner tone="info" title={t("order.released.title")}>
      <BlockStack gap="200">
        {released.map((policy) => (
          <InlineStack key={policy} gap="200" blockAlign="center">
            <Text as="span">{t(`order.released.${policy}`)}</Text>
            <Button
              size="slim"
              disabled={busy}
              onClick={() => {
                act({ intent: "hold", policy });
              }}
            >
              {t("order.released.hold")}
            </Button>
          </InlineStack>
        ))}
      </BlockStack>
    </Banner>
  );
}
