import { orderPath } from "../order-path.ts";
import { isOrderGid } from "#app/shopify/gid.ts";

/** What can be left out. */
export const SKIPPED_KINDS = ["shipment", "invoice", "paymentLine", "task", "order"] as const;

export interface SkippedRecordRef {
  what: string;
  recordId: string;
  number: string;
  /** Of a payment line: the invoice it stands on. */
  invoiceId: string | null;
}

/** Where a record can be seen; null: nowhere any more, or a newer app wrote it. */
export function recordPath({ what, recordId, number, invoiceId }: SkippedRecordRef): string | null {
  switch (what) {
    case "shipment":
      return `/app/shipments?${new URLSearchParams({ q: number })}`;
    case "invoice":
      return `/app/invoices/${recordId}`;
    case "paymentLine":
      return invoiceId === null ? null : `/app/invoices/${invoiceId}`;
    case "task":
      return `/app/tasks?${new URLSearchParams({ task: recordId })}`;
    case "order":
      return isOrderGid(recordId) ? orderPath(recordId) : null;
    default:
      return null;
  }
}
