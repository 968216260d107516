import { setTimeout as sleep } from "node:timers/promises";
import { db } from "#app/db/client.server.ts";
import type { Limits } from "./limit.ts";

/** Calls are counted by the slice of the window in which they leave, by the database's clock. */
const SLICES = 60;
/** Calls a process takes at once: it asks the database once for so many. */
const BLOCK = 10;

interface Block {
  slice: Date;
  left: number;
  /** When the slice ends, by this process's own stopwatch. */
  until: number;
}

/** Calls of one caller in the last so many minutes, over all processes that use this database. */
export class Window {
  private block: Block | undefined;
  private turn: Promise<void> = Promise.resolve();
  private readonly sliceMs: number;

  constructor(
    private readonly caller: string,
    private readonly limits: Pick<Limits, "inWindow" | "windowMs">,
  ) {
    this.sliceMs = limits.windowMs / SLICES;
  }

  /** Waits until one more call is allowed. */
  async takeCall(): Promise<void> {
    const before = this.turn;
    let done = (): void => undefined;
    this.turn = new Promise((resolve) => {
      done = resolve;
    });
    await before;
    try {
      if (this.block && this.block.left > 0 && this.block.until > performance.now()) {
        this.block.left -= 1;
        return;
      }
      for (;;) {
        const wait = await this.takeBlock();
        // One of a block that was just taken is this call's, however late the database answered.
        if (wait === 0) return;
        await sleep(Math.min(wait, this.sliceMs));
      }
    } finally {
      done();
    }
  }

  /** Takes the next calls, and gives back what is left of a slice that is over. Answers how long to wait where the window is full. */
  private async takeBlock(): Promise<number> {
    const unused = this.block;
    this.block = undefined;
    if (unused && unused.left > 0)
      await db.$executeRaw`
        UPDATE "ErpCallCount" SET taken = taken - ${unused.left}
        WHERE caller = ${this.caller} AND slice = ${unused.slice}`;
    const { inWindow, windowMs } = this.limits;
    const [row] = await db.$queryRaw<{ slice: Date; left: number; first: boolean }[]>`
      INSERT INTO "ErpCallCount" (caller, slice, taken)
      SELECT ${this.caller}, date_bin(${this.sliceMs} * interval '1 ms', clock_timestamp(), 'epoch'), ${BLOCK}::int
      FROM (SELECT COALESCE(SUM(taken), 0) AS taken FROM "ErpCallCount"
            WHERE caller = ${this.caller} AND slice > clock_timestamp() - ${windowMs + this.sliceMs} * interval '1 ms') AS recent
      WHERE recent.taken + ${BLOCK} <= ${inWindow}
      ON CONFLICT (caller, slice) DO UPDATE SET taken = "ErpCallCount".taken + EXCLUDED.taken
      RETURNING slice, (xmax = 0) AS first,
        EXTRACT(EPOCH FROM slice - clock_timestamp())::float8 * 1000 + ${this.sliceMs} AS left`;
    if (!row) return this.untilRoom();
    this.block = { slice: row.slice, left: BLOCK - 1, until: performance.now() + row.left };
    if (row.first)
      await db.$executeRaw`
        DELETE FROM "ErpCallCount"
        WHERE caller = ${this.caller} AND slice < clock_timestamp() - ${2 * windowMs} * interval '1 ms'`;
    return 0;
  }

  private async untilRoom(): Promise<number> {
    const { windowMs } = this.limits;
    const [row] = await db.$queryRaw<{ wait: number | null }[]>`
      SELECT EXTRACT(EPOCH FROM MIN(slice) - clock_timestamp())::float8 * 1000 + ${windowMs + this.sliceMs} AS wait
      FROM "ErpCallCount"
      WHERE caller = ${this.caller} AND taken > 0 AND slice > clock_timestamp() - ${windowMs + this.sliceMs} * interval '1 ms'`;
    return Math.max(1, row?.wait ?? 1);
  }
}
