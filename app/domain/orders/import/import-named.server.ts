import { randomUUID } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import type { OrderId } from "#app/lib/ids.ts";
import type { Result } from "#app/lib/result.ts";
import { ok } from "#app/lib/result.ts";
import type { ShopifyError } from "#app/shopify/errors.ts";
import { isPassing, isShutOut } from "#app/tasks/shopify-problem.ts";
import type { Announcement } from "../announce/announce.server.ts";
import { isCurrent } from "../announce/announce.server.ts";
import { announceEach } from "../announce/announce-each.server.ts";
import { knownOrders } from "../announce/announce-rows.server.ts";
import { announceIds } from "../announce/list-orders.server.ts";
import type { OrderCard } from "../announce/order-cards.server.ts";
import { cardsUnasked, orderCards } from "../announce/order-cards.server.ts";
import type { Reading } from "../read/read-orders.server.ts";
import { readOrders } from "../read/read-orders.server.ts";
import { FIRST } from "./batch-size.ts";
import { keepClaims } from "./claims.server.ts";
import type { ImportTurn } from "./import.server.ts";
import { requestImport, takeIn, unreadBatch } from "./import.server.ts";

/** An order that Shopify names by itself. */
export interface NamedOrder {
  id: OrderId;
  /** It was placed just now. */
  placed: boolean;
  /** When it last changed, as far as Shopify said. */
  changedAt: string | null;
  /** A part of it changed that its time says nothing of: it is read whatever is known. */
  moved: boolean;
}

/**
 * Brings in orders that Shopify names. A few that are likely to come in are read whole at once, which costs the same for one and for fifty, and
 * what was read decides their verdict; the others are listed first, and those of them that come in have the import job. Gives the ids that
 * Shopify has no order for.
 */
export async function importNamed(
  shop: string,
  named: readonly NamedOrder[],
): Promise<Result<OrderId[], ShopifyError>> {
  const cards = await orderCards(shop);
  const { changed, likely } = await lookAt(shop, named, cards);
  if (changed.length === 0) return ok([]);
  const whole = likely && changed.length <= FIRST ? await readWhole(shop, changed) : null;
  if (whole && !whole.ok) return whole;
  const missing: OrderId[] = [];
  for (const force of [false, true]) {
    const ids = changed.filter(({ moved }) => moved === force).map(({ id }) => id);
    const read = new Map(
      ids.flatMap((id) => {
        const reading = whole?.value.get(id);
        return reading ? [[id, reading] as const] : [];
      }),
    );
    const options = { by: "webhook" as const, cards, force };
    missing.push(...ids.filter((id) => read.get(id)?.kind === "gone"));
    await announceRead(shop, read, options);
    // Whatever could not be read whole is for the listing to judge.
    const listed = await announceIds(
      shop,
      ids.filter((id) => !read.has(id)),
      options,
    );
    if (!listed.ok) return listed;
    missing.push(...listed.value.missing);
    if (listed.value.announced.ready > 0) await requestImport(db, shop);
  }
  return ok(missing);
}

/** Which of them have something new, and whether some of those are likely to come in. */
async function lookAt(
  shop: string,
  named: readonly NamedOrder[],
  cards: readonly OrderCard[],
): Promise<{ changed: readonly NamedOrder[]; likely: boolean }> {
  // One that is off claims no order.
  const takesNew = cardsUnasked(cards.filter(({ enabled }) => enabled)).length > 0;
  if (takesNew && named.some(({ placed }) => placed)) return { changed: named, likely: true };
  const standing = await knownOrders(
    db,
    shop,
    named.map(({ id }) => id),
  );
  const changed = named.filter(({ id, changedAt, moved }) => {
    const stands = standing.get(id);
    return moved || changedAt === null || !stands || !isCurrent(changedAt, stands);
  });
  const likely = changed.some(({ id }) => standing.get(id)?.importedUpTo != null);
  return { changed, likely };
}

/** What can be read of the orders; those of an answer that is no use as a whole are left out. */
async function readWhole(
  shop: string,
  named: readonly NamedOrder[],
): Promise<Result<Map<string, Reading>, ShopifyError>> {
  const ids = named.map(({ id }) => id);
  const answer = await readOrders(shop, ids).catch(unreadBatch);
  if (!answer.ok)
    return isShutOut(answer.error) || isPassing(answer.error) ? answer : ok(new Map());
  const useful = [...answer.value].filter(([, { kind }]) => kind === "read" || kind === "gone");
  return ok(new Map(useful));
}

/** Announces orders that were read whole, and stores those that come in. */
async function announceRead(
  shop: string,
  read: ReadonlyMap<OrderId, Reading>,
  options: Announcement & { cards: readonly OrderCard[] },
): Promise<void> {
  const listings = [...read.values()].flatMap((one) => (one.kind === "read" ? [one.listing] : []));
  if (listings.length === 0) return;
  const turn: ImportTurn = {
    shop,
    owner: randomUUID(),
    by: "sync",
    summary: { imported: [], unchanged: [], failed: [] },
  };
  const stop = keepClaims(turn);
  try {
    const taker = { owner: turn.owner, unasked: cardsUnasked(options.cards) };
    const { ready, taken } = await announceEach(shop, listings, { ...options, taker });
    await takeIn(
      turn,
      taken.map((order) => ({ order, reading: read.get(order.orderId) ?? { kind: "gone" } })),
    );
    const { imported, unchanged } = turn.summary;
    if (ready > imported.length + unchanged.length) await requestImport(db, shop);
  } finally {
    stop();
  }
}
