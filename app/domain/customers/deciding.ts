import type { CustomerSync } from "#app/db/generated/client.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { CustomerCard } from "./customer-card.server.ts";

/** Customers of one shop that are decided together: by its card, with its ERP opened. */
export interface Deciding {
  shop: string;
  card: CustomerCard;
  open: OpenPort;
  rows: readonly CustomerSync[];
}
