import { logger } from "#app/lib/logger.server.ts";
import type { CallLimit, Limits } from "./limit.ts";
import { sharedPlaces } from "./places.server.ts";
import { Turns } from "./turns.ts";
import { Window } from "./window.server.ts";

interface Caller {
  turns: Turns;
  window: Window;
}

/**
 * Keeps all processes that use this database together to an ERP's limits. Where the database does not answer, a call is made without:
 * the ERP then says itself that it is too much.
 */
export function limitOverProcesses(limits: Limits): CallLimit {
  const callers = new Map<string, Caller>();
  const callerOf = (name: string): Caller => {
    const known = callers.get(name) ?? {
      turns: new Turns(sharedPlaces(name, limits.atOnce), () => performance.now()),
      window: new Window(name, limits),
    };
    callers.set(name, known);
    return known;
  };
  return async (name, work) => {
    const { turns, window } = callerOf(name);
    let begun = false;
    try {
      return await turns.pass(async () => {
        await window.takeCall();
        begun = true;
        return work();
      });
    } catch (error) {
      if (begun) throw error;
      logger.warn({ err: error }, "calls to the ERP could not be counted; one is made without");
      return work();
    }
  };
}
