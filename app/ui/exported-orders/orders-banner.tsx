import { Banner, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import type { OrdersScreenData } from "#app/domain/order-export/views/orders-screen.server.ts";
import { paths } from "#app/lib/paths.ts";

type Props = Pick<OrdersScreenData, "on" | "sending" | "readAt" | "since" | "ready"> & {
  busy: boolean;
  /** The permission was asked for and not given. */
  declined: boolean;
  onSend: () => void;
};

/** What the export waits for, and the one next step. */
export function OrdersBanner({ on, sending, readAt, since, ready, busy, declined, onSend }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!on)
    return (
      <Banner
        tone="info"
        title={t("exportedOrders.off")}
        action={{
          content: t("exportedOrders.settings"),
          url: paths.setting("exportOrders"),
        }}
      >
        <Text as="p">{t("exportedOrders.offHelp")}</Text>
      </Banner>
    );
  if (!sending)
    return (
      <Banner
        tone="info"
        title={t("exportedOrders.dry")}
        action={{ content: t("exportedOrders.start"), onAction: onSend, loading: busy }}
      >
        <Text as="p">{t("exportedOrders.dryHelp", { count: ready })}</Text>
        <Text as="p">{t(declined ? "exportedOrders.declined" : "exportedOrders.permission")}</Text>
      </Banner>
    );
  const from = since === null ? "" : format.day(since);
  return (
    <Banner tone="success">
      <Text as="p">
        {readAt === null
          ? t("exportedOrders.onSoon", { since: from })
          : t("exportedOrders.on", { since: from, at: format.time(readAt) })}
      </Text>
    </Banner>
  );
}
