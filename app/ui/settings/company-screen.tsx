import { BlockStack, Button, Card, List, Page, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CompanyPage } from "#app/domain/home/views/company.server.ts";
import { paths } from "#app/lib/paths.ts";
import { useErpName } from "../erp/erp-name.ts";
import { KeyValues } from "../key-values.tsx";
import { useFormat } from "../shop-context.tsx";

/** The two companies the app stands between: the shop as Shopify describes it, the company as the ERP does, and what documents use. */
export function CompanyScreen({
  shop,
  companies,
  documents,
  permissionsUrl,
}: CompanyPage & { permissionsUrl: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  const erpName = useErpName();
  return (
    <Page
      title={t("settings.company")}
      backAction={{ content: t("settings.title"), url: paths.settings }}
    >
      <BlockStack gap="400">
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("company.documents")}
            </Text>
            {documents.map((card) => (
              <BlockStack key={card.id} gap="200">
                {documents.length > 1 ? (
                  <Text as="h3" variant="headingSm" breakWord>
                    {card.title}
                  </Text>
                ) : null}
                <KeyValues
                  rows={[
                    [t("company.timeZone"), card.timeZone],
                    [t("company.currency"), card.currency],
                  ]}
                />
                <div>
                  <Button
                    url={`${paths.cardSettings(card.id)}#timeZone`}
                    accessibilityLabel={`${t("common.change")}: ${card.title}`}
                  >
                    {t("common.change")}
                  </Button>
                </div>
              </BlockStack>
            ))}
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("company.erp")}
            </Text>
            {companies.length === 0 ? <Text as="p">{t("connection.neverTested")}</Text> : null}
            {companies.map((company) => (
              <BlockStack key={company.id} gap="200">
                {companies.length > 1 ? (
                  <Text as="h3" variant="headingSm" breakWord>
                    {company.title}
                  </Text>
                ) : null}
                <KeyValues
                  rows={[
                    [t("company.system"), erpName(company.erp)],
                    [t("company.name"), company.name],
                    [t("company.currency"), company.currency],
                    [t("company.timeZone"), company.timeZone],
                  ]}
                />
              </BlockStack>
            ))}
            <div>
              <Button url={paths.connection}>{t("frame.connection")}</Button>
            </div>
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("company.shop")}
            </Text>
            <KeyValues
              rows={[
                [t("company.name"), shop.name],
                [t("company.domain"), shop.domain],
                [t("company.currency"), shop.currency],
                [t("company.currencies"), shop.currencies.join(", ")],
                [t("company.timeZone"), shop.timeZone],
                [t("company.plan"), shop.plan],
                [
                  t("company.taxesIncluded"),
                  shop.taxesIncluded === null
                    ? null
                    : t(shop.taxesIncluded ? "common.yes" : "common.no"),
                ],
                [t("company.prefix"), shop.prefix],
                [t("company.scopes"), shop.scopes.join(", ")],
                [t("company.installed"), format.time(shop.installedAt)],
              ]}
            />
            <div>
              <Button url={permissionsUrl} target="_top">
                {t("company.grant")}
              </Button>
            </div>
            {shop.changes.length > 0 ? (
              <BlockStack gap="200">
                <Text as="h3" variant="headingSm">
                  {t("company.changes")}
                </Text>
                <List>
                  {shop.changes.map(({ at, what, from, to }) => (
                    <List.Item key={`${at} ${what}`}>
                      {t("company.changed", {
                        at: format.time(at),
                        what: t(`company.${what}`),
                        from,
                        to,
                      })}
                    </List.Item>
                  ))}
                </List>
              </BlockStack>
            ) : null}
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}
