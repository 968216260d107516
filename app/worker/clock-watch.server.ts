import { now } from "#app/lib/clock.ts";

/** How often the clock of the machine is compared with one that nobody can set. */
const LOOK_MS = 10_000;
/** A change of less is a clock that is being kept right. */
const BACK_MS = 30_000;

/** Calls `onBack` when the clock was set back: what waits for a time of before would wait too long. */
export function watchClock(onBack: () => void, lookMs: number = LOOK_MS): { stop(): void } {
  const ahead = (): number => now().getTime() - performance.now();
  let last = ahead();
  const timer = setInterval(() => {
    const before = last;
    last = ahead();
    if (before - last > BACK_MS) onBack();
  }, lookMs);
  timer.unref();
  return { stop: () => clearInterval(timer) };
}
