import { Banner, BlockStack, Card, InlineStack, Layout, Link, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useNamedDocument } from "../document-title.tsx";
import { KeyValues } from "../key-values.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import { ReturnGoods } from "./return-goods.tsx";
import { ReturnLines } from "./return-lines.tsx";
import type { ReturnView } from "#app/domain/returns/views/return-page.server.ts";
import { paths } from "#app/lib/paths.ts";

/** One return, for information: what comes back and why, what became of the goods and where, and the refunds that paid it back. */
export function ReturnScreen({ view }: { view: ReturnView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const format = useFormat();
  useNamedDocument(view.name);
  const when = (at: string | null) => (at === null ? "" : format.time(at));
  return (
    <Page
      title={view.name}
      subtitle={format.time(view.at)}
      fullWidth
      backAction={{ content: t("returns.title"), url: paths.returns }}
      titleMetadata={<StateBadge group="return" value={view.status} />}
      secondaryActions={[
        { content: t("refunds.openOrder"), url: paths.order(view.order.id) },
        {
          content: t("order.inShopify"),
          url: view.adminUrl,
          external: true,
          target: "_top" as const,
        },
      ]}
    >
      <BlockStack gap="400">
        {view.quantity > 0 && view.lines.length === 0 ? (
          <Banner
            tone="info"
            title={t("returns.notRead")}
            action={{ content: t("refunds.openOrder"), url: paths.order(view.order.id) }}
          >
            <Text as="p">{t("returns.notReadHelp")}</Text>
          </Banner>
        ) : null}
        <Layout>
          <Layout.Section>
            <BlockStack gap="400">
              <ReturnLines view={view} />
              <ReturnGoods view={view} />
            </BlockStack>
          </Layout.Section>
          <Layout.Section variant="oneThird">
            <BlockStack gap="400">
              <Card>
                <BlockStack gap="300">
                  <Text as="h2" variant="headingMd">
                    {t("returns.facts")}
                  </Text>
                  <KeyValues
                    rows={[
                      [
                        t("common.order"),
                        <Link key="order" url={paths.order(view.order.id)}>
                          {view.order.name}
                        </Link>,
                      ],
                      [t("returns.column.quantity"), format.count(view.quantity)],
                      [t("returns.requested"), when(view.at)],
                      [t("returns.approved"), when(view.approvedAt)],
                      [t("returns.closed"), when(view.closedAt)],
                      [
                        t("returns.declined"),
                        view.declineReason
                          ? known("returns.decline", view.declineReason, view.declineReason)
                          : "",
                      ],
                    ]}
                  />
                </BlockStack>
              </Card>
              <Card>
                <BlockStack gap="300">
                  <Text as="h2" variant="headingMd">
                    {t("refunds.title")}
                  </Text>
                  {view.refunds.length === 0 ? (
                    <Text as="p" tone="subdued">
                      {t("returns.noRefunds")}
                    </Text>
                  ) : (
                    view.refunds.map((refund) => (
                      <InlineStack key={refund.id} align="space-between" gap="200">
                        <Link url={paths.refund(refund.id)}>
                          {t("refunds.of", { at: format.time(refund.at) })}
                        </Link>
                        <InlineStack gap="200" blockAlign="center">
                          <Text as="span" numeric>
                            {format.money(refund.amount, refund.currency)}
                          </Text>
                          <StateBadge group="refund" value={refund.state} />
                        </InlineStack>
                      </InlineStack>
                    ))
                  )}
                </BlockStack>
              </Card>
            </BlockStack>
          </Layout.Section>
        </Layout>
      </BlockStack>
    </Page>
  );
}
