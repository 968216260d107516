import { Button, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { TypedSync } from "#app/domain/order-filter/sync-form.ts";
import { EMPTY_SYNC, PAID_UNSHIPPED } from "./sync-form.ts";

type Filter = Omit<TypedSync, "names" | "archived" | "listOnly">;

const empty = (): Filter => {
  const { names, archived, listOnly, ...filter } = EMPTY_SYNC;
  void [names, archived, listOnly];
  return filter;
};

/** The heading of a filter's fields, with the ready filter (SET-17) and the way back to none. */
export function FilterPresets({
  title,
  onChange,
}: {
  title: string;
  onChange: (change: Partial<Filter>) => void;
}) {
  const { t } = useTranslation();
  return (
    <InlineStack align="space-between" blockAlign="center" gap="200">
      <Text as="h2" variant="headingSm">
        {title}
      </Text>
      <InlineStack gap="200">
        <Button
          variant="plain"
          onClick={() => {
            onChange(PAID_UNSHIPPED);
          }}
        >
          {t("sync.preset")}
        </Button>
        <Button
          variant="plain"
          onClick={() => {
            onChange(empty());
          }}
        >
          {t("sync.clear")}
        </Button>
      </InlineStack>
    </InlineStack>
  );
}
