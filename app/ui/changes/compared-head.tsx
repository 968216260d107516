import { Badge, BlockStack, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { ChangeView } from "#app/domain/order-page/change-page.server.ts";
import { TableCard } from "../table-card.tsx";

type Field = NonNullable<ChangeView["changed"]>["comparison"]["head"][number];

/** Addresses, terms and the rest of the header, as far as they differ. */
export function ComparedHead({ fields }: { fields: readonly Field[] }) {
  const { t } = useTranslation();
  const shown = (value: string | null, missing: string) => (
    <Text as="span" breakWord {...(value === null || value === "" ? { tone: "subdued" } : {})}>
      {value === null ? missing : value || t("changes.empty")}
    </Text>
  );
  return (
    <TableCard
      title={t("changes.header")}
      none={t("changes.sameHeader")}
      rows={fields}
      keyOf={({ field }) => field}
      columns={[
        {
          title: t("changes.header"),
          cell: ({ field, edited, byPeople }) => (
            <BlockStack gap="100">
              <Text as="span" fontWeight="medium">
                {t(`changes.field.${field}`)}
              </Text>
              <InlineStack gap="100">
                {edited ? <Badge tone="warning">{t("changes.mark.edited")}</Badge> : null}
                {byPeople ? <Badge tone="attention">{t("changes.mark.byPeople")}</Badge> : null}
              </InlineStack>
            </BlockStack>
          ),
        },
        { title: t("changes.side.then"), cell: ({ then }) => shown(then, "") },
        { title: t("changes.side.now"), cell: ({ now }) => shown(now, t("changes.none")) },
        { title: t("changes.side.erp"), cell: ({ erp }) => shown(erp, t("changes.notKept")) },
      ]}
    />
  );
}
