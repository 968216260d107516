import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port.ts";
import type { Act } from "./rpc/errors.ts";
import { exclusively } from "./rpc/exclusive.server.ts";
import type { TrytonScope } from "./scope.server.ts";

/**
 * Runs one call of the port: a `write` as a whole alone on its database, so that looking up and creating belong together. Lets nothing but
 * ErpError out; everything else is a fault of ours and becomes `internal` with the trace id, its cause kept for the log.
 */
export async function portCall<T>(scope: TrytonScope, options: CallOptions, act: Act, work: () => Promise<T>): Promise<T> {
  if (options.signal?.aborted) throw new ErpError({ class: "unavailable", message: "The call was stopped before it reached Tryton. Nothing was changed. It is tried again." });
  try {
    return act === "write" ? await exclusively(scope.settings.endpoint, options, work) : await work();
  } catch (error) {
    if (error instanceof ErpError) throw error;
    throw Object.assign(new ErpError({ class: "internal", message: `The connection to Tryton failed in a way it does not know (trace ${options.traceId}). Look into the log for this trace.` }), { cause: error });
  }
}
