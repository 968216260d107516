import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { OrderPageView } from "./types.ts";
import { Reasons } from "./why.tsx";

/** What was decided of the order as a whole and stands beside no field: policies that met it, and texts that were shortened. */
export function OtherReasons({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const reasons = (view.plan?.explanation ?? []).filter(({ about }) =>
    /^(policy:|text:|channelTax$)/.test(about),
  );
  if (reasons.length === 0) return null;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("order.otherReasons")}
        </Text>
        <Reasons reasons={reasons} />
      </BlockStack>
    </Card>
  );
}
