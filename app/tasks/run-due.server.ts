import { now } from "#app/lib/clock.ts";
import type { Gate } from "#app/lib/gate.ts";
import type { Started } from "./run-task.server.ts";

/** Carries out what is due, as many calls at once as the connection takes; of one order only ever one. */
export async function runDue(
  next: () => Promise<Started | null>,
  gate: Gate,
  until: number,
): Promise<"none" | "more"> {
  const underWay = new Set<Promise<void>>();
  const failures: unknown[] = [];
  const failed = (error: unknown): void => {
    failures.push(error);
    gate.close();
  };
  for (let [room, more] = [1, true]; ;) {
    const goOn = failures.length === 0 && now().getTime() < until;
    const before = underWay.size;
    const started =
      goOn && more && underWay.size < room ? ((await next().catch(failed)) ?? null) : null;
    if (started) {
      ({ room, more } = started);
      gate.widen(started.inFlight);
      const ended: Promise<void> = started.ended
        .catch(failed)
        .finally(() => underWay.delete(ended));
      underWay.add(ended);
    } else if (underWay.size < before) {
      // What ended while the look-up was out held the next of its order back: that look-up did not see it free.
      continue;
    } else if (underWay.size > 0) {
      await Promise.race(underWay);
    } else {
      if (failures.length > 0) throw failures[0];
      return goOn || !more ? "none" : "more";
    }
  }
}
