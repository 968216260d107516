import { db, type Tx } from "#app/db/client.server.ts";
import { addJob } from "#app/db/jobs.server.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { raiseProblem, setProblems } from "#app/domain/problems/problems.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { now } from "#app/lib/clock.ts";
import { isUuid } from "#app/lib/uuid.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { problemOf } from "#app/tasks/outcome.ts";
import { isPassing, shopifyProblem } from "#app/tasks/shopify-problem.ts";
import { customerCard } from "./customer-card.server.ts";
import { DECIDE_CUSTOMERS, PULL_CUSTOMERS } from "./jobs.ts";
import { CUSTOMERS, customerSubject } from "./problem-subject.ts";
import { CUSTOMER, type Direction } from "./states.ts";

/** The column that says whether what is ready goes this way. */
const SENDS = { toErp: "sendsToErp", toShopify: "sendsToShopify" } as const;

export async function sends(shop: string, direction: Direction): Promise<boolean> {
  const exchange = await db.customerExchange.findUnique({ where: { shop } });
  return exchange?.[SENDS[direction]] ?? false;
}

/** The merchant has seen what would be sent: it goes now and from now on. */
export async function startSending(shop: string, direction: Direction): Promise<void> {
  const data = { [SENDS[direction]]: true };
  await db.$transaction(async (tx) => {
    await tx.customerExchange.upsert({ where: { shop }, create: { shop, ...data }, update: data });
    await addJob(tx, DECIDE_CUSTOMERS, { shop });
  });
}

/** Nothing more is sent until the merchant says so again. What is on its way goes on. */
export async function stopSending(shop: string, direction: Direction): Promise<void> {
  await db.customerExchange.updateMany({ where: { shop }, data: { [SENDS[direction]]: false } });
}

/** Customers changed in the ERP just now: they are not left waiting for the next question. */
export async function customersChanged(shop: string): Promise<void> {
  if (await customerCard(shop, "toShopify")) await addJob(db, PULL_CUSTOMERS, { shop });
}

export const readNow = (shop: string): Promise<void> => addJob(db, PULL_CUSTOMERS, { shop });

/** Each is read and decided anew; says how many. */
export async function retryCustomers(shop: string, ids: readonly string[]): Promise<number> {
  return db.$transaction(async (tx) => {
    const rows = await tx.customerSync.updateManyAndReturn({
      where: {
        shop,
        id: { in: ids.filter(isUuid) },
        state: { in: CUSTOMER.before("waiting").filter((state) => state !== "sending") },
        NOT: { state: "gone", reason: { in: ["deleted", "merged"] } },
      },
      data: { state: "waiting", reason: null, detail: "", taskId: null, updatedAt: now() },
      select: { id: true },
    });
    await clearProblemsOf(tx, shop, rows);
    if (rows.length > 0) await addJob(tx, DECIDE_CUSTOMERS, { shop });
    return rows.length;
  });
}

export const clearProblemsOf = (
  tx: Tx,
  shop: string,
  rows: readonly { id: string }[],
): Promise<void> =>
  setProblems(
    tx,
    shop,
    "customer",
    rows.map(({ id }) => ({ subject: customerSubject(id), orderId: null, problems: [] })),
  );

const PASSING = new Set(["unavailable", "rateLimited", "ambiguous", "versionConflict"]);

/** What the ERP answers to all of it: shown as a problem; what passes is tried again by the queue. */
export async function erpFailed(shop: string, error: unknown): Promise<void> {
  if (!(error instanceof ErpError)) throw error;
  await raiseProblem(db, shop, "customer", { ...CUSTOMERS, problem: problemOf(error.detail) });
  if (PASSING.has(error.detail.class)) throw error;
}

/** The same for Shopify. */
export async function shopifyFailed(shop: string, error: ShopifyError): Promise<void> {
  await raiseProblem(db, shop, "customer", { ...CUSTOMERS, problem: shopifyProblem(error) });
  if (isPassing(error)) throw new Error(`reading customers: ${error.message}`);
}

export const notConnected = (shop: string): Promise<void> =>
  raiseProblem(db, shop, "customer", { ...CUSTOMERS, problem: problem("erp-not-connected") });
