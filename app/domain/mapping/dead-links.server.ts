import { db } from "#app/db/client.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";

/**
 * Removes the links to customers and items that the ERP no longer has, so that the next plan looks for the buyer and the goods again; says
 * whose links that were, by number. A link is believed while planning, so a dead one shows only when the ERP refuses a document: `refs` are
 * those the document named. A reference without a number cannot be asked for and is left alone.
 */
export async function removeDeadLinks(
  { connection: { shop, id: connectionId }, port }: OpenPort,
  refs: { customers: readonly ErpRef[]; items: readonly ErpRef[] },
  options: CallOptions,
): Promise<string[]> {
  const customers = withNumber(refs.customers);
  const items = withNumber(refs.items);
  const [foundCustomers, foundItems] = await Promise.all([
    customers.length > 0 ? port.findCustomers(customers.map(byNumber), options) : [],
    items.length > 0 ? port.findItems(items.map(byNumber), options) : [],
  ]);
  const gone = (list: typeof customers, answers: readonly (readonly { ref: ErpRef }[])[]) =>
    list
      .filter(({ id }, index) => !answers[index]?.some(({ ref }) => ref.id === id))
      .map(({ id }) => id);
  const removed = await db.$transaction([
    db.$queryRaw<{ number: string }[]>`
      DELETE FROM "CustomerLink" WHERE shop = ${shop} AND "connectionId" = ${connectionId}::uuid
        AND "erpId" = ANY(${gone(customers, foundCustomers)}::text[])
      RETURNING COALESCE("erpNumber", "erpId") AS number`,
    db.$queryRaw<{ number: string }[]>`
      DELETE FROM "ItemLink" WHERE shop = ${shop} AND "connectionId" = ${connectionId}::uuid
        AND "erpId" = ANY(${gone(items, foundItems)}::text[])
      RETURNING COALESCE("erpNumber", "erpId") AS number`,
  ]);
  return [...new Set(removed.flat().map(({ number }) => number))];
}

type Numbered = ErpRef & { number: string };
const byNumber = ({ number }: Numbered) => ({ number });
const withNumber = (refs: readonly ErpRef[]): Numbered[] => [
  ...new Map(
    refs.flatMap((ref) => (ref.number ? [[ref.id, { ...ref, number: ref.number }] as const] : [])),
  ).values(),
];
