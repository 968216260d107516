import { useTranslation } from "#app/i18n/use-translation.ts";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useFormat } from "../shop-context.tsx";
import { useShopifyWord } from "../state-badge.tsx";
import { RowName, TableCard } from "../table-card.tsx";
import type { RefundView } from "#app/domain/refund-page/refund-page.server.ts";
import type { MoneyBag } from "#app/money/money.ts";

/** What went back, as Shopify tells it: lines, shipping, duties, and amounts without goods with the reason Shopify names. */
export function RefundLines({ view }: { view: RefundView }) {
  const { t } = useTranslation();
  const known = useKnownText();
  const shopifyWord = useShopifyWord();
  const format = useFormat();
  const money = ({ presentment }: MoneyBag) =>
    format.money(presentment.amount, presentment.currency);
  const rows = [
    ...view.lines.map((line) => ({
      title: line.title ?? t("refunds.unknownLine"),
      detail: line.detail.filter(Boolean).join(format.between),
      quantity: format.count(line.quantity),
      kind: known("refunds.restock", line.restockType, shopifyWord(line.restockType)),
      location: line.location ?? "–",
      subtotal: money(line.subtotal),
      tax: money(line.tax),
    })),
    ...view.shipping.map((line) => ({
      title: line.title ?? t("refunds.shipping"),
      detail: "",
      quantity: "–",
      kind: t("refunds.shipping"),
      location: "–",
      subtotal: money(line.subtotal),
      tax: money(line.tax),
    })),
    ...view.duties.map((amount) => ({
      title: t("refunds.duty"),
      detail: "",
      quantity: "–",
      kind: t("refunds.duty"),
      location: "–",
      subtotal: money(amount),
      tax: "–",
    })),
    ...view.adjustments.map(({ reason, amount, tax }) => ({
      title: known("refunds.adjustment", reason ?? "", t("refunds.amountOnly")),
      detail: "",
      quantity: "–",
      kind: t("refunds.amountOnly"),
      location: "–",
      subtotal: money(amount),
      tax: money(tax),
    })),
  ];
  const text = (title: string, name: "quantity" | "kind" | "location" | "subtotal" | "tax") => ({
    title,
    number: name === "quantity" || name === "subtotal" || name === "tax",
    cell: (row: (typeof rows)[number]) => row[name],
  });
  return (
    <TableCard
      title={t("refunds.lines")}
      none={t("refunds.noLines")}
      rows={rows}
      keyOf={(_row, at) => String(at)}
      columns={[
        {
          title: t("order.line.product"),
          cell: ({ title, detail }) => <RowName title={title} detail={detail} />,
        },
        text(t("order.line.quantity"), "quantity"),
        text(t("refunds.column.restock"), "kind"),
        text(t("refunds.column.location"), "location"),
        text(t("refunds.column.amount"), "subtotal"),
        text(t("order.total.tax"), "tax"),
      ]}
    />
  );
}
