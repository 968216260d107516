import type { OrderId, VersionId } from "#app/lib/ids.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { DocumentPlan } from "../plan/plan.ts";

/** An order whose document can be made as planned. */
export interface Ready {
  orderId: OrderId;
  orderName: string;
  generation: number;
  versionId: VersionId;
  card: Card;
  open: OpenPort;
  plan: DocumentPlan;
  document: DocumentDraft;
}
