import { Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useListParams } from "./list-params.ts";

/** Says that a list shows one order's records only, with the way back to all. */
export function OnlyOrder({ text }: { text: string }) {
  const { t } = useTranslation();
  const list = useListParams();
  if (!list.params.has("order")) return null;
  return (
    <InlineStack gap="200">
      <Text as="p">{text}</Text>
      <Button
        variant="plain"
        onClick={() => {
          list.change({ order: null });
        }}
      >
        {t("shipments.showAll")}
      </Button>
    </InlineStack>
  );
}
