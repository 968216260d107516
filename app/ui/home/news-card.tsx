import { BlockStack, Button, Card, InlineStack, Link, Text } from "@shopify/polaris";
import type { News } from "#app/domain/installation/news.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { paths } from "#app/lib/paths.ts";

interface Props {
  news: News;
  busy: boolean;
  onRead: () => void;
}

/** What an update brought, until somebody in the store has read it. */
export function NewsCard({ news, busy, onRead }: Props) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="200">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("home.news.title", { version: news.version })}
          </Text>
          <Button variant="tertiary" onClick={onRead} disabled={busy}>
            {t("home.news.read")}
          </Button>
        </InlineStack>
        <Text as="p">{t(`home.news.text.${news.text}`)}</Text>
        <div>
          <Link url={paths.helpPage(news.page)}>{t("home.news.more")}</Link>
        </div>
      </BlockStack>
    </Card>
  );
}
