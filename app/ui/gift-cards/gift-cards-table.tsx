import { Link, type PaginationProps } from "@shopify/polaris";
import { Fragment } from "react";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { RecordTable } from "../list/record-table.tsx";
import { useFormat } from "../shop-context.tsx";
import { StateBadge } from "../state-badge.tsx";
import { LastCharacters } from "./last-characters.tsx";
import type { GiftCardRow } from "#app/domain/gift-cards/views/card-list.server.ts";
import { paths } from "#app/lib/paths.ts";

export function GiftCardsTable({
  rows,
  loading,
  pagination,
}: {
  rows: GiftCardRow[];
  loading: boolean;
  pagination: PaginationProps;
}) {
  const { t } = useTranslation();
  const format = useFormat();
  const amount = (value: string | null, currency: string) =>
    value === null ? "–" : format.money(value, currency);
  return (
    <RecordTable
      rows={rows}
      keyOf={({ id }) => id}
      one={t("giftCards.one")}
      many={t("giftCards.many")}
      none={{ title: t("giftCards.noneFound"), help: t("toImport.noneFoundHelp") }}
      loading={loading}
      pagination={pagination}
      columns={[
        {
          id: "card",
          title: t("giftCards.column.card"),
          cell: ({ lastCharacters }) => <LastCharacters text={lastCharacters} strong />,
        },
        {
          id: "state",
          title: t("common.state"),
          cell: ({ state }) => <StateBadge group="giftCard" value={state} />,
        },
        {
          id: "issued",
          title: t("giftCards.column.issued"),
          cell: ({ issuedAt, source }) => (source === "shopify" ? format.day(issuedAt) : "–"),
        },
        {
          id: "expires",
          title: t("giftCards.column.expires"),
          cell: ({ expiresOn }) => (expiresOn === null ? "–" : format.plainDay(expiresOn)),
        },
        {
          id: "soldBy",
          title: t("giftCards.column.soldBy"),
          cell: ({ soldBy }) =>
            soldBy ? <Link url={paths.order(soldBy.id)}>{soldBy.name}</Link> : "–",
        },
        { id: "paidFor", title: t("giftCards.column.paidFor"), cell: paidFor },
        {
          id: "initial",
          title: t("giftCards.column.initial"),
          end: true,
          cell: ({ initial, currency }) => amount(initial, currency),
        },
        {
          id: "balance",
          title: t("giftCards.column.balance"),
          end: true,
          cell: ({ balance, currency }) => amount(balance, currency),
        },
      ]}
    />
  );
}

function paidFor({ paidFor, morePaid }: GiftCardRow) {
  if (paidFor.length === 0) return "–";
  return (
    <>
      {paidFor.map(({ id, name }, index) => (
        <Fragment key={id}>
          {index > 0 ? ", " : null}
          <Link url={paths.order(id)}>{name}</Link>
        </Fragment>
      ))}
      {morePaid ? ", …" : null}
    </>
  );
}
