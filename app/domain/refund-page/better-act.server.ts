import { randomUUID } from "node:crypto";
import type { OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { DocumentKind } from "#app/erp/port/documents.ts";

/** The page is shown without it when the ERP takes longer. */
const PATIENCE_MS = 3_000;
const OVER = new Set(["cancelled", "gone"]);
const NOTHING_LEFT_IT = new Set(["draft", "open", "released"]);

export interface BetterAct {
  /** `cancelled`: the ERP holds the order's document no longer. `notShipped`: nothing of it was shipped or invoiced yet. */
  kind: "cancelled" | "notShipped";
  number: string;
}

/** What may be better than a credit memo: the order's document as it stands in the ERP right now. Null: nothing is, or the ERP does not say. */
export async function betterAct(shop: string, orderId: OrderId): Promise<BetterAct | null> {
  const document = await db.salesDocument.findFirst({
    where: { shop, subject: orderId, state: "created", erpId: { not: null } },
    orderBy: { generation: "desc" },
  });
  if (!document?.erpId) return null;
  const number = document.number ?? "";
  try {
    const open = await openPort(shop, document.connectionId);
    if (!open) return null;
    const { status } = await open.port.getDocument(
      {
        kind: document.kind as DocumentKind,
        id: document.erpId,
        ...(number === "" ? {} : { number }),
      },
      { traceId: randomUUID(), signal: AbortSignal.timeout(PATIENCE_MS) },
    );
    if (OVER.has(status)) return { kind: "cancelled", number };
    return document.kind === "salesOrder" && NOTHING_LEFT_IT.has(status)
      ? { kind: "notShipped", number }
      : null;
  } catch (error) {
    if (!(error instanceof ErpError)) throw error;
    const { class: why } = error.detail;
    return why === "gone" || why === "notFound" ? { kind: "cancelled", number } : null;
  }
}
