import type { MappingFacts, Choices } from "#app/domain/mapping/facts.ts";
import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import type { DocumentShare } from "#app/domain/orders/snapshot/order-share.ts";

/** Everything a document is planned from (plan-document.ts `planDocument`). Same input, same plan. */
export interface PlanInput {
  snapshot: OrderSnapshot;
  settings: Settings;
  facts: MappingFacts;
  choices: Choices;
  capabilities: Capabilities;
  /** The ERP company's own currency (Probe.currency). */
  erpCurrency: string;
  /** Zone of the ERP company or else of the shop, for when the shop card names none (SET-11). */
  timeZone: string;
  /** What the document's number ends in where the order's own document has the order's: "-E1". */
  numberSuffix?: string;
  /** Of a divided order: the part that the document has. */
  share?: DocumentShare;
}
