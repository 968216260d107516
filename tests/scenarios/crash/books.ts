import { simulator } from "#tests/setup/simulator.ts";
import { db } from "#app/db/client.server.ts";
import type { Placed } from "../back-office.ts";
import { openShop } from "../shop-at-work.ts";

/** What an ERP holds of an order, as its people see it: the same words for each ERP. */
export interface Books {
  /** Installs the app on an empty shop of Shopify with this ERP. */
  open(shop: string): Promise<void>;
  /** Settings without which the ERP would take no returned goods. */
  settings: { defaultReturnLocation?: string };
  memos(shop: string, order: Placed, refundId: string): Promise<BookedDocument[]>;
  returnOrders(shop: string, order: Placed, refundId: string): Promise<BookedDocument[]>;
  /** Sales documents, oldest first. */
  sales(shop: string, order: Placed, exchanged: string): Promise<BookedDocument[]>;
  /** Waits until what a dead worker had sent has arrived. */
  arrived?(): Promise<void>;
}

export interface BookedDocument {
  released: boolean;
  number: string | null;
  /** Without comments. */
  lines: number;
}

export const LEDGER_BOOKS: Books = {
  settings: {},
  async open(shop) {
    simulator.shops.add(shop, "empty");
    await openShop(shop);
  },
  memos: (shop, order) => ofLedger(shop, order, ["creditMemo"]),
  returnOrders: (shop, order) => ofLedger(shop, order, ["returnOrder"]),
  sales: (shop, order) => ofLedger(shop, order, ["salesOrder", "salesInvoice"]),
};

async function ofLedger(shop: string, order: Placed, kinds: string[]): Promise<BookedDocument[]> {
  const rows = await db.ledgerDocument.findMany({
    where: { shop, kind: { in: kinds }, shopifyOrderId: order.id },
    include: { lines: true },
    orderBy: { createdAt: "asc" },
  });
  return rows.map(({ state, number, lines }) => ({
    released: state === "released",
    number,
    lines: lines.filter(({ kind }) => kind !== "comment").length,
  }));
}
