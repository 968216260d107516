import { BlockStack, Card, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
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
