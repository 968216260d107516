import type { LoaderFunctionArgs } from "@remix-run/node";
import { useLoaderData } from "@remix-run/react";
import {
  Badge,
  BlockStack,
  Button,
  Card,
  InlineStack,
  Page,
  ProgressBar,
  Text,
} from "@shopify/polaris";
import { useTranslation } from "react-i18next";
import { db } from "#app/db/client.server.ts";
import { countUnmapped } from "#app/domain/mapping/mappings.server.ts";
import { getCard } from "#app/domain/shop-card/cards.server.ts";
import { MAPPING_PAGE_NAMES, MAPPING_PAGES } from "#app/domain/mapping/pages.ts";
import { ScreenError } from "#app/ui/screen-error.tsx";
import { useFormat } from "#app/ui/shop-context.tsx";
import { authenticated } from "#app/web/authenticated.server.ts";
import { paths } from "#app/lib/paths.ts";

export function loader(args: LoaderFunctionArgs) {
  return authenticated(args, async ({ shop }) => {
    const card = await getCard(shop);
    const cardId = card?.id ?? "";
    const [totals, unmapped, customers, items, unknownItems, missingCustomers] = await Promise.all([
      card ? db.mapping.groupBy({ by: ["kind"], where: { shop, cardId }, _count: true }) : [],
      countUnmapped(shop, cardId),
      db.customerLink.count({ where: { shop } }),
      db.itemLink.count({ where: { shop } }),
      db.problem.count({ where: { shop, clearedAt: null, kind: "unknown-item" } }),
      db.problem.count({ where: { shop, clearedAt: null, kind: "missing-customer" } }),
    ]);
    return {
      kinds: MAPPING_PAGE_NAMES.map((page) => {
        const kind = MAPPING_PAGES[page];
        const total = totals.find((row) => row.kind === kind)?._count ?? 0;
        return { page, total, open: unmapped[kind] ?? 0 };
      }),
      links: [
        { page: "customers" as const, total: customers, open: missingCustomers },
        { page: "items" as const, total: items, open: unknownItems },
      ],
    };
  });
}

/** Every kind of mapping with how much of it is done, what waits first. */
export default function Mappings() {
  const { kinds, links } = useLoaderData<typeof loader>();
  const { t } = useTranslation();
  const format = useFormat();
  return (
    <Page title={t("mappings.title")} subtitle={t("mappings.subtitle")}>
      <BlockStack gap="400">
        {[...kinds, ...links].map(({ page, total, open }) => {
          const isLink = links.some((link) => link.page === page);
          const done = total - (isLink ? 0 : open);
          return (
            <Card key={page}>
              <BlockStack gap="200">
                <InlineStack align="space-between" blockAlign="center" gap="200">
                  <InlineStack gap="200" blockAlign="center">
                    <Text as="h2" variant="headingMd">
                      {t(`mappings.page.${page}.title`)}
                    </Text>
                    {open > 0 ? (
                      <Badge tone="attention">
                        {t(isLink ? "mappings.waiting" : "mappings.unmapped", { count: open })}
                      </Badge>
                    ) : null}
                  </InlineStack>
                  <Button
                    url={paths.mapping(page)}
                    accessibilityLabel={t("mappings.openThis", {
                      title: t(`mappings.page.${page}.title`),
                    })}
                  >
                    {t("mappings.open")}
                  </Button>
                </InlineStack>
                <Text as="p" tone="subdued">
                  {t(`mappings.page.${page}.help`)}
                </Text>
                {isLink ? (
                  <Text as="p">{t("mappings.linked", { count: total })}</Text>
                ) : total > 0 ? (
                  <>
                    <div id={`meter-${page}`}>
                      <Text as="p">
                        {t("mappings.coverage", {
                          done: format.count(done),
                          total: format.count(total),
                        })}
                      </Text>
                    </div>
                    <ProgressBar
                      progress={Math.floor((done * 100) / total)}
                      size="small"
                      tone={open > 0 ? "primary" : "success"}
                      ariaLabelledBy={`meter-${page}`}
                    />
                  </>
                ) : null}
              </BlockStack>
            </Card>
          );
        })}
      </BlockStack>
    </Page>
  );
}

export { ScreenError as ErrorBoundary };
