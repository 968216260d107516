import type { CardId, RunId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { db } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { storedClaim } from "./claim.ts";
import { OVERLAP_MS } from "./listing-query.ts";
import { storedListed } from "#app/domain/order-filter/listed.ts";
import { readEach } from "#app/lib/read-or-log.server.ts";
import type { OrderFilter } from "#app/domain/order-filter/order-filter.ts";
import type { CardForVerdict } from "./verdict.ts";
import { verdictOf } from "./verdict.ts";
import { ok } from "#app/lib/result.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { Claimed } from "../import/claims.server.ts";
import type { KnownOrder, Row, Taker } from "./announce-rows.server.ts";
import { forgetLeftOut, knownOrders, upsertRows } from "./announce-rows.server.ts";
import { recordLeftOut } from "./record-left-out.server.ts";
import type { LeftOutOrder } from "./record-left-out.server.ts";
import type { Listing, UnreadableOrder } from "./listed-from-shopify.ts";

export type AnnouncedBy = "click" | "schedule" | "webhook" | "names" | "resync";

export interface Announcement {
  by: AnnouncedBy;
  cards: readonly CardForVerdict[];
  runId?: RunId | null;
  runFilter?: OrderFilter | undefined;
  /** The run is of this card alone: what another card claims is listed, and waits for a sync of its own. */
  runCard?: CardId | undefined;
  /** Takes archived orders that are not known yet. */
  archived?: boolean;
  /** A person named these orders: what a card leaves out comes in all the same. */
  asked?: boolean;
  /** Import again even when nothing seems to have changed (re-sync of one order). */
  force?: boolean;
  /** Takes what is ready at once, having read it whole. */
  taker?: Taker;
}

export interface Announced {
  /** Orders that wait to be imported now. */
  ready: number;
  held: number;
  /** Known, with nothing new since the last import. */
  unchanged: number;
  /** Not imported, by the card's rules or because it is archived and not known: each is a skipped record. */
  leftOut: number;
  excluded: number;
  /** Orders that could not be read: each is a row with its error. */
  failed: number;
  /** Those of the ready ones that the taker has now. */
  taken: Claimed[];
}

export const NOTHING_ANNOUNCED: Announced = {
  ready: 0,
  held: 0,
  unchanged: 0,
  leftOut: 0,
  excluded: 0,
  failed: 0,
  taken: [],
};

/**
 * Step 1 of the import (I-6, I-7): one page of listed orders becomes rows to import, each with its verdict. A few statements per
 * page whatever its size. An excluded order stays excluded and is only marked; an order that a person released stays released. One that
 * cannot be read is a row with its error.
 */
export async function announce(
  tx: Tx,
  shop: string,
  listings: readonly Listing[],
  options: Announcement,
): Promise<Announced> {
  const result = { ...NOTHING_ANNOUNCED };
  const orders = new Map(listings.map((one) => [one.ok ? one.value.id : one.error.id, one]));
  if (orders.size === 0) return result;
  const standing = await knownOrders(tx, shop, [...orders.keys()]);
  const at = now();
  const rows: Row[] = [];
  const leftOut: LeftOutOrder[] = [];
  const installedAt = await installedSince(tx, shop, listings);
  for (const [id, listing] of orders) {
    const stands = standing.get(id);
    const known = stands?.importedUpTo != null;
    if (!listing.ok) {
      result[stands?.verdict === "excluded" ? "excluded" : "failed"] += 1;
      const name = stands?.name ?? listing.error.name;
      rows.push(unreadableRow({ ...listing.error, name }, at, !known));
      continue;
    }
    const order = listing.value;
    const released = stands?.reason?.kind === "released";
    const decided = verdictOf(order, options.cards, {
      known,
      waiting: stands?.verdict != null,
      archived: options.archived === true,
      asked: options.asked === true || released,
      installedAt,
      runFilter: options.runFilter,
    });
    if (decided.verdict === "leftOut" && stands?.verdict !== "excluded") {
      result.leftOut += 1;
      leftOut.push({ orderId: order.id, name: order.name, reason: decided.reason });
      continue;
    }
    if (!options.force && stands && isCurrent(order.updatedAt, stands)) {
      result.unchanged += 1;
      continue;
    }
    // An excluded row stays as it is, whatever the verdict would be.
    const verdict = released || decided.verdict === "ready" ? "ready" : "held";
    const ofRun = known || options.runCard === undefined || decided.cardId === options.runCard;
    if (stands?.verdict === "excluded") result.excluded += 1;
    else if (ofRun || verdict === "held") result[verdict] += 1;
    rows.push({
      orderId: order.id,
      name: order.name,
      cardId: decided.cardId,
      ofRun,
      claim: decided.claim && storedClaim.store(decided.claim),
      verdict,
      // That a person let it in is kept, so that no rule of the card takes it out again.
      reason: released && !known ? stands.reason : decided.reason,
      isNew: !known,
      listed: storedListed.store(order),
      orderCreatedAt: order.createdAt,
      shopifyUpdatedAt: order.updatedAt,
    });
  }
  if (rows.length > 0)
    result.taken = await upsertRows(tx, shop, rows, {
      at,
      by: options.by,
      runId: options.runId ?? null,
      taker: options.taker,
    });
  if (leftOut.length > 0) {
    await forgetLeftOut(
      tx,
      shop,
      leftOut.map(({ orderId }) => orderId),
    );
    await recordLeftOut(tx, shop, leftOut);
  }
  return result;
}

/** Since when the app knows the shop's orders: asked only where archived ones are listed. */
async function installedSince(
  tx: Tx,
  shop: string,
  listings: readonly Listing[],
): Promise<Date | null> {
  if (!listings.some((one) => one.ok && one.value.closed && one.value.cancelledAt === null))
    return null;
  const row = await tx.shop.findUnique({ where: { domain: shop }, select: { ordersSince: true } });
  return row?.ordersSince ?? null;
}

const unreadableRow = (
  { id, name, part, createdAt, updatedAt }: UnreadableOrder,
  at: Date,
  isNew: boolean,
): Row => ({
  orderId: id,
  name,
  cardId: null,
  claim: null,
  ofRun: true,
  verdict: "error",
  reason: problem("order-unreadable", { part }),
  isNew,
  listed: null,
  orderCreatedAt: createdAt ?? at.toISOString(),
  // Not known: any later reading of the order is newer.
  shopifyUpdatedAt: updatedAt ?? new Date(0).toISOString(),
});

/**
 * Nothing to do for an order that was read after its last change. Shopify's times have whole seconds, so an order read within the overlap of its
 * last change may have changed again in that second: it is read once more.
 */
export function isCurrent(updatedAt: string, stands: KnownOrder): boolean {
  if (!stands.importedUpTo || !stands.importedAt) return false;
  const changed = new Date(updatedAt).getTime();
  if (stands.verdict === "ready" || stands.verdict === "error") return false;
  return (
    changed < stands.importedUpTo.getTime() ||
    (changed === stands.importedUpTo.getTime() &&
      stands.importedAt.getTime() - changed > OVERLAP_MS / 10)
  );
}

/** Held rows are judged again by what the listing said; `all`: new ones that are ready too, which no run at work takes along. */
export async function judgeHeld(
  shop: string,
  cards: readonly CardForVerdict[],
  options: Pick<Announcement, "runId" | "runFilter" | "runCard" | "by"> & { all?: boolean },
): Promise<number> {
  let ready = 0;
  const running =
    options.all === true
      ? await db.syncRun.findMany({ where: { shop, state: "running" }, select: { id: true } })
      : [];
  const free = {
    ...{ verdict: "ready", isNew: true, claimedBy: null },
    OR: [{ runId: null }, { runId: { notIn: running.map(({ id }) => id) } }],
  };
  for (let after = ""; ;) {
    const rows = await db.orderToImport.findMany({
      where: {
        shop,
        orderId: { gt: after },
        ...(options.all === true ? { OR: [{ verdict: "held" }, free] } : { verdict: "held" }),
      },
      orderBy: { orderId: "asc" },
      take: 200,
      select: { orderId: true, listed: true },
    });
    if (rows.length === 0) return ready;
    after = rows.at(-1)?.orderId ?? "";
    const result = await announce(
      db,
      shop,
      readEach(rows, ({ orderId, listed }) => ok(storedListed.read(listed, `order ${orderId}`))),
      { ...options, cards, archived: true },
    );
    ready += result.ready;
  }
}
