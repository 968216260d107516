import { setTimeout as sleep } from "node:timers/promises";
import { db, type Tx } from "#app/db/client.server.ts";
import { now } from "#app/lib/clock.ts";
import { pauseMs } from "#app/lib/pause.ts";
import type { Bucket } from "./bucket.ts";
import { blockFor, FIRST_BUCKET, refill, waitMs } from "./bucket.ts";

/**
 * One bucket per shop for all processes: a row from which each takes points in blocks, so that nothing is sent that the bucket cannot pay
 * (PERF-7). Calls of one shop wait in turn; other shops do not wait for them.
 */
interface Lease {
  points: number;
  until: number;
  /** What the row held after the block was taken, to tell whether an answer says something new. */
  seen: Bucket | undefined;
  /** A level a little below the row's, as Shopify reported it: taken into account with the next block. */
  reported: Bucket | undefined;
  turn: Promise<void>;
  /** Shopify refused a call lately; the first that it takes again ends the row's count. */
  refused: boolean;
}

/** What an answer tells (`extensions.cost.throttleStatus`). */
export interface ThrottleStatus {
  maximumAvailable: number;
  currentlyAvailable: number;
  restoreRate: number;
}

const LEASE_MS = 2_000;
/** Shopify's level may lie this part of the bucket below ours (an answer is on its way while the bucket fills) before other processes must hear of it at once. */
const NEAR = 0.05;
const leases = new Map<string, Lease>();

function leaseOf(shop: string): Lease {
  let lease = leases.get(shop);
  if (!lease)
    leases.set(
      shop,
      (lease = {
        points: 0,
        until: 0,
        seen: undefined,
        reported: undefined,
        turn: Promise.resolve(),
        refused: false,
      }),
    );
  return lease;
}

/**
 * Takes the points for one call, waiting until they are there and a pause is over. When that would take longer than `patienceMs` they are
 * not taken, and the answer is how many milliseconds it would be; 0: they are taken.
 */
export async function takePoints(shop: string, cost: number, patienceMs: number): Promise<number> {
  const lease = leaseOf(shop);
  const before = lease.turn;
  let done = (): void => undefined;
  lease.turn = new Promise((resolve) => {
    done = resolve;
  });
  await before;
  try {
    const deadline = now().getTime() + patienceMs;
    for (;;) {
      if (lease.until < now().getTime()) lease.points = 0;
      if (lease.points >= cost) {
        lease.points -= cost;
        return 0;
      }
      const wait = await takeBlock(shop, lease, cost);
      if (wait === 0) continue;
      if (now().getTime() + wait > deadline) return wait;
      await sleep(Math.min(wait, 5_000) + 5);
    }
  } finally {
    done();
  }
}

async function addBucket(tx: Tx, shop: string): Promise<void> {
  await tx.$executeRaw`INSERT INTO "ThrottleBucket" ("shop", "available", "maximum", "restoreRate", "at")
    VALUES (${shop}, ${FIRST_BUCKET.available}, ${FIRST_BUCKET.maximum}, ${FIRST_BUCKET.restoreRate}, ${now()}) ON CONFLICT DO NOTHING`;
}

interface BucketRow {
  /** The transaction that wrote the row as it was read. */
  writtenBy: string;
  available: string;
  maximum: string;
  restoreRate: string;
  at: Date;
  pausedUntil: Date | null;
  refusals: number;
}

async function readBucket(shop: string): Promise<BucketRow> {
  const look = () => db.$queryRaw<BucketRow[]>`
    SELECT xmin::text AS "writtenBy", "available"::text, "maximum"::text, "restoreRate"::text, "at", "pausedUntil", "refusals" FROM "ThrottleBucket" WHERE "shop" = ${shop}`;
  let [row] = await look();
  if (!row) {
    await addBucket(db, shop);
    [row] = await look();
  }
  if (!row) throw new Error("the bucket's row is gone");
  return row;
}

/**
 * Takes a block out of the row, or says how many milliseconds are missing. Points of a lease that ran out go back. The row is written
 * only as it was read: where another process was faster, it is looked at again.
 */
async function takeBlock(shop: string, lease: Lease, cost: number): Promise<number> {
  const held = lease.points;
  const { reported } = lease;
  for (;;) {
    const row = await readBucket(shop);
    const at = now().getTime();
    const level = refill(
      {
        available: Number(row.available),
        maximum: Number(row.maximum),
        restoreRate: Number(row.restoreRate),
        at: row.at.getTime(),
      },
      at,
    );
    const bucket = {
      ...level,
      available: Math.min(
        level.maximum,
        held +
          (reported ? Math.min(level.available, refill(reported, at).available) : level.available),
      ),
    };
    const wait = Math.max(waitMs(bucket, cost), (row.pausedUntil?.getTime() ?? 0) - at);
    const block = wait > 0 ? 0 : blockFor(bucket, cost);
    const left = { ...bucket, available: bucket.available - block };
    const written = await db.$executeRaw`
      UPDATE "ThrottleBucket" SET "available" = ${left.available.toFixed(3)}::numeric, "at" = ${new Date(left.at)}
      WHERE "shop" = ${shop} AND xmin::text = ${row.writtenBy}`;
    if (written === 0) continue;
    lease.points = block;
    if (lease.reported === reported) lease.reported = undefined;
    lease.until = now().getTime() + LEASE_MS;
    lease.seen = left;
    lease.refused ||= row.refusals > 0;
    return wait;
  }
}

/**
 * What an answer said about the bucket, and what the call really cost. The row only ever goes down to what Shopify says: another
 * process may hold points that Shopify has not seen spent. Small differences wait for the next block, so that a call costs no statement of its own.
 */
export async function tellBucket(
  shop: string,
  status: ThrottleStatus,
  reserved: number,
  actual: number | null,
): Promise<void> {
  const lease = leaseOf(shop);
  const at = now();
  if (lease.until >= at.getTime()) lease.points += Math.max(0, reserved - (actual ?? 0));
  const reported: Bucket = {
    available: Math.max(0, status.currentlyAvailable - lease.points),
    maximum: status.maximumAvailable,
    restoreRate: status.restoreRate,
    at: at.getTime(),
  };
  const model = lease.seen && refill(lease.seen, reported.at);
  if (model?.maximum === reported.maximum && model.restoreRate === reported.restoreRate) {
    if (reported.available >= model.available) return;
    const lower =
      lease.reported && refill(lease.reported, reported.at).available <= reported.available
        ? lease.reported
        : reported;
    if (model.available - reported.available <= NEAR * reported.maximum) {
      lease.reported = lower;
      return;
    }
  }
  await writeLevel(shop, reported, at);
  lease.reported = undefined;
  lease.seen = {
    ...reported,
    available:
      model?.maximum === reported.maximum
        ? Math.min(reported.available, model.available)
        : reported.available,
  };
}

async function writeLevel(
  shop: string,
  { available, maximum, restoreRate }: Bucket,
  at: Date,
): Promise<void> {
  await db.$executeRaw`
    UPDATE "ThrottleBucket" SET "maximum" = ${maximum}, "restoreRate" = ${restoreRate}, "at" = GREATEST("at", ${at}),
      "available" = CASE WHEN "maximum" = ${maximum}::numeric
        THEN LEAST("available" + GREATEST(0, EXTRACT(EPOCH FROM (${at}::timestamptz - "at"))) * "restoreRate", ${available}::numeric)
        ELSE ${available}::numeric END
    WHERE "shop" = ${shop}`;
}

/** Shopify refused for lack of points although we thought they were there: nothing held counts any more. */
export function dropLease(shop: string): void {
  const lease = leaseOf(shop);
  lease.points = 0;
  lease.until = 0;
}

/**
 * Shopify refused a call that left at `sentAt`: no process sends one until the pause is over. Calls that were under way together are one
 * refusal; another one after a pause makes the next pause longer. Answers how long the pause is.
 */
export async function pauseCalls(
  shop: string,
  { asked, sentAt }: { asked: number | undefined; sentAt: Date },
): Promise<number> {
  dropLease(shop);
  leaseOf(shop).refused = true;
  return db.$transaction(async (tx) => {
    await addBucket(tx, shop);
    const [row] = await tx.$queryRaw<{ pausedUntil: Date | null; refusals: number }[]>`
      SELECT "pausedUntil", "refusals" FROM "ThrottleBucket" WHERE "shop" = ${shop} FOR UPDATE`;
    const at = now().getTime();
    const known = row?.pausedUntil?.getTime() ?? 0;
    if (known > sentAt.getTime() && asked === undefined) return Math.max(0, known - at);
    const until = Math.max(known, at + pauseMs(asked, row?.refusals ?? 0));
    const refusals = (row?.refusals ?? 0) + (known > sentAt.getTime() ? 0 : 1);
    await tx.$executeRaw`
      UPDATE "ThrottleBucket" SET "pausedUntil" = ${new Date(until)}, "refusals" = ${Math.min(refusals, 100)} WHERE "shop" = ${shop}`;
    return until - at;
  });
}

/** Shopify takes calls again: the next refusal is the first one. */
export async function callsGoOn(shop: string): Promise<void> {
  const lease = leaseOf(shop);
  if (!lease.refused) return;
  lease.refused = false;
  await db.$executeRaw`
    UPDATE "ThrottleBucket" SET "refusals" = 0 WHERE "shop" = ${shop} AND "refusals" > 0 AND ("pausedUntil" IS NULL OR "pausedUntil" <= ${now()})`;
}

/** A clock that was ahead wrote times that are still to come: until then the buckets would not fill, and a pause would not end. */
export async function forgetFuturePoints(soon: Date): Promise<void> {
  leases.clear();
  await db.throttleBucket.updateMany({
    where: { at: { gt: soon } },
    data: { at: now(), pausedUntil: null },
  });
}
