import { Banner, BlockStack, Card, List, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { Coverage, Example } from "#app/domain/order-filter/coverage.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import type { TextGroup } from "#app/i18n/text-keys.ts";

const WORDS: Partial<Record<string, TextGroup>> = {
  financialStatuses: "sync.payment",
  fulfillmentStatuses: "sync.fulfillment",
  risk: "sync.risk",
};

/** Where the cards' filters leave holes, overlap, or leave a card without orders, each with an example. */
export function CoverageCard({ coverage }: { coverage: Coverage }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const exampleText = (example: Example): string =>
    example
      .map(({ field, value }) => {
        const name = known("toImport.reason.field", field, field);
        const group = WORDS[field];
        return value === null
          ? t(
              field === "tags" || field === "attribute"
                ? "cards.coverage.none"
                : "cards.coverage.any",
              {
                field: name,
              },
            )
          : t("cards.coverage.part", {
              field: name,
              value: group ? known(group, value, value) : value,
            });
      })
      .join(", ") || t("cards.coverage.anyOrder");
  const warnings = [
    ...(coverage.allOff ? [t("cards.coverage.allOff")] : []),
    ...(coverage.hole ? [t("cards.coverage.hole", { example: exampleText(coverage.hole) })] : []),
    ...coverage.idle.map(({ title, because }) => t(`cards.coverage.idle.${because}`, { title })),
  ];
  const notes = [
    ...(coverage.complete ? [] : [t("cards.coverage.unknown")]),
    ...coverage.overlaps.map(({ first, second, example }) =>
      t("cards.coverage.overlap", { first, second, example: exampleText(example) }),
    ),
  ];
  if (warnings.length > 0)
    return (
      <Banner tone="warning" title={t("cards.coverage.title")}>
        <Lines lines={[...warnings, ...notes]} />
      </Banner>
    );
  return (
    <Card>
      <BlockStack gap="200">
        <Text as="h2" variant="headingMd">
          {t("cards.coverage.title")}
        </Text>
        <Lines lines={notes.length > 0 ? notes : [t("cards.coverage.fine")]} />
      </BlockStack>
    </Card>
  );
}

function Lines({ lines }: { lines: string[] }) {
  return (
    <List>
      {lines.map((line) => (
        <List.Item key={line}>
          <Text as="span" breakWord>
            {line}
          </Text>
        </List.Item>
      ))}
    </List>
  );
}
