import { Badge, BlockStack, Card, InlineStack, Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { Reason } from "../shipments/reason.tsx";
import { useFormat } from "../shop-context.tsx";
import { useShopifyWord, StateBadge } from "../state-badge.tsx";
import type { OrderPageView } from "./types.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { webAddress } from "#app/lib/web-address.ts";

/** Fulfillment orders by location with their holds, what Shopify knows as shipped, and what the ERP shipped. */
export function ShippingCard({ view }: { view: OrderPageView }) {
  const { t } = useTranslation();
  const shopifyWord = useShopifyWord();
  const format = useFormat();
  const { fulfillmentOrders, fulfillments } = view.state;
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("order.shipping")}
        </Text>
        {fulfillmentOrders.length === 0 ? (
          <Text as="p" tone="subdued">
            {t("order.nothingToShip")}
          </Text>
        ) : (
          fulfillmentOrders.map((one) => {
            const remaining = one.lines.reduce((sum, line) => sum + line.remaining, 0);
            return (
              <BlockStack gap="100" key={one.id}>
                <InlineStack gap="200" blockAlign="center">
                  <Text as="h3" variant="headingSm">
                    {one.locationName}
                  </Text>
                  <Badge>{shopifyWord(one.status)}</Badge>
                  {one.deliveryMethod ? <Badge>{shopifyWord(one.deliveryMethod)}</Badge> : null}
                </InlineStack>
                <Text as="p" tone="subdued">
                  {t("order.remaining", {
                    count: remaining,
                    total: format.count(one.lines.reduce((sum, line) => sum + line.total, 0)),
                  })}
                </Text>
                {one.holds.map((hold, index) => (
                  <Text as="p" key={hold.displayReason + String(index)} breakWord>
                    {t("order.hold", {
                      reason: [hold.displayReason, hold.notes].filter(Boolean).join(": "),
                    })}
                  </Text>
                ))}
                {one.status === "SCHEDULED" && one.fulfillAt ? (
                  <Text as="p">{t("order.scheduledFor", { at: format.time(one.fulfillAt) })}</Text>
                ) : null}
              </BlockStack>
            );
          })
        )}
        {fulfillments.length > 0 ? (
          <Text as="h3" variant="headingSm">
            {t("order.fulfillments")}
          </Text>
        ) : null}
        {fulfillments.map((one) => (
          <BlockStack gap="100" key={one.id}>
            <InlineStack gap="200" blockAlign="center">
              <Text as="h4" variant="headingSm">
                {one.name}
              </Text>
              <Badge {...(one.status === "SUCCESS" ? { tone: "success" as const } : {})}>
                {shopifyWord(one.status)}
              </Badge>
              <Text as="span" tone="subdued">
                {[
                  format.time(one.createdAt),
                  t("order.pieces", {
                    count: one.lines.reduce((sum, line) => sum + line.quantity, 0),
                  }),
                ].join(format.between)}
              </Text>
            </InlineStack>
            {one.tracking.map((track, index) => {
              const text = [track.company, track.number].filter(Boolean).join(" ");
              return text === "" ? null : (
                <Text as="p" key={text + String(index)}>
                  {webAddress(track.url) ? (
                    <Link url={webAddress(track.url) ?? ""} target="_blank">
                      {text}
                    </Link>
                  ) : (
                    text
                  )}
                </Text>
              );
            })}
          </BlockStack>
        ))}
        {view.shipments.length > 0 ? (
          <BlockStack gap="200">
            <InlineStack align="space-between" gap="200">
              <Text as="h3" variant="headingSm">
                {t("order.erpShipments")}
              </Text>
              <Link url={withQuery(paths.shipments, { order: view.order.id })}>
                {t("order.openShipments")}
              </Link>
            </InlineStack>
            {view.shipments.map((shipment) => (
              <BlockStack gap="100" key={shipment.id}>
                <InlineStack gap="200" blockAlign="center">
                  <Text as="span" fontWeight="medium" breakWord>
                    {shipment.number}
                  </Text>
                  <StateBadge group="shipment" value={shipment.state} />
                  <Text as="span" tone="subdued" breakWord>
                    {[
                      format.time(shipment.postedAt),
                      t("order.pieces", { count: shipment.quantity }),
                      shipment.fulfillments.join(", "),
                    ]
                      .filter(Boolean)
                      .join(format.between)}
                  </Text>
                </InlineStack>
                <Text as="span" tone="subdued" breakWord>
                  {[shipment.agent, shipment.tracking.join(", ")]
                    .filter(Boolean)
                    .join(format.between)}
                </Text>
                <Reason reason={shipment.reason} here={view.order.id} />
              </BlockStack>
            ))}
          </BlockStack>
        ) : null}
      </BlockStack>
    </Card>
  );
}
