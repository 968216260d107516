import { Badge, BlockStack, Button, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { CardsPage } from "#app/domain/cards/views/cards-page.server.ts";
import { paths, withQuery } from "#app/lib/paths.ts";
import type { Json } from "#app/lib/json.ts";
import { useFormat } from "../shop-context.tsx";
import { useFilterText } from "./use-filter-text.ts";

export type CardRow = CardsPage["cards"][number];

interface Props {
  card: CardRow;
  position: number;
  last: boolean;
  busy: boolean;
  act: (body: { intent: string; [key: string]: Json }) => void;
  onCopy: () => void;
  onDelete: () => void;
}

/** One card: what it takes, where its documents go, and what can be done with it. */
export function CardEntry({ card, position, last, busy, act, onCopy, onDelete }: Props) {
  const { t } = useTranslation();
  const format = useFormat();
  const filter = useFilterText()(card.filter);
  const { id, title } = card;
  const acts: { text: string; onClick?: () => void; url?: string; disabled?: boolean }[] = [
    { text: t("cards.edit"), url: paths.card(id) },
    { text: t("cards.settings"), url: paths.cardSettings(id) },
    { text: t("cards.mappings"), url: paths.cardMappings(id) },
    { text: t("cards.history"), url: paths.cardHistory(id) },
    {
      text: t("cards.up"),
      disabled: position === 1,
      onClick: () => {
        act({ intent: "move", id, direction: "up" });
      },
    },
    {
      text: t("cards.down"),
      disabled: last,
      onClick: () => {
        act({ intent: "move", id, direction: "down" });
      },
    },
    {
      text: t(card.enabled ? "cards.switchOff" : "cards.switchOn"),
      onClick: () => {
        act({ intent: "switch", id, revision: card.revision, enabled: !card.enabled });
      },
    },
    { text: t("cards.copy"), onClick: onCopy },
    { text: t("cards.delete"), onClick: onDelete },
  ];
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack gap="200" blockAlign="center">
          <Text as="h2" variant="headingMd" breakWord>
            {t("cards.position", { position, title })}
          </Text>
          {card.enabled ? null : <Badge>{t("cards.off")}</Badge>}
        </InlineStack>
        <Text as="p" tone="subdued" breakWord>
          {[
            card.code,
            `${t("cards.connection")}: ${card.connection ?? t("cards.connectionNone")}`,
          ].join(format.between)}
        </Text>
        <div>
          <Link url={withQuery(paths.orders, { card: id })}>
            {t("cards.orders", { count: card.orders, shown: format.counted(card.orders) })}
          </Link>
        </div>
        {filter.length > 0 ? (
          <List>
            {filter.map((line) => (
              <List.Item key={line}>
                <Text as="span" breakWord>
                  {line}
                </Text>
              </List.Item>
            ))}
          </List>
        ) : (
          <Text as="p">{t("cards.everyOrder")}</Text>
        )}
        <InlineStack gap="200">
          {acts.map(({ text, url, onClick, disabled = false }) => (
            <Button
              key={text}
              size="slim"
              disabled={disabled || (busy && url === undefined)}
              accessibilityLabel={t("cards.of", { action: text, title })}
              {...(url === undefined ? {} : { url })}
              {...(onClick === undefined ? {} : { onClick })}
            >
              {text}
            </Button>
          ))}
        </InlineStack>
      </BlockStack>
    </Card>
  );
}
