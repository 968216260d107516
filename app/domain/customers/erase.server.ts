import type { Tx } from "#app/db/client.server.ts";

/** What was planned for a person, and the hash of what was sent: nothing of it is kept, and what waited is planned no more. */
export async function eraseCustomerOf(
  tx: Tx,
  shop: string,
  {
    customerGid,
    email,
    erpIds,
  }: { customerGid: string | null; email: string | null; erpIds: readonly string[] },
): Promise<void> {
  await tx.$executeRaw`
    UPDATE "CustomerSync" SET data = NULL, "sentHash" = NULL, state = 'gone', reason = 'erased', detail = ''
    WHERE shop = ${shop} AND ("shopifyId" = ${customerGid} OR "erpId" = ANY(${[...erpIds]}::text[])
      OR lower(data -> 'data' ->> 'email') = lower(${email}) OR lower(data ->> 'email') = lower(${email}))`;
}

/** Of a shop that left. */
export async function eraseCustomers(tx: Tx, shop: string): Promise<void> {
  await tx.customerExchange.deleteMany({ where: { shop } });
  await tx.customerSync.deleteMany({ where: { shop } });
}
