import { Badge, BlockStack, InlineStack, Text } from "@shopify/polaris";
import { useTranslation } from "#app/i18n/use-translation.ts";
import type { ChangeView } from "#app/domain/order-page/change-page.server.ts";
import { useFormat } from "../shop-context.tsx";
import { RowName, TableCard } from "../table-card.tsx";

type Comparison = NonNullable<ChangeView["changed"]>["comparison"];
type Line = Comparison["lines"][number];
type Values = NonNullable<Line["then"]>;

const SIDES = ["then", "now", "erp"] as const;

/** Line by line with its values: as the document was made, as the order is now, as the ERP has it now. */
export function ComparedLines({ comparison }: { comparison: Comparison }) {
  const { t } = useTranslation();
  const format = useFormat();
  const { currency, totals } = comparison;
  const total = (side: (typeof SIDES)[number]) => {
    const of = totals[side];
    return of ? format.money(of.gross, currency) : t("changes.none");
  };
  return (
    <TableCard
      title={t("changes.lines")}
      rows={comparison.lines}
      keyOf={({ key }) => key}
      columns={[
        {
          title: t("changes.line"),
          cell: (line) => (
            <BlockStack gap="100">
              <RowName
                title={line.title}
                detail={(line.now ?? line.then ?? line.erp)?.item ?? ""}
              />
              <LineMarks line={line} />
            </BlockStack>
          ),
        },
        ...SIDES.map((side) => ({
          title: t(`changes.side.${side}`),
          number: true,
          cell: (line: Line) => <LineCell values={line[side]} currency={currency} />,
        })),
      ]}
    >
      <Text as="p" fontWeight="semibold">
        {SIDES.map((side) => `${t(`changes.side.${side}`)}: ${total(side)}`).join(format.between)}
      </Text>
      <Text as="p" tone="subdued">
        {t(comparison.pricesIncludeTax ? "changes.withTax" : "changes.withoutTax")}
      </Text>
    </TableCard>
  );
}

function LineMarks({ line }: { line: Line }) {
  const { t } = useTranslation();
  return (
    <InlineStack gap="100">
      {line.edited ? <Badge tone="warning">{t("changes.mark.edited")}</Badge> : null}
      {line.foreign ? <Badge tone="attention">{t("changes.mark.foreign")}</Badge> : null}
      {line.byPeople && !line.foreign ? (
        <Badge tone="attention">{t("changes.mark.byPeople")}</Badge>
      ) : null}
    </InlineStack>
  );
}

function LineCell({ values, currency }: { values: Values | null; currency: string }) {
  const { t } = useTranslation();
  const format = useFormat();
  if (!values)
    return (
      <Text as="span" tone="subdued">
        {t("changes.none")}
      </Text>
    );
  const money = (amount: string) => format.money(amount, currency);
  const parts = [
    `${format.count(Number(values.quantity))} × ${money(values.unitPrice)}`,
    ...(isNothing(values.discount)
      ? []
      : [`${t("changes.value.discount")} ${money(values.discount)}`]),
    `${t("changes.value.amount")} ${money(values.amount)}`,
    ...(values.tax === null || isNothing(values.tax)
      ? []
      : [`${t("changes.value.tax")} ${money(values.tax)}`]),
  ];
  return (
    <BlockStack>
      {parts.map((part) => (
        <Text as="span" key={part}>
          {part}
        </Text>
      ))}
    </BlockStack>
  );
}

const isNothing = (amount: string): boolean => /^-?0*(\.0*)?$/.test(amount);
