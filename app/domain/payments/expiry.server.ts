import type { CardId, OrderId } from "#app/lib/ids.ts";
import { db } from "#app/db/client.server.ts";
import { Prisma } from "#app/db/generated/client.ts";
import type { OrderState } from "#app/domain/orders/snapshot/snapshot.ts";
import { storedState } from "#app/domain/orders/snapshot/stored-order.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import type { Card } from "#app/domain/shop-card/cards.server.ts";
import { listCards } from "#app/domain/shop-card/cards.server.ts";
import { defaultSettings } from "#app/domain/shop-card/settings.ts";
import { now } from "#app/lib/clock.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import * as decimal from "#app/money/decimal.ts";
import { uncaptured } from "#app/domain/orders/snapshot/transactions.ts";

const DAY_MS = 86_400_000;
const PAGE = 500;
const KINDS = ["authorization-expiring", "authorization-expired"] as const;
type Kind = (typeof KINDS)[number];

const subjectOf = (orderId: OrderId): string => `authorization:${orderId}`;

interface Ending {
  orderId: OrderId;
  cardId: CardId | null;
  authorizationExpiresAt: Date | null;
}
const columns = { orderId: true, cardId: true, authorizationExpiresAt: true } as const;

/** Warns of authorizations that end within the card's days, says so when one has ended, and takes back what no longer holds (PAY-2). Of every shop. */
export async function warnOfExpiry(): Promise<void> {
  const shops = await db.shop.findMany({
    where: { uninstalledAt: null },
    select: { domain: true },
    orderBy: { domain: "asc" },
  });
  for (const { domain: shop } of shops) {
    const cards = await listCards(shop);
    const days = Math.max(0, ...cards.map(({ settings }) => settings.expiryWarningDays));
    const before = new Date(now().getTime() + days * DAY_MS);
    for (let after = ""; ;) {
      const page = await db.order.findMany({
        where: { shop, authorizationExpiresAt: { lte: before }, orderId: { gt: after } },
        select: columns,
        orderBy: { orderId: "asc" },
        take: PAGE,
      });
      await note(shop, cards, page);
      const last = page.at(-1);
      if (page.length < PAGE || !last) break;
      after = last.orderId;
    }
    // Warned of once, and not to be warned of any more: the card's days were lowered.
    const standing = await openWarnings(shop, null);
    const far = await db.order.findMany({
      where: {
        shop,
        orderId: { in: standing.flatMap(({ orderId }) => orderId ?? []) },
        OR: [{ authorizationExpiresAt: null }, { authorizationExpiresAt: { gt: before } }],
      },
      select: columns,
    });
    await note(shop, cards, far);
  }
}

/** Condition on an order `o`: its authorization is within the days of some card, or there is a warning that may be over. */
export const expires = (): Prisma.Sql => Prisma.sql`
  o."authorizationExpiresAt" <= ${now()}::timestamptz + interval '1 day' * (
    SELECT max(CASE WHEN jsonb_typeof(c.settings -> 'expiryWarningDays') = 'number' THEN (c.settings ->> 'expiryWarningDays')::numeric
      ELSE ${defaultSettings.expiryWarningDays} END) FROM "ShopCard" c WHERE c.shop = o.shop)::float
  OR EXISTS (SELECT 1 FROM "Problem" p WHERE p.shop = o.shop AND p."orderId" = o."orderId" AND p.kind = ANY(${[...KINDS]}) AND p."clearedAt" IS NULL)`;

/** The same for orders that were just read: their warnings end with what they were about. */
export async function expiryOfOrders(shop: string, orderIds: readonly OrderId[]): Promise<void> {
  const ending = await db.$queryRaw<Ending[]>`
    SELECT o."orderId", o."cardId"::text, o."authorizationExpiresAt" FROM "Order" o
    WHERE o.shop = ${shop} AND o."orderId" = ANY(${[...orderIds]}::text[])
      AND (${expires()})`;
  if (ending.length > 0) await note(shop, await listCards(shop), ending);
}

const openWarnings = (shop: string, orderIds: OrderId[] | null) =>
  db.problem.findMany({
    where: {
      shop,
      kind: { in: [...KINDS] },
      clearedAt: null,
      subject: { startsWith: "authorization:" },
      ...(orderIds ? { orderId: { in: orderIds } } : {}),
    },
    select: { kind: true, orderId: true },
  });

/** Only what differs from the problems that stand is written. */
async function note(
  shop: string,
  cards: readonly Card[],
  orders: readonly Ending[],
): Promise<void> {
  if (orders.length === 0) return;
  const standing = await openWarnings(
    shop,
    orders.map(({ orderId }) => orderId),
  );
  const changed = orders.flatMap((order) => {
    const kind = kindOf(
      order,
      (cards.find(({ id }) => id === order.cardId) ?? cards[0])?.settings.expiryWarningDays ?? 0,
    );
    const stands = standing
      .filter(({ orderId }) => orderId === order.orderId)
      .map((row) => row.kind);
    const same = kind === null ? stands.length === 0 : stands.length === 1 && stands[0] === kind;
    return same ? [] : [{ ...order, kind }];
  });
  if (changed.length === 0) return;
  const states = new Map(
    (
      await db.order.findMany({
        where: {
          shop,
          orderId: {
            in: changed.filter(({ kind }) => kind !== null).map(({ orderId }) => orderId),
          },
        },
        select: { orderId: true, state: true },
      })
    ).map(({ orderId, state }) => [
      orderId,
      readOrLog(() => storedState.read(state, `order ${orderId}`)) ?? undefined,
    ]),
  );
  await db.$transaction((tx) =>
    setProblems(
      tx,
      shop,
      "payment",
      changed.map(({ orderId, kind, authorizationExpiresAt }) => ({
        subject: subjectOf(orderId),
        orderId,
        problems:
          kind === null || authorizationExpiresAt === null
            ? []
            : [
                problem(kind, {
                  orderId,
                  ...endingOf(states.get(orderId), authorizationExpiresAt),
                }),
              ],
      })),
    ),
  );
}

function kindOf({ authorizationExpiresAt }: Ending, days: number): Kind | null {
  if (authorizationExpiresAt === null) return null;
  const ends = authorizationExpiresAt.getTime();
  if (ends <= now().getTime()) return "authorization-expired";
  return ends <= now().getTime() + days * DAY_MS ? "authorization-expiring" : null;
}

/** How much ends then. */
function endingOf(
  state: OrderState | undefined,
  at: Date,
): { amount: string; currency: string; at: string } {
  const payments = state?.transactions ?? [];
  const open = payments.filter(
    ({ authorizationExpiresAt }) =>
      authorizationExpiresAt !== null && Date.parse(authorizationExpiresAt) === at.getTime(),
  );
  return {
    amount: decimal.add("0", ...open.map((payment) => uncaptured(payments, payment))),
    currency: open[0]?.amount.presentment.currency ?? "",
    at: at.toISOString(),
  };
}
