import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import { BlockStack, Button, Card, Page, Text } from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { db } from "#app/db/client.server.ts";
import { listConnections } from "#app/domain/erp-connections/connections.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { KeyValues } from "#app/ui/key-values.tsx";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useFormat } from "#app/ui/shop-context.tsx";
import { notFound, authenticated } from "#app/web/authenticated.server.ts";
import { paths } from "#app/lib/paths.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => {
    const [row, card, connections] = await Promise.all([
      db.shop.findUnique({ where: { domain: shop } }),
      getCard(shop),
      listConnections(shop),
    ]);
    if (!row) notFound();
    const connection = connections.find(({ id }) => id === card?.connectionId);
    const facts = row.facts as {
      taxesIncluded?: boolean;
      presentmentCurrencies?: string[];
      orderPrefix?: string;
    };
    return {
      shop: {
        name: row.name,
        domain: row.domain,
        currency: row.currency,
        timeZone: row.timeZone,
        plan: row.plan,
        taxesIncluded: facts.taxesIncluded ?? null,
        currencies: facts.presentmentCurrencies ?? [],
        prefix: facts.orderPrefix ?? null,
        scopes: row.scopes.split(",").filter(Boolean),
        installedAt: row.installedAt.toISOString(),
      },
      company: connection?.probe
        ? {
            erp: `${connection.probe.erp} ${connection.probe.version}`,
            name: connection.probe.company,
            currency: connection.probe.currency,
            timeZone: connection.probe.timeZone,
          }
        : null,
      documentTimeZone:
        card?.settings.timeZone || connection?.probe?.timeZone || row.timeZone || "UTC",
      documentCurrency:
        card?.settings.currencyCode || connection?.probe?.currency || row.currency || "",
    };
  });
}

/** The two companies the app stands between: the shop as Shopify describes it, the company as the ERP does, and what documents use. */
export default function Company() {
  const { shop, company, documentTimeZone, documentCurrency } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
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
            <KeyValues
              rows={[
                [t("company.timeZone"), documentTimeZone],
                [t("company.currency"), documentCurrency],
              ]}
            />
            <div>
              <Button url={paths.setting("timeZone")}>{t("common.change")}</Button>
            </div>
          </BlockStack>
        </Card>
        <Card>
          <BlockStack gap="300">
            <Text as="h2" variant="headingMd">
              {t("company.erp")}
            </Text>
            {company ? (
              <KeyValues
                rows={[
                  [t("company.system"), company.erp],
                  [t("company.name"), company.name],
                  [t("company.currency"), company.currency],
                  [t("company.timeZone"), company.timeZone],
                ]}
              />
            ) : (
              <Text as="p">{t("connection.neverTested")}</Text>
            )}
            <div>
              <Button url={paths.connection}>{t("connection.open")}</Button>
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
          </BlockStack>
        </Card>
      </BlockStack>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
