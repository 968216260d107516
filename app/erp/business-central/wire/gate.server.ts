import { now } from "#app/lib/clock.ts";

/** One user of Business Central has five at once and 6,000 in five minutes; some of both is left to other processes. */
const AT_ONCE = 5;
const IN_WINDOW = 5_700;
const WINDOW_MS = 300_000;

interface Gate {
  active: number;
  waiting: (() => void)[];
  times: number[];
}

/** Of this process, by user. */
const gates = new Map<string, Gate>();

/** Waits until one of the places is free and the last five minutes have room; then works. */
export async function throughGate<T>(user: string, work: () => Promise<T>): Promise<T> {
  const gate = gates.get(user) ?? { active: 0, waiting: [], times: [] };
  gates.set(user, gate);
  if (gate.active >= AT_ONCE) await new Promise<void>((resolve) => gate.waiting.push(resolve));
  else gate.active += 1;
  try {
    await roomIn(gate);
    return await work();
  } finally {
    const next = gate.waiting.shift();
    if (next) next();
    else gate.active -= 1;
    if (gate.active === 0 && gate.times.length === 0) gates.delete(user);
  }
}

async function roomIn(gate: Gate): Promise<void> {
  for (;;) {
    const at = now().getTime();
    while ((gate.times[0] ?? at) <= at - WINDOW_MS) gate.times.shift();
    const oldest = gate.times[gate.times.length - IN_WINDOW];
    if (oldest === undefined) {
      gate.times.push(at);
      return;
    }
    await new Promise((resolve) => setTimeout(resolve, Math.max(1, oldest + WINDOW_MS - at)));
  }
}
