import { Banner, Page, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useRefreshWhile } from "../use-refresh-while.ts";
import { paths } from "#app/lib/paths.ts";

/** The ERP has posted it; this app reads it in a moment and the page shows it then by itself. */
export function UnreadInvoice({ number }: { number: string }) {
  const { t } = useTranslation();
  useRefreshWhile(true);
  return (
    <Page title={number} backAction={{ content: t("invoices.title"), url: paths.invoices }}>
      <div role="status">
        <Banner
          tone="info"
          title={t("invoices.unread.title")}
          action={{ content: t("invoices.unread.open"), url: paths.invoices }}
        >
          <Text as="p">{t("invoices.unread.help")}</Text>
        </Banner>
      </div>
    </Page>
  );
}
