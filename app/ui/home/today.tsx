import { Await } from "@remix-run/react";
import { Link } from "@shopify/polaris";
import { Suspense, useSyncExternalStore } from "react";
import type { DayOfOrders } from "#app/domain/home/views/orders-by-day.server.ts";
import type { PlacedToday } from "#app/domain/home/views/placed-today.server.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import { KeyValues } from "../key-values.tsx";
import { useFormat } from "../shop-context.tsx";

/** The orders of today in Shopify beside those in the ERP. The page does not wait for what Shopify says. */
export function Today({ today, placed }: { today: DayOfOrders; placed: Promise<PlacedToday> }) {
  const { t } = useTranslation();
  const format = useFormat();
  const unknown = t("home.today.unknown");
  const counted = (answer: PlacedToday) =>
    answer === null ? (
      unknown
    ) : (
      <Link url={answer.url} target="_top">
        {format.counted(answer.count)}
      </Link>
    );
  const inBrowser = useSyncExternalStore(neverChanges, yes, no);
  // Drawn by the browser alone: React complains of what changes in a boundary that the server still sends.
  const inShopify = inBrowser ? (
    <Suspense fallback={t("common.loading")}>
      <Await resolve={placed} errorElement={unknown}>
        {counted}
      </Await>
    </Suspense>
  ) : (
    t("common.loading")
  );
  const created = { document: "created", from: today.day, to: today.day };
  return (
    <KeyValues
      rows={[
        [t("home.today.shopify"), inShopify],
        [
          t("home.today.erp"),
          <Link key="erp" url={withQuery(paths.orders, created)}>
            {format.counted(today.counts.created)}
          </Link>,
        ],
      ]}
    />
  );
}

const neverChanges = () => () => undefined;
const yes = () => true;
const no = () => false;
