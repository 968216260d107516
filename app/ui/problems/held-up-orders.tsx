import { Link, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { paths } from "#app/lib/paths.ts";

/** How many orders a cause holds up, with the first of them by name; each name leads to its order. */
export function HeldUpOrders({
  count,
  sample,
}: {
  count: number;
  sample: { id: string; name: string }[];
}) {
  const { t } = useTranslation();
  if (sample.length === 0) return null;
  return (
    <Text as="p" tone="subdued" breakWord>
      {t("problems.orders", { count })}:{" "}
      {sample.map((order, index) => (
        <span key={order.id}>
          {index > 0 ? ", " : ""}
          <Link url={paths.order(order.id)}>{order.name}</Link>
        </span>
      ))}
      {count > sample.length ? " …" : ""}
    </Text>
  );
}
