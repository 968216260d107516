import { db } from "#app/db/client.server.ts";
import type { OpenPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";

/**
 * Removes the links to customers and items that the ERP no longer has, so that the next plan looks for the buyer and the goods again; says
 * how many links that were. A link is believed while planning, so a dead one shows only when the ERP refuses a document: `refs` are
 * those the document named. A reference without a number cannot be asked for and is left alone.
 */
export async function removeDeadLinks(
  { connection: { shop, id: connectionId }, port }: OpenPort,
  refs: { customers: readonly ErpRef[]; items: readonly ErpRef[] },
  options: CallOptions,
): Promise<number> {
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
  const where = { shop, connectionId };
  const removed = await db.$transaction([
    db.customerLink.deleteMany({
      where: { ...where, erpId: { in: gone(customers, foundCustomers) } },
    }),
    db.itemLink.deleteMany({ where: { ...where, erpId: { in: gone(items, foundItems) } } }),
  ]);
  return removed.reduce((sum, { count }) => sum + count, 0);
}

type Numbered = ErpRef & { number: string };
const byNumber = ({ number }: Numbered) => ({ number });
const withNumber = (refs: readonly ErpRef[]): Numbered[] => [
  ...new Map(
    refs.flatMap((ref) => (ref.number ? [[ref.id, { ...ref, number: ref.number }] as const] : [])),
  ).values(),
];
