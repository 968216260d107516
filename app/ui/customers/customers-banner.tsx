import { Banner, BlockStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { useCustomers } from "./use-customers.ts";
import type { CustomersScreenData } from "#app/domain/customers/views/customers-screen.server.ts";
import { paths } from "#app/lib/paths.ts";

type Props = Pick<CustomersScreenData, "way" | "on" | "sending" | "ready"> & {
  customers: ReturnType<typeof useCustomers>;
};

/** The card's setting that turns a way on. */
export const settingOf = (way: CustomersScreenData["way"]): string =>
  paths.setting(way === "toErp" ? "customerImport" : "customersToShopify");

/** What a way waits for, and the one next step. */
export function CustomersBanner({ way, on, sending, ready, customers }: Props) {
  const { t } = useTranslation();
  if (!on)
    return (
      <Banner
        tone="info"
        title={t(`customers.off.${way}`)}
        action={{ content: t("customers.settings"), url: settingOf(way) }}
      >
        <Text as="p">{t(`customers.offHelp.${way}`)}</Text>
      </Banner>
    );
  if (sending)
    return (
      <Banner tone="success">
        <Text as="p">{t("customers.on")}</Text>
      </Banner>
    );
  return (
    <BlockStack gap="400">
      {customers.declined ? (
        <Banner tone="warning" title={t("customers.declined")}>
          <Text as="p">{t("customers.declinedHelp")}</Text>
        </Banner>
      ) : null}
      <Banner
        tone="info"
        title={t("customers.dry")}
        action={{
          content: t("customers.start"),
          onAction: customers.start,
          loading: customers.busy,
        }}
      >
        <Text as="p">{t("customers.dryHelp", { count: ready })}</Text>
        {way === "toShopify" ? <Text as="p">{t("customers.permission")}</Text> : null}
      </Banner>
    </BlockStack>
  );
}
