import type { OrderId } from "#app/lib/ids.ts";
import type { DocumentPlan } from "#app/domain/documents/plan/plan.ts";
import { previewDocument } from "#app/domain/documents/plan/preview.server.ts";
import { type OrderGlance, orderGlance } from "./order-glance.server.ts";
import { problemsView } from "#app/domain/problems/problems-view.ts";

/**
 * How far an order is, planned anew where it can still get a document: its problems are those of this moment, and `plan` is what creating
 * would write. The ERP is asked.
 */
export async function plannedGlance(
  shop: string,
  orderId: OrderId,
): Promise<{ glance: OrderGlance; plan: DocumentPlan | null }> {
  const glance = await orderGlance(shop, orderId);
  const isOpen = ["unprocessed", "failed"].includes(glance.order?.documentState ?? "");
  const planned = isOpen ? await previewDocument(shop, orderId) : null;
  if (!planned) return { glance, plan: null };
  const problems = problemsView([...planned.problems, ...(planned.plan?.problems ?? [])]);
  return { glance: { ...glance, problems }, plan: planned.plan };
}
