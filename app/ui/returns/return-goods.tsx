import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useFormat } from "../shop-context.tsx";
import { useShopifyWord } from "../state-badge.tsx";
import { RowName, TableCard } from "../table-card.tsx";
import type { ReturnView } from "#app/domain/returns/views/return-page.server.ts";

/** What was done with the goods, and where. */
export function ReturnGoods({ view }: { view: ReturnView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const shopifyWord = useShopifyWord();
  const format = useFormat();
  return (
    <TableCard
      title={t("returns.goods")}
      none={t("returns.noGoods")}
      rows={view.goods}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t("order.line.product"),
          cell: ({ title }) => <RowName title={title ?? t("refunds.unknownLine")} />,
        },
        {
          title: t("order.line.quantity"),
          number: true,
          cell: ({ quantity }) => format.count(quantity),
        },
        {
          title: t("returns.column.disposition"),
          cell: ({ type }) =>
            type === null
              ? t("returns.notInspected")
              : known("returns.disposition", type, shopifyWord(type)),
        },
        { title: t("refunds.column.location"), cell: ({ locationName }) => locationName ?? "–" },
        { title: t("common.date"), cell: ({ at }) => (at ? format.time(at) : "–") },
      ]}
    />
  );
}
