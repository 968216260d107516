import { db } from "#app/db/client.server.ts";
import { countEach } from "#app/db/count-up-to.server.ts";
import { ordersFound } from "#app/domain/orders/lists/list-orders.server.ts";
import { DOCUMENT, type DocumentState } from "#app/domain/orders/states.ts";
import { now } from "#app/lib/clock.ts";
import { addToDay, dayIn } from "#app/lib/day.ts";

/** Today and the days before it. */
const DAYS = 7;

export interface DayOfOrders {
  /** A day of the shop. */
  day: string;
  /** Orders placed on it by how far their documents are; each is counted as the list behind it filters, up to a thousand. */
  counts: Record<DocumentState, number>;
}

/** The orders of the last days, imported ones: in one statement, which costs the same however many orders there are. */
export async function ordersByDay(shop: string, at = now()): Promise<DayOfOrders[]> {
  const facts = await db.shop.findUnique({ where: { domain: shop }, select: { timeZone: true } });
  const timeZone = facts?.timeZone ?? "UTC";
  const today = dayIn(timeZone, at);
  const days = Array.from({ length: DAYS }, (_none, back) =>
    addToDay(today, { days: back - DAYS + 1 }),
  );
  const asked = days.flatMap((day) =>
    DOCUMENT.states.map((document) => [
      `${day} ${document}`,
      ordersFound(shop, { document, from: day, to: day }, timeZone),
    ]),
  );
  const counts = await countEach(
    Object.fromEntries(asked) as Record<string, ReturnType<typeof ordersFound>>,
  );
  const of = (day: string): Record<DocumentState, number> => ({
    created: counts[`${day} created`] ?? 0,
    creating: counts[`${day} creating`] ?? 0,
    unprocessed: counts[`${day} unprocessed`] ?? 0,
    failed: counts[`${day} failed`] ?? 0,
  });
  return days.map((day) => ({ day, counts: of(day) }));
}
