/**
 * Work Shopify finishes after it has answered. A job is due a second later by the simulator's clock; it then runs with the next request, the next act, or
 * by itself when the clock is a running one.
 */
import type { SimClock } from "../world-interface.ts";

const JOB_MS = 1_000;

export class Jobs {
  #waiting: { dueAt: number; run: () => void }[] = [];
  constructor(readonly clock: SimClock) {}

  later(run: () => void): void {
    this.#waiting.push({ dueAt: this.clock.now().getTime() + JOB_MS, run });
    setTimeout(() => {
      this.finish();
    }, JOB_MS + 20).unref();
  }

  /** Runs what is due, or everything. */
  finish(all = false): number {
    const now = this.clock.now().getTime();
    const due = this.#waiting.filter(({ dueAt }) => all || dueAt <= now);
    this.#waiting = this.#waiting.filter((job) => !due.includes(job));
    for (const { run } of due) run();
    return due.length;
  }

  /** The shop is replaced: what was under way ends with it. */
  forget(): void {
    this.#waiting = [];
  }
}
