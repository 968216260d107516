import { BlockStack, Button, Card, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { DocumentEntry } from "../order/document-entry.tsx";
import type { ReturnPageView } from "#app/domain/return-page/return-page.server.ts";

export type ExchangeView = NonNullable<ReturnPageView["exchange"]>;
export type ExchangeDocument = ExchangeView["documents"][number];

/** The sales documents of what the return sends out, and what of it waits for one. */
export function ExchangeCard({
  exchange,
  busy,
  unlink,
}: {
  exchange: ExchangeView;
  busy: boolean;
  unlink: (document: ExchangeDocument) => void;
}) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <Text as="h2" variant="headingMd">
          {t("returns.exchange")}
        </Text>
        {exchange.documents.map((document) => (
          <InlineStack key={document.id} align="space-between" blockAlign="start" gap="200">
            <DocumentEntry document={document} />
            {document.canUnlink ? (
              <Button
                variant="plain"
                disabled={busy}
                accessibilityLabel={t("returns.unlinkNamed", { number: document.number ?? "" })}
                onClick={() => {
                  unlink(document);
                }}
              >
                {t("order.unlink")}
              </Button>
            ) : null}
          </InlineStack>
        ))}
        {exchange.waits === null ? null : (
          <Text as="p" tone="subdued">
            {t(`returns.waits.${exchange.waits}`)}
          </Text>
        )}
      </BlockStack>
    </Card>
  );
}
