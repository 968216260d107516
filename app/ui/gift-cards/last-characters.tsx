import { Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";

/** "•••• 7g2k", as Shopify writes it. */
export function LastCharacters({ text, strong = false }: { text: string; strong?: boolean }) {
  const { t } = useTranslation();
  return (
    <Text as="span" {...(strong ? { fontWeight: "semibold" } : {})}>
      {text === "" ? t("giftCards.noCharacters") : `•••• ${text}`}
    </Text>
  );
}
