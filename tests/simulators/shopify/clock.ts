/** The simulator's clock: real time plus an offset ("running"), or standing still until told ("frozen"). */
import type { SimClock } from "./world-interface.ts";

export interface SimulatorClock extends SimClock {
  /** Called after each advance or set, with the new time; unsubscribe with the returned function. */
  onJump(listener: (now: Date) => void): () => void;
  readonly running: boolean;
}

export function createClock(options: { start?: Date; running?: boolean } = {}): SimulatorClock {
  const running = options.running ?? true;
  let base = (options.start ?? new Date()).getTime();
  let since = Date.now();
  const listeners = new Set<(now: Date) => void>();
  const now = () => new Date(running ? base + (Date.now() - since) : base);
  const jump = (to: number) => {
    base = to;
    since = Date.now();
    for (const listener of listeners) listener(now());
  };
  return {
    running,
    now,
    advance(ms) {
      if (!(ms >= 0))
        throw new Error(
          `The clock only goes forward by advance: ${ms} ms is not a number ≥ 0. Use set to go back.`,
        );
      jump(now().getTime() + ms);
    },
    set(date) {
      if (Number.isNaN(date.getTime())) throw new Error("The clock was given a date that is none.");
      jump(date.getTime());
    },
    onJump(listener) {
      listeners.add(listener);
      return () => listeners.delete(listener);
    },
  };
}
