import { BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useFormat } from "../shop-context.tsx";
import type { ItemRow } from "#app/domain/items/views/items-screen.server.ts";

/** What would be created, value by value; nothing where nothing is. */
export function ItemValues({ values }: Pick<ItemRow, "values">) {
  const { t } = useTranslation();
  const format = useFormat();
  if (values === null) return null;
  const { number, barcode, price, weight, unit, status, stock } = values;
  const said = [
    number && t("items.value.number", { value: number }),
    price && t("items.value.price", { value: format.money(price.amount, price.currency) }),
    barcode && t("items.value.barcode", { value: barcode }),
    weight && t("items.value.weight", { value: format.decimal(weight) }),
    unit && t("items.value.unit", { value: unit }),
    status && t(`items.value.status.${status}`),
    ...stock.map(({ name, quantity }) =>
      t("items.value.stock", { location: name, value: format.count(quantity) }),
    ),
  ].filter((text): text is string => Boolean(text));
  return (
    <BlockStack gap="050">
      {said.map((text) => (
        <Text as="span" key={text} tone="subdued" breakWord>
          {text}
        </Text>
      ))}
    </BlockStack>
  );
}
