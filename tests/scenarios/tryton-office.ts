import type { ConnectionId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import type { ErpConnectionPort } from "#app/erp/port/adapter.ts";
import type { ErpRef } from "#app/erp/port/refs.ts";
import { USERS } from "#scripts/tryton/books.ts";
import type { TrytonClient } from "#scripts/tryton/client.ts";
import { trytonByHand } from "#tests/contracts/erp/tryton-by-hand.ts";
import { simulator } from "#tests/setup/simulator.ts";
import { installShop } from "#tests/setup/install.ts";
import { drain } from "#tests/setup/jobs.ts";
import { openTestTryton, type TestTryton } from "#tests/setup/tryton.ts";
import { fillDemoTryton } from "#tests/fixtures/demo-tryton.ts";
import type { Placed } from "./back-office.ts";
import { worldOf } from "./shop-at-work.ts";

/** What people see and do in Tryton itself, in the words of the stories. Nothing here but `port` (for the lines' names) goes through the adapter. */

export interface TrytonOffice {
  shop: string;
  tryton: TestTryton;
  connectionId: ConnectionId;
  clerk: TrytonClient;
  admin: TrytonClient;
  port: ErpConnectionPort;
}

/** Installs the app on an empty shop and connects it to a Tryton of its own. */
export async function openShopWithTryton(shop: string): Promise<TrytonOffice> {
  simulator.shops.add(shop, "empty");
  const tryton = openTestTryton();
  const [clerk, admin] = await Promise.all([tryton.logIn("clerk"), tryton.logIn("admin")]);
  await installShop(shop);
  const connectionId = await fillDemoTryton(shop, worldOf(shop), { ...tryton, clerk });
  await drain();
  const open = await openPort(shop, connectionId);
  if (!open) throw new Error("the connection to Tryton does not open");
  return { shop, tryton, connectionId, clerk, admin, port: open.port };
}

export interface SaleLine extends Record<string, unknown> {
  id: number;
  quantity: number;
  unit_price: string;
  amount: string;
  description: string;
  "product.": { code: string } | null;
}
export interface Sale extends Record<string, unknown> {
  id: number;
  number: string | null;
  reference: string;
  state: string;
  total_amount: string;
  tax_amount: string;
  untaxed_amount: string;
  shipment_state: string;
  invoice_state: string;
  "party.": { code: string; name: string };
  "currency.": { code: string };
}
const SALE = [
  "number",
  "reference",
  "state",
  "total_amount",
  "tax_amount",
  "untaxed_amount",
  "shipment_state",
  "invoice_state",
  "party.code",
  "party.name",
  "currency.code",
];

/** Every sale of Shopify's order in Tryton; the key of a document begins with the order's number. */
export async function salesOf({ clerk }: TrytonOffice, { id }: Placed): Promise<Sale[]> {
  const number = id.split("/").at(-1) ?? "";
  return clerk.search<Sale>("sale.sale", [["reference", "ilike", `%${number}%`]], SALE);
}

export async function saleOf(office: TrytonOffice, order: Placed): Promise<Sale> {
  const [sale, second] = await salesOf(office, order);
  if (!sale || second)
    throw new Error(`Tryton has ${second ? "several sales" : "no sale"} for ${order.name}`);
  return sale;
}

export const linesOf = ({ clerk }: TrytonOffice, sale: Sale): Promise<SaleLine[]> =>
  clerk.search<SaleLine>(
    "sale.line",
    [
      ["sale", "=", sale.id],
      ["type", "=", "line"],
    ],
    ["quantity", "unit_price", "amount", "description", "product.code"],
    [
      ["sequence", "ASC"],
      ["id", "ASC"],
    ],
  );

const refOf = (sale: Sale): ErpRef => ({
  kind: "salesOrder",
  id: String(sale.id),
  ...(sale.number ? { number: sale.number } : {}),
});

export interface TrytonParcel {
  /** Product code → quantity. Absent: all that waits. */
  lines?: Record<string, string>;
  agent?: string;
  /** Each on a package of its own. */
  tracking?: string[];
}

/** The warehouse sends a parcel; nothing else happens. */
export async function shipIn(
  office: TrytonOffice,
  order: Placed,
  { lines, agent, tracking }: TrytonParcel = {},
): Promise<ErpRef> {
  const sale = await saleOf(office, order);
  const known = (await office.port.getDocument(refOf(sale), { traceId: "story" })).lines;
  const sold = await linesOf(office, sale);
  const keyOf = (code: string): string => {
    const line = sold.find((each) => each["product."]?.code === code);
    const key = known.find(({ lineId }) => lineId === String(line?.id))?.key;
    if (key === undefined) throw new Error(`the sale ${sale.number ?? sale.id} sells no ${code}`);
    return key;
  };
  return trytonByHand(office.clerk, office.port, USERS.clerk).ship(refOf(sale), {
    ...(lines
      ? { lines: Object.entries(lines).map(([code, quantity]) => ({ key: keyOf(code), quantity })) }
      : {}),
    ...(agent === undefined ? {} : { agent }),
    ...(tracking ? { trackingNumbers: tracking } : {}),
  });
}

export interface PostedInvoice extends Record<string, unknown> {
  id: number;
  number: string;
  state: string;
  total_amount: string;
  "currency.": { code: string };
}

/** Every invoice that Tryton has drafted of the order is posted; nothing else happens. */
export async function postInvoices(office: TrytonOffice, order: Placed): Promise<void> {
  await trytonByHand(office.clerk, office.port, USERS.clerk).invoice(
    refOf(await saleOf(office, order)),
    "shipped",
  );
}

/** In the order in which they were posted. */
export async function postedInvoices(
  office: TrytonOffice,
  order: Placed,
): Promise<PostedInvoice[]> {
  const sale = await saleOf(office, order);
  return office.clerk.search<PostedInvoice>(
    "account.invoice",
    [
      ["sales", "=", sale.id],
      ["state", "in", ["posted", "paid"]],
    ],
    ["number", "state", "total_amount", "currency.code"],
    [["number", "ASC"]],
  );
}

/** Tryton's news reaches the app, and everything that follows from it is done. */
export async function newsFromTryton(
  { shop, connectionId }: TrytonOffice,
  options: { future?: boolean; allowFailures?: boolean } = {},
): Promise<void> {
  await afterPosting(shop, connectionId);
  await drain(options);
}

export const openProblems = async (shop: string, { id }: Placed): Promise<string[]> =>
  (
    await db.problem.findMany({
      where: { shop, orderId: id, clearedAt: null },
      orderBy: { kind: "asc" },
    })
  ).map(({ kind }) => kind);
