import { PostedScreen } from "../shipments/posted-screen.tsx";
import { InvoicesTable } from "./invoices-table.tsx";
import type { InvoiceRow } from "#app/domain/payments/views/invoice-list.server.ts";

const TABS = ["all", "attention", "waiting", "captured", "nothing"] as const;

/** Invoices the ERP posted, and how far the money of each has been captured. */
export function InvoicesScreen({
  rows,
  ...list
}: {
  counts: Record<(typeof TABS)[number], number>;
  total: number;
  next: string | null;
  previous: string | null;
  rows: InvoiceRow[];
  loading: boolean;
}) {
  return (
    <PostedScreen
      area="invoices"
      tabs={TABS}
      moving={rows.some((row) => row.state === "reading")}
      table={(table, key) => <InvoicesTable key={key} rows={rows} {...table} />}
      {...list}
    />
  );
}
