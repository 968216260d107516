import { expect, it } from "vitest";
import { setClock } from "#app/lib/clock.ts";
import { watchClock } from "./clock-watch.server.ts";

it("tells when the clock was set back, not when it runs or was set forward", async () => {
  let ahead = 0;
  let back = 0;
  let looks = 0;
  const restore = setClock({
    now: () => {
      looks += 1;
      return new Date(Date.now() + ahead);
    },
  });
  const watch = watchClock(() => (back += 1), 5);
  const looked = async (): Promise<void> => {
    const before = looks;
    await expect.poll(() => looks).toBeGreaterThan(before + 1);
  };
  try {
    await looked();
    ahead = 26 * 60 * 60_000;
    await looked();
    expect(back).toBe(0);
    ahead = 0;
    await looked();
    expect(back).toBe(1);
  } finally {
    watch.stop();
    restore();
  }
});
