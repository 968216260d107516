import { db } from "#app/db/client.server.ts";
import { isRefusal, REFUSALS } from "./actions.ts";

/** How far an action is: Flow takes 200 for success, asks again after 202, and shows the text of what is refused. */
type ActionAnswer =
  | { status: 200; document: { number: string; kind: string } | null }
  | { status: 202 }
  | { status: 422; message: string };

const NOT_TAKEN =
  "The ERP didn't take the sales document, or it was unlinked. ERP Connector shows the reason.";

const refused = (message: string): ActionAnswer => ({ status: 422, message });

/** Null: this run is not known. */
export async function actionAnswer(shop: string, runId: string): Promise<ActionAnswer | null> {
  const row = await db.flowAction.findUnique({ where: { shop_runId: { shop, runId } } });
  if (!row) return null;
  if (row.state === "stored") return { status: 202 };
  if (row.state === "refused")
    return refused(REFUSALS[isRefusal(row.refusal) ? row.refusal : "notPossible"]);
  if (row.action === "import-order") return { status: 200, document: null };
  const order = await db.order.findUnique({
    where: { shop_orderId: { shop, orderId: row.orderId } },
    select: { documentState: true, documentNumber: true, documentKind: true },
  });
  if (order?.documentState === "created")
    return {
      status: 200,
      document: { number: order.documentNumber ?? "", kind: order.documentKind ?? "" },
    };
  return order?.documentState === "creating" ? { status: 202 } : refused(NOT_TAKEN);
}
