import { db } from "#app/db/client.server.ts";
import type { Prisma } from "#app/db/generated/client.ts";
import type { OrderState } from "#app/domain/orders/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import { setProblems } from "#app/domain/problems/problems.server.ts";
import { readCard } from "#app/domain/shop-card/cards.server.ts";
import { now } from "#app/lib/clock.ts";
import type { JobHandler } from "#app/tasks/jobs.server.ts";
import * as decimal from "#app/money/decimal.ts";
import { presentment, uncaptured } from "./payment.ts";

const DAY_MS = 86_400_000;
/** The most days a card may ask to be warned before (setting expiryWarningDays). */
const MOST_DAYS = 14;
const PAGE = 500;

export const WARN_OF_EXPIRY = "warnOfExpiry";
export const paymentJobs: Record<string, JobHandler> = { [WARN_OF_EXPIRY]: async () => warnOfExpiry() };

const subjectOf = (orderId: string): string => `authorization:${orderId}`;
const columns = { shop: true, orderId: true, cardId: true, state: true, authorizationExpiresAt: true } satisfies Prisma.OrderSelect;

interface Ending {
  shop: string;
  orderId: string;
  cardId: string | null;
  state: unknown;
  authorizationExpiresAt: Date | null;
}

/** Warns of authorizations that end within the card's days, says so when one has ended, and takes back what no longer holds (PAY-2). Of every shop. */
export async function warnOfExpiry(): Promise<void> {
  const before = new Date(now().getTime() + MOST_DAYS * DAY_MS);
  for (let after = { shop: "", orderId: "" }; ;) {
    const page = await db.order.findMany({
      where: { authorizationExpiresAt: { not: null, lte: before }, OR: [{ shop: { gt: after.shop } }, { shop: after.shop, orderId: { gt: after.orderId } }] }, select: columns, orderBy: [{ shop: "asc" }, { orderId: "asc" }], take: PAGE,
    });
    for (const shop of new Set(page.map((row) => row.shop))) await note(shop, page.filter((row) => row.shop === shop));
    const last = page.at(-1);
    if (page.length < PAGE || !last) return;
    after = last;
  }
}

/** The same for orders that were just read: their warnings end with what they were about. */
export async function expiryOfOrders(shop: string, orderIds: readonly string[]): Promise<void> {
  await note(shop, await db.order.findMany({ where: { shop, orderId: { in: [...orderIds] } }, select: columns }));
}

/** Only what differs from the problems that stand is written. */
async function note(shop: string, orders: readonly Ending[]): Promise<void> {
  if (orders.length === 0) return;
  const cards = (await db.shopCard.findMany({ where: { shop }, orderBy: [{ precedence: "asc" }, { createdAt: "asc" }, { id: "asc" }] })).map(readCard);
  const standing = await db.problem.findMany({ where: { shop, orderId: { in: orders.map(({ orderId }) => orderId) }, kind: { in: ["authorization-expiring", "authorization-expired"] }, clearedAt: null, subject: { startsWith: "authorization:" } }, select: { kind: true, orderId: true, cause: true } });
  const changed = orders.flatMap((order) => {
    const settings = (cards.find(({ id }) => id === order.cardId) ?? cards[0])?.settings;
    const found = settings ? endingOf(order, settings.expiryWarningDays) : null;
    const stands = standing.filter(({ orderId }) => orderId === order.orderId);
    const same = found === null ? stands.length === 0 : stands.length === 1 && stands[0]?.kind === found.kind && stands[0].cause === found.cause;
    return same ? [] : [{ subject: subjectOf(order.orderId), orderId: order.orderId, problems: found ? [found] : [] }];
  });
  if (changed.length > 0) await db.$transaction((tx) => setProblems(tx, shop, "payment", changed));
}

function endingOf({ orderId, state, authorizationExpiresAt }: Ending, days: number): ProblemValue | null {
  if (authorizationExpiresAt === null) return null;
  const { transactions } = state as OrderState;
  const ends = authorizationExpiresAt.getTime();
  if (ends <= now().getTime()) return problem("authorization-expired", { orderId });
  if (ends > now().getTime() + days * DAY_MS) return null;
  const open = transactions.filter((payment) => payment.authorizationExpiresAt !== null && Date.parse(payment.authorizationExpiresAt) === ends && !decimal.isZero(uncaptured(transactions, payment)));
  const amount = decimal.add("0", ...open.map((payment) => decimal.min(uncaptured(transactions, payment), presentment(payment))));
  return problem("authorization-expiring", { orderId, amount, currency: open[0]?.amount.presentment.currency ?? "", at: authorizationExpiresAt.toISOString() });
}
