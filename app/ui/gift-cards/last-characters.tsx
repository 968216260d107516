import { Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";

/** "•••• 7g2k", as Shopify writes it. */
export function LastCharacters({ text, strong = false }: { text: string; strong?: boolean }) {
  const { t } = useTranslation();
  return (
    <Text as="span" {...(strong ? { fontWeight: "semibold" } : {})}>
      {text === "" ? t("giftCards.noCharacters") : `•••• ${text}`}
    </Text>
  );
}
