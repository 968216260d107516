import { useNavigation } from "@remix-run/react";
import { Card, Page } from "@shopify/polaris";
import { useKnownText } from "#app/i18n/known-text.ts";
import { useTranslation } from "#app/i18n/use-translation.ts";
import { ListFilters, type ListTab } from "../list/list-filters.tsx";
import { useListParams } from "../list/list-params.ts";
import { RecordTable, type Column } from "../list/record-table.tsx";

interface Props<Row> {
  /** Whose texts. */
  area: "customers" | "items" | "shipments" | "invoices";
  /** What a click on "add" opens; without it nothing is added here. */
  addPath?: string;
  tabs: ListTab[];
  rows: Row[];
  next: string | null;
  previous: string | null;
  columns: Column<Row>[];
}

/** A list of the ledger's books as a page: its views, its search, and the records page by page. */
export function LedgerList<Row extends { id: string }>({
  area,
  addPath,
  tabs,
  rows,
  next,
  previous,
  columns,
}: Props<Row>) {
  const { t } = useTranslation();
  const known = useKnownText();
  const { pagination } = useListParams();
  const loading = useNavigation().state === "loading";
  const text = (key: "title" | "subtitle" | "search" | "one" | "many" | "none" | "noneHelp") =>
    t(`ledger.${area}.${key}`);
  return (
    <Page
      title={text("title")}
      subtitle={text("subtitle")}
      fullWidth
      {...(addPath
        ? { primaryAction: { content: known(`ledger.${area}`, "add", ""), url: addPath } }
        : {})}
    >
      <Card padding="0">
        <ListFilters param="view" loading={loading} placeholder={text("search")} tabs={tabs} />
        <RecordTable
          rows={rows}
          keyOf={(row) => row.id}
          loading={loading}
          one={text("one")}
          many={text("many")}
          none={{ title: text("none"), help: text("noneHelp") }}
          pagination={pagination({ next, previous })}
          columns={columns}
        />
      </Card>
    </Page>
  );
}
