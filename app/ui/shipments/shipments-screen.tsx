import { PostedScreen } from "./posted-screen.tsx";
import type { ListedShipment } from "#app/domain/fulfillments/views/shipment-list.server.ts";
import { ShipmentsTable } from "./shipments-table.tsx";

const TABS = ["all", "attention", "waiting", "sent", "nothing"] as const;

/** Shipments the ERP posted, and what became of each in Shopify. */
export function ShipmentsScreen({
  rows,
  ...list
}: {
  counts: Record<(typeof TABS)[number], number>;
  total: number;
  next: string | null;
  previous: string | null;
  rows: ListedShipment[];
  loading: boolean;
}) {
  // What is on its way moves on by itself; a shipment that waits for Shopify has a reason and is not watched.
  const moving = rows.some((row) => row.state === "waiting" && row.reason === null);
  return (
    <PostedScreen
      area="shipments"
      tabs={TABS}
      moving={moving}
      table={(table, key) => <ShipmentsTable key={key} rows={rows} {...table} />}
      {...list}
    />
  );
}
