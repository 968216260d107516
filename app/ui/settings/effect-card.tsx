import { BlockStack, Button, Card, InlineStack, Link, List, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Effect } from "#app/domain/cards/effect.server.ts";
import { paths } from "#app/lib/paths.ts";
import { useProblemText } from "../problem-text.ts";

/** What the typed settings would change on the documents of the last orders, asked for before they are saved. */
export function EffectCard({
  busy,
  effect,
  onAsk,
}: {
  busy: boolean;
  effect: Effect | null;
  onAsk: () => void;
}) {
  const { t } = useTranslation();
  return (
    <Card>
      <BlockStack gap="300">
        <InlineStack align="space-between" blockAlign="center" gap="200">
          <Text as="h2" variant="headingMd">
            {t("settings.effect.title")}
          </Text>
          <Button onClick={onAsk} loading={busy}>
            {t("settings.effect.ask")}
          </Button>
        </InlineStack>
        <div role="status">
          <Text as="p">
            {effect === null
              ? t("settings.effect.help")
              : effect.changed === 0
                ? t("settings.effect.none", { count: effect.orders })
                : t("settings.effect.some", { count: effect.orders, changed: effect.changed })}
          </Text>
        </div>
        {effect?.examples.map((example) => (
          <Example key={example.orderId} example={example} />
        ))}
      </BlockStack>
    </Card>
  );
}

const MOST = 8;

function Example({ example }: { example: Effect["examples"][number] }) {
  const { t } = useTranslation();
  const problemText = useProblemText();
  const { orderId, name, differences } = example;
  return (
    <BlockStack gap="100">
      <div>
        <Link url={paths.order(orderId)}>{name}</Link>
      </div>
      <List>
        {differences.slice(0, MOST).map((one, index) => (
          <List.Item key={String(index)}>
            <Text as="span" breakWord>
              {one.what === "problem"
                ? t(one.gone ? "settings.effect.solved" : "settings.effect.problem", {
                    title: problemText(one.kind, one.params).title,
                  })
                : t(one.line === null ? "settings.effect.value" : "settings.effect.lineValue", {
                    line: one.line,
                    field: t(`settings.effect.field.${one.field}`),
                    before: one.before ?? t("common.none"),
                    after: one.after ?? t("common.none"),
                  })}
            </Text>
          </List.Item>
        ))}
        {differences.length > MOST ? (
          <List.Item>{t("settings.effect.more", { count: differences.length - MOST })}</List.Item>
        ) : null}
      </List>
    </BlockStack>
  );
}
