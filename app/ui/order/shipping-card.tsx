import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useFormat } from "../shop-context.tsx";
import { shopifyWord } from "../state-badge.tsx";
import type { OrderPageView } from "./types.ts";

/** Fulfillment orders by location with their holds, and what was shipped. */
export function ShippingCard({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { fulfillmentOrders, fulfillments } = view.state;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">{t("order.shipping")}</Text>
        {fulfillmentOrders.length === 0 ? <Text as="p" tone="subdued">{t("order.nothingToShip")}</Text> : fulfillmentOrders.map((one) => {
          const remaining = one.lines.reduce((sum, line) => sum + line.remaining, 0);
          return (
            <BlockStack gap="100" key={one.id}>
              <InlineStack gap="200" blockAlign="center"><Text as="h3" variant="headingSm">{one.locationName}</Text><Badge>{shopifyWord(one.status)}</Badge>{one.deliveryMethod ? <Badge>{shopifyWord(one.deliveryMethod)}</Badge> : null}</InlineStack>
              <Text as="p" tone="subdued">{t("order.remaining", { count: remaining, total: format.count(one.lines.reduce((sum, line) => sum + line.total, 0)) })}</Text>
              {one.holds.map((hold, index) => <Text as="p" key={hold.displayReason + String(index)}>{t("order.hold", { reason: hold.displayReason })}</Text>)}
            </BlockStack>
          );
        })}
        {fulfillments.map((one) => (
          <BlockStack gap="100" key={one.id}>
            <InlineStack gap="200" blockAlign="center"><Text as="h3" variant="headingSm">{one.name}</Text><Badge tone="success">{shopifyWord(one.status)}</Badge><Text as="span" tone="subdued">{format.time(one.createdAt)}</Text></InlineStack>
            {one.tracking.map((track, index) => {
              const text = [track.company, track.number].filter(Boolean).join(" ");
              return text === "" ? null : <Text as="p" key={text + String(index)}>{track.url ? <Link url={track.url} target="_blank">{text}</Link> : text}</Text>;
            })}
          </BlockStack>
        ))}
      </BlockStack>
    </Card>
  );
}
