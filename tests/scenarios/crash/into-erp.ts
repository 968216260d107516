import { db } from "#app/db/client.server.ts";
import { DOCUMENT_ATTRIBUTE } from "#app/domain/orders/snapshot/own-attribute.ts";
import { simulator } from "#tests/setup/simulator.ts";
import { anOrder, place, type Placed } from "../back-office.ts";
import { changeSettings, ordersOf } from "../shop-at-work.ts";

/** One order of a new buyer on its way into an ERP that keeps what it was told while the database is put back. */
export interface Bought extends Placed {
  email: string;
}

let buyers = 0;

/** Everything happens by itself, and nothing else does. */
export async function letOrdersIn(shop: string, release: boolean): Promise<void> {
  await changeSettings(shop, {
    autoCreateOrders: true,
    autoRelease: release,
    documentNumberAttribute: true,
    autoCreateCustomers: true,
  });
  await db.schedule.updateMany({ where: { shop }, data: { enabled: false } });
}

/** A shop as it was before, with one new order of a new buyer. */
export function newBuyersOrder(shop: string): Bought {
  for (const { id, closedAt } of ordersOf(shop))
    if (closedAt === null) simulator.act(shop, "archiveOrder", { order: id });
  buyers += 1;
  const email = `buyer-${buyers}@example.com`;
  const address = {
    firstName: "Buyer",
    lastName: `No. ${buyers}`,
    address1: `Königstraße ${buyers}`,
    city: "Lübeck",
    zip: "23552",
    countryCode: "DE",
  };
  const lines = [
    { variant: "MUG-BLUE", quantity: 7, price: "19.95" },
    { variant: "ROPE-20", quantity: 2 },
  ];
  return {
    ...place(shop, {
      spec: anOrder({
        email,
        lines,
        taxesIncluded: true,
        payments: [{}],
        shippingAddress: address,
        billingAddress: address,
      }),
    }),
    email,
  };
}

export async function allIsIn(shop: string): Promise<boolean> {
  const [row] = await db.$queryRaw<{ finished: boolean }[]>`
      SELECT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${shop} AND kind = 'writeDocumentAttribute' AND state = 'done') AND NOT EXISTS (SELECT 1 FROM "Task" WHERE shop = ${shop} AND state <> 'done')
        AND NOT EXISTS (SELECT 1 FROM "SyncRun" WHERE shop = ${shop} AND state = 'running') AND NOT EXISTS (SELECT 1 FROM graphile_worker._private_jobs) AS finished`;
  return row?.finished === true;
}

/** What the app and Shopify say of the order, whose document has this number and total in the ERP. */
export async function standingOutside(shop: string, order: Bought, number: unknown) {
  const placed = ordersOf(shop).find(({ id }) => id === order.id);
  const row = await db.order.findUnique({
    where: { shop_orderId: { shop, orderId: order.id } },
  });
  const documents = await db.salesDocument.findMany({ where: { shop } });
  return {
    documents: documents.map((document) => [
      document.state,
      document.number === number,
      document.erpStatus,
    ]),
    order: row && [
      row.documentState,
      row.documentNumber === number,
      row.processedVersionId === row.currentVersionId,
      row.conflict,
    ],
    tasks: (await db.task.findMany({ where: { shop }, orderBy: { kind: "asc" } })).map(
      ({ kind, state }) => `${kind} ${state}`,
    ),
    problems: (await db.problem.findMany({ where: { shop, clearedAt: null } })).map(
      ({ kind }) => kind,
    ),
    attribute: (placed?.customAttributes ?? [])
      .filter(({ key }) => key === DOCUMENT_ATTRIBUTE)
      .map(({ value }) => value === number),
  };
}

/** Whether an amount of the ERP is the order's total. */
export const isTotal = (shop: string, order: Bought, amount: unknown): boolean =>
  Number(amount).toFixed(2) ===
  ordersOf(shop)
    .find(({ id }) => id === order.id)
    ?.originalTotal.presentment.toFixed(2);
