import type { OrderId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { redactJson } from "#app/db/redact-json.ts";
import type { Json } from "#app/lib/json.ts";

type Entries = Record<string, Json>;

/**
 * Takes what is personal out of the plans of these orders' documents; numbers, days and amounts stay. An amendment that is on its way ends:
 * its task is put aside with all that hand over personal data.
 */
export async function redactDocuments(
  tx: Tx,
  shop: string,
  orderIds: readonly OrderId[],
): Promise<void> {
  const documents = await tx.salesDocument.findMany({
    where: { shop, orderId: { in: [...orderIds] } },
    select: { id: true, plan: true },
  });
  const rows = documents.map(({ id, plan }) => ({
    id,
    plan: withoutTexts(redactJson(plan) as Entries),
  }));
  await tx.$executeRaw`
    UPDATE "SalesDocument" d SET plan = r.plan, amendment = NULL
    FROM jsonb_to_recordset(${JSON.stringify(rows)}::jsonb) AS r(id uuid, plan jsonb)
    WHERE d.shop = ${shop} AND d.id = r.id`;
}

/** A line without an item has the text of a custom line or a comment, which may name somebody. */
function withoutTexts(plan: Entries): Entries {
  const document = plan["document"] as Entries | null | undefined;
  if (!document || !Array.isArray(document["lines"])) return plan;
  const lines = (document["lines"] as Entries[]).map((line) =>
    line["item"] === undefined ? { ...line, description: "" } : line,
  );
  return { ...plan, document: { ...document, lines } };
}
