import { Badge, BlockStack, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import { paths } from "#app/lib/paths.ts";
import type { OrderPageView } from "./types.ts";

/** Which shop card the order belongs to, and why that one. */
export function ClaimCard({ claim }: { claim: OrderPageView["claim"] }) {
  const { t } = useTranslation();
  const known = useKnownText();
  if (claim === null) return null;
  const { card, claimed, passed } = claim;
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("cards.claim.title")}
        </Text>
        <InlineStack gap="200" blockAlign="center">
          <Link url={paths.card(card.id)}>{card.title}</Link>
          {card.enabled ? null : <Badge>{t("cards.off")}</Badge>}
        </InlineStack>
        {passed === null ? null : (
          <Text as="p" tone="subdued">
            {t(claimed ? "cards.claim.first" : "cards.claim.none")}
          </Text>
        )}
        {passed !== null && passed.length > 0 ? (
          <List>
            {passed.map(({ id, title, unmet }) => (
              <List.Item key={id}>
                <Text as="span" breakWord>
                  {unmet
                    ? t("cards.claim.passed", {
                        title,
                        field: known("toImport.reason.field", unmet.field, unmet.field),
                        wanted: unmet.wanted,
                      })
                    : t("cards.claim.passedOff", { title })}
                </Text>
              </List.Item>
            ))}
          </List>
        ) : null}
      </BlockStack>
    </Card>
  );
}
