import { randomInt } from "node:crypto";

const FIRST_MS = 2_000;
const MOST_MS = 60_000;
/** Whoever was refused together does not come back together. */
const SPREAD = 0.25;

/** What a Retry-After header asks for: seconds, or a moment. Undefined when it says nothing that can be read. */
export function askedPauseMs(header: string | null | undefined, at: Date): number | undefined {
  const text = header?.trim() ?? "";
  if (/^\d{1,6}(\.\d{1,9})?$/.test(text)) return Math.ceil(Number(text) * 1000);
  const moment = /^[A-Z][a-z]{2}, /.test(text) ? Date.parse(text) : NaN;
  return Number.isNaN(moment) ? undefined : Math.max(0, moment - at.getTime());
}

/**
 * How long to send nothing after "too many requests". As long as asked for; without being asked two
 * seconds, twice as long with each
 * refusal in a row. Never no time at all: that would be asking in a circle.
 */
export function pauseMs(
  asked: number | undefined,
  refusals: number,
  /** Between 0 and 1. */
  jitter = randomInt(1_000) / 1_000,
): number {
  const base =
    asked !== undefined && asked > 0
      ? asked
      : Math.min(MOST_MS, FIRST_MS * 2 ** Math.min(Math.max(0, refusals), 10));
  return Math.ceil(base * (1 + SPREAD * jitter));
}
