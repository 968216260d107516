import type { OrderId, VersionId } from "#app/lib/ids.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import { problemInfo } from "#app/domain/problems/catalog.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { DocumentPlan } from "../plan/plan.ts";
import type { PlannedOrder } from "../plan/plan-orders.server.ts";

/** A sales document that can be made as planned. */
export interface Ready {
  /** What it stands for: the order, or the first order line of an exchange (subject.ts). */
  subject: string;
  orderId: OrderId;
  orderName: string;
  generation: number;
  versionId: VersionId;
  card: Card;
  open: OpenPort;
  plan: DocumentPlan;
  document: DocumentDraft;
}

/** What can be made: a proved document that no problem holds up (warnings do not). */
export function readyOf(
  { order, card, open, plan, problems }: PlannedOrder,
  subject: string,
  generation: number,
): Ready | null {
  if (!card || !open || !plan?.document || !order.snapshot || !plan.proof.proved) return null;
  if (problems.some(({ kind }) => problemInfo(kind)?.severity !== "warns")) return null;
  return {
    subject,
    orderId: order.row.orderId,
    orderName: order.row.name,
    generation,
    versionId: order.versionId,
    card,
    open,
    plan,
    document: plan.document,
  };
}
