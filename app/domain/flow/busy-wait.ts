const LEAST_MS = 1_000;
const MOST_MS = 60_000;

/** How long an action waits whose order another import holds: as long again as it has waited, so that a long import is asked a few times, not each second. */
export function busyWaitMs(receivedAt: Date, now: Date): number {
  return Math.min(MOST_MS, Math.max(LEAST_MS, now.getTime() - receivedAt.getTime()));
}
