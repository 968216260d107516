import type { DocumentId, OrderId, RefundId } from "#app/lib/ids.ts";
import type { ExternalKey } from "#app/erp/port/refs.ts";
import { numericId } from "#app/shopify/gid.ts";

/** The credit memo of a refund, as tasks name it. */
export interface MemoSubject {
  salesDocumentId: DocumentId;
  orderId: OrderId;
  refundId: RefundId;
  generation: number;
}

/** What the ERP knows a credit memo by; `label`: the order's name, for people. */
export const memoKey = (
  { refundId, generation }: Pick<MemoSubject, "refundId" | "generation">,
  label: string,
): ExternalKey => ({
  kind: "creditMemo",
  shopifyId: numericId(refundId),
  generation,
  label,
});
