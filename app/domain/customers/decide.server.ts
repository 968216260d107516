import { db } from "#app/db/client.server.ts";
import { addJob, TURN_MS } from "#app/db/jobs.server.ts";
import { openPort } from "#app/domain/erp-connections/open-port.server.ts";
import { clearProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import type { Result } from "#app/lib/result.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { customerCard } from "./customer-card.server.ts";
import { toErpDecisions } from "./decide-to-erp.server.ts";
import { toShopifyDecisions } from "./decide-to-shopify.server.ts";
import type { Deciding } from "./deciding.ts";
import { erpFailed, notConnected, shopifyFailed } from "./exchange.server.ts";
import { DECIDE_CUSTOMERS } from "./jobs.ts";
import { CUSTOMERS } from "./problem-subject.ts";
import { sendReady } from "./send.server.ts";
import { DIRECTIONS, type Direction } from "./states.ts";
import { storeDecisions, type Decided } from "./store-decisions.server.ts";

const BATCH = 50;

/** Reads and decides customers side by side; ones that could not be read are left out. Throws ErpError when the ERP does not answer. */
type Decide = (deciding: Deciding) => Promise<Result<Map<string, Decided>, ShopifyError>>;

const DECIDE: Record<Direction, Decide> = {
  toErp: toErpDecisions,
  toShopify: toShopifyDecisions,
};

/** Reads and decides every customer that waits, and sends what is ready. */
export async function decideCustomers(shop: string): Promise<void> {
  for (const direction of DIRECTIONS)
    if (!(await decideAll(shop, direction))) return addJob(db, DECIDE_CUSTOMERS, { shop });
}

/** False: not finished, and others have the worker first. */
async function decideAll(shop: string, direction: Direction): Promise<boolean> {
  const card = await customerCard(shop, direction);
  if (!card) return true;
  const { connectionId } = card;
  const open = await openPort(shop, connectionId);
  if (!open) {
    await notConnected(shop);
    return true;
  }
  const started = now().getTime();
  for (let after = ""; ;) {
    const rows = await db.customerSync.findMany({
      where: { shop, connectionId, direction, state: "waiting", sourceId: { gt: after } },
      orderBy: { sourceId: "asc" },
      take: BATCH,
    });
    const last = rows.at(-1);
    if (!last) break;
    after = last.sourceId;
    let decided;
    try {
      decided = await DECIDE[direction]({ shop, card, open, rows });
    } catch (error) {
      await erpFailed(shop, error);
      return true;
    }
    if (!decided.ok) {
      await shopifyFailed(shop, decided.error);
      return true;
    }
    await storeDecisions(shop, rows, decided.value);
    if (now().getTime() - started > TURN_MS) return false;
  }
  await clearProblems(db, shop, "customer", CUSTOMERS);
  await sendReady(shop, direction, open);
  return true;
}
