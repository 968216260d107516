import { db } from "#app/db/client.server.ts";
import type { SalesDocument } from "#app/db/generated/client.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";

/** The posted credit memo of a refund: a record of its own where the document is a return order, else that document itself. */
export async function postedMemo(
  shop: string,
  refund: { refundId: string; generation: number },
  { erpId, number }: Pick<SalesDocument, "erpId" | "number">,
): Promise<ErpRef> {
  const { refundId, generation } = refund;
  const row = await db.refund.findFirst({
    where: { shop, refundId, generation },
    select: { postedErpId: true, documentNumber: true },
  });
  const called = row?.documentNumber ?? number;
  return {
    kind: "creditMemo",
    id: row?.postedErpId ?? erpId ?? "",
    ...(called === null ? {} : { number: called }),
  };
}
