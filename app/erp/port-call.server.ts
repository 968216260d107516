import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { ErpError } from "./errors.ts";
import type { CallOptions } from "./port/adapter.ts";
import { refusedAs } from "./refusals.ts";

/**
 * Runs one call of a port. Lets nothing but ErpError out; everything else is a fault of the app and becomes `internal`, its cause kept for the log.
 * `stopped` says that the caller gave up before anything was sent.
 */
export async function portCall<T>(
  { signal }: CallOptions,
  texts: { stopped: RefusalText; unexpected: RefusalText },
  work: () => Promise<T>,
): Promise<T> {
  const stopped = (): ErpError => refusedAs("unavailable", texts.stopped);
  if (signal?.aborted) throw stopped();
  try {
    return await work();
  } catch (error) {
    if (error instanceof ErpError) throw error;
    // What was sent has an error of its own.
    if (signal?.aborted && error === signal.reason) throw stopped();
    throw Object.assign(refusedAs("internal", texts.unexpected), { cause: error });
  }
}
