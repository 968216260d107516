import type { Tx } from "#app/db/client.server.ts";
import type { Subject } from "./compliance.ts";

/** Reports of earlier data requests hold the same data: those about the person, their orders, or that contain the e-mail address. */
export async function eraseReportsOf(tx: Tx, shop: string, subject: Subject): Promise<void> {
  const { customerGid, email, orderGids } = subject;
  await tx.$executeRaw`
    UPDATE "PrivacyRequest" SET result = jsonb_build_object('erased', true)
    WHERE shop = ${shop} AND topic = 'customers/data_request' AND (
      subject ->> 'customerGid' = ${customerGid}
      OR EXISTS (
        SELECT 1 FROM jsonb_array_elements_text(subject -> 'orderGids') AS g
        WHERE g = ANY(${orderGids}::text[]))
      OR EXISTS (
        SELECT 1 FROM jsonb_path_query(result, '$.orders[*].id') AS o
        WHERE o #>> '{}' = ANY(${orderGids}::text[]))
      OR (${email}::text IS NOT NULL AND strpos(lower(result::text), ${email}::text) > 0))`;
}

/** Every report of a shop that left. */
export async function eraseReports(tx: Tx, shop: string): Promise<void> {
  await tx.privacyRequest.updateMany({
    where: { shop, topic: "customers/data_request" },
    data: { result: { erased: true } },
  });
}
