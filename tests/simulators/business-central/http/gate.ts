import { Refusal } from "../api/refusal.ts";

export interface Limits {
  /** Worked on at once for one user. */
  parallel: number;
  queue: number;
  /** Requests in the window. */
  requests: number;
  windowMs: number;
}

export const ONLINE_LIMITS: Limits = { parallel: 5, queue: 95, requests: 6_000, windowMs: 300_000 };

const tooMany = (): Refusal =>
  new Refusal(429, "Application_TooManyRequests", "Too many requests. Try again later.");

/** The limits of one user: so many at once, so many waiting, so many in five minutes. */
export class Gate {
  /** Most that were worked on at once, and calls refused for being too many. */
  most = 0;
  refused = 0;
  private active = 0;
  private readonly waiting: (() => void)[] = [];
  private readonly times: number[] = [];

  constructor(private readonly limits: Limits) {}

  async pass<T>(work: () => Promise<T>): Promise<T> {
    const at = Date.now();
    while ((this.times[0] ?? at) <= at - this.limits.windowMs) this.times.shift();
    const full = this.active >= this.limits.parallel && this.waiting.length >= this.limits.queue;
    if (full || this.times.length >= this.limits.requests) {
      this.refused += 1;
      throw tooMany();
    }
    this.times.push(at);
    if (this.active >= this.limits.parallel)
      await new Promise<void>((resolve) => this.waiting.push(resolve));
    else this.active += 1;
    this.most = Math.max(this.most, this.active);
    try {
      return await work();
    } finally {
      const next = this.waiting.shift();
      if (next) next();
      else this.active -= 1;
    }
  }
}
