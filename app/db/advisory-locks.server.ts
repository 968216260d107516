import type { Tx } from "./client.server.ts";

/**
 * Every advisory lock of the app. PostgreSQL knows them by number only, so two uses of one number would wait for each other.
 * A number stays what it is: during an update processes of two versions run side by side.
 */
export const ADVISORY_LOCKS = {
  /** Held by a worker's pool while its process lives; second key: the pool's id. */
  workerPools: 7301,
  /** Held by a process while it acts on tasks; second key: the claim's number. */
  taskClaims: 7302,
  /** One start of a sync at a time; second key: the shop. */
  syncStarts: 7303,
  /** One refresh of the access token at a time; second key: the shop. */
  tokenRefresh: 7304,
  /** One start of a run over the ERP's feeds at a time; second key: the shop. */
  feedRunStarts: 7305,
  /** One process at a time adds missing schedules. */
  missingSchedules: 7306,
  /** One start of a run by a person at a time; second key: the shop. */
  runStarts: 7307,
  /** One new ERP connection at a time; second key: the shop. */
  connectionStarts: 7308,
  /** A place for a call to an ERP that takes so many at once; held by the process that makes it. Second key: caller and place. */
  callPlaces: 7309,
  /** One change of the order of shop cards at a time; second key: the shop. */
  cardOrder: 7321,
  /** One change of what is booked of gift cards at a time; second key: the shop. */
  giftCards: 7320,
} as const;

/** Of one key only: each process that uses the embedded server shares it, in the database "postgres". */
export const EMBEDDED_USERS_LOCK = 72707370;

/** Of one key only, and the number Prisma's own tool locks with: the two never migrate at once. */
export const MIGRATIONS_LOCK = 72707369;

/** Waits for the lock of this subject, for instance a shop, and keeps it until the transaction ends. */
export async function lockUntilCommit(
  tx: Tx,
  lock: keyof typeof ADVISORY_LOCKS,
  subject = "",
): Promise<void> {
  await tx.$executeRaw`SELECT pg_advisory_xact_lock(${ADVISORY_LOCKS[lock]}::int, hashtext(${subject}))`;
}
