import { Badge, BlockStack, Card, InlineStack, Link, List, Select, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import { paths } from "#app/lib/paths.ts";
import { useActorText } from "./actor-text.ts";
import type { OrderAct, OrderPageView } from "./types.ts";

/** Which shop card the order belongs to, and why that one. */
export function ClaimCard({
  view,
  busy,
  act,
}: {
  view: OrderPageView;
  busy: boolean;
  act: OrderAct;
}) {
  const { t } = useTranslation();
  const known = useKnownText();
  const actorText = useActorText();
  const { claim, cards } = view;
  if (claim === null) return null;
  const { card, claimed, passed, by } = claim;
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
        {by === null ? null : (
          <Text as="p" tone="subdued" breakWord>
            {t("cards.claim.byHand", { by: actorText(by) })}
          </Text>
        )}
        {passed === null || by !== null ? null : (
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
        {view.made || !view.severalCards ? null : (
          <Select
            label={t("cards.claim.move")}
            helpText={t("cards.claim.moveHelp")}
            disabled={busy}
            value={claimed ? card.id : ""}
            options={[
              ...(claimed ? [] : [{ value: "", label: t("common.none") }]),
              ...cards.map(({ id, title }) => ({ value: id, label: title })),
            ]}
            onChange={(id) => {
              if (id !== "") act({ intent: "card", card: id });
            }}
          />
        )}
      </BlockStack>
    </Card>
  );
}
