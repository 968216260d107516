import { useTranslation } from "#app/i18n/use-translation.ts";
import { KeyValues } from "../key-values.tsx";
import { useFormat } from "../shop-context.tsx";
import { RowName, TableCard } from "../table-card.tsx";
import type { ReturnView } from "#app/domain/returns/views/return-page.server.ts";
import type { MoneyBag } from "#app/money/money.ts";

/** What comes back and why, with the fees that are kept, and what the buyer gets instead. */
export function ReturnLines({ view }: { view: ReturnView }) {
  const { t } = useTranslation();
  const format = useFormat();
  const money = ({ presentment }: MoneyBag) =>
    format.money(presentment.amount, presentment.currency);
  return (
    <TableCard
      title={t("returns.lines")}
      none={t("returns.noLines")}
      rows={view.lines}
      keyOf={({ id }) => id}
      columns={[
        {
          title: t("order.line.product"),
          cell: ({ title }) => <RowName title={title ?? t("refunds.unknownLine")} />,
        },
        { title: t("common.reason"), cell: ({ reason }) => reason?.name ?? "–" },
        ...(["quantity", "processed", "refunded"] as const).map((name) => ({
          title: t(`returns.column.${name}`),
          number: true,
          cell: (line: ReturnView["lines"][number]) => format.count(line[name]),
        })),
        {
          title: t("returns.column.fee"),
          number: true,
          cell: ({ restockingFee }) => (restockingFee ? money(restockingFee.amount) : "–"),
        },
      ]}
    >
      <KeyValues
        rows={[
          [
            t("returns.shippingFee"),
            view.shippingFees.map(({ amount }) => money(amount)).join(", "),
          ],
          [
            t("returns.exchange"),
            view.exchanges
              .map(
                ({ quantity, titles }) =>
                  `${format.count(quantity)} × ${titles.map((title) => title ?? t("refunds.unknownLine")).join(", ")}`,
              )
              .join("; "),
          ],
        ]}
      />
    </TableCard>
  );
}
