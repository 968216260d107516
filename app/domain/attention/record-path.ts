import type { InvoiceId } from "#app/lib/ids.ts";
import { isOrderGid } from "#app/shopify/gid.ts";
import { paths, withQuery } from "#app/lib/paths.ts";

export interface SkippedRecordRef {
  what: string;
  recordId: string;
  number: string;
  /** Of a payment line: the invoice it stands on. */
  invoiceId: InvoiceId | null;
}

/** Where a record can be seen; null: nowhere any more, or a newer app wrote it. */
export function recordPath({ what, recordId, number, invoiceId }: SkippedRecordRef): string | null {
  switch (what) {
    case "shipment":
      return withQuery(paths.shipments, { q: number });
    case "invoice":
      return paths.invoice(recordId);
    case "paymentLine":
      return invoiceId === null ? null : paths.invoice(invoiceId);
    case "task":
      return withQuery(paths.tasks, { task: recordId });
    case "order":
      return isOrderGid(recordId) ? paths.order(recordId) : null;
    default:
      return null;
  }
}
