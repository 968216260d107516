import { ChoiceList, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";

/** Names the shop card that the form changes; of several whose orders have the problem, those that are ticked. */
export function FixCards({
  cards,
  chosen,
  onChange,
}: {
  cards: { id: string; title: string; orders: number }[];
  chosen: string[];
  onChange: (chosen: string[]) => void;
}) {
  const { t } = useTranslation();
  const [only, ...others] = cards;
  if (only && others.length === 0)
    return (
      <Text as="p" tone="subdued" breakWord>
        {t("problems.onCard", { title: only.title })}
      </Text>
    );
  return (
    <ChoiceList
      allowMultiple
      title={t("problems.onCards")}
      choices={cards.map(({ id, title, orders }) => ({
        value: id,
        label: t("problems.cardOrders", { title, count: orders }),
      }))}
      selected={chosen}
      onChange={onChange}
    />
  );
}
