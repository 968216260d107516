import type { CallLimit } from "./limit.ts";
import { Turns } from "./turns.ts";

/** Keeps one process to so many calls at once: for tools and tests that run alone. */
export function limitInProcess(atOnce: number): CallLimit {
  const free = Array.from({ length: atOnce }, (_, place) => place);
  const turns = new Turns(
    {
      tryTake: () => Promise.resolve(free.pop()),
      giveBack: (place) => void free.push(place),
      pause: () => new Promise((resolve) => setTimeout(resolve, 5)),
      rest: () => Promise.resolve(),
    },
    () => performance.now(),
  );
  return (_caller, work) => turns.pass(work);
}
