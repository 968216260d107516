import { describe, it } from "vitest";
import { EVERY, isTurnOf } from "#tests/setup/of-today.ts";
import { AXE_EVERYWHERE } from "./looks.ts";

/** For a story that only the long run tells: what it looks at is seen on a phone with axe, too, on the days of its place. */
export function axeOnItsDay(place: number): void {
  // Read by `looks`, as below; a process serves one file after the other, and axe in the next one does no harm.
  if (isTurnOf(place)) process.env[AXE_EVERYWHERE] = "1";
}

/** A story that looks at what it shows: here on a phone with axe, too, on the days of its place. */
export function withAxeOnPhones(place: number, load: () => Promise<unknown>): void {
  if (!isTurnOf(place)) {
    // A file needs a test; this one says why the story is left out.
    it.skip(`another day: one of ${EVERY}`, () => undefined);
    return;
  }
  process.env[AXE_EVERYWHERE] = "1";
  describe("with axe on a phone, too", async () => {
    await load();
  });
}
