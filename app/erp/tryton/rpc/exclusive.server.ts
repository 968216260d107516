import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port.ts";
import type { Endpoint } from "./endpoint.ts";
import { callAddress } from "./endpoint.ts";

/** The last one waiting for each database. */
const tails = new Map<string, Promise<void>>();

/**
 * One piece of writing at a time per database in this process: looking up and creating belong together, and Tryton on SQLite gives two
 * creations at once the same number. Other processes are kept apart by the app's lanes. Must not be nested.
 */
export async function exclusively<T>(endpoint: Endpoint, options: CallOptions, work: () => Promise<T>): Promise<T> {
  const name = callAddress(endpoint);
  const before = tails.get(name) ?? Promise.resolve();
  let release = (): void => undefined;
  const mine = new Promise<void>((resolve) => { release = resolve; });
  const tail = before.then(() => mine);
  tails.set(name, tail);
  try {
    await before;
    if (options.signal?.aborted) throw new ErpError({ class: "unavailable", message: "The call was stopped before it reached Tryton. Nothing was changed. It is tried again." });
    return await work();
  } finally {
    release();
    if (tails.get(name) === tail) tails.delete(name);
  }
}
