import { refusal, refusedAs } from "#app/erp/refusals.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Piece } from "./rpc/turn.server.ts";
import { inTurn, NOTHING } from "./rpc/turn.server.ts";
import type { TrytonScope } from "./scope.server.ts";

/**
 * Runs one call of the port. Lets nothing but ErpError out; everything else is a fault of the app
 * and becomes `internal` with the trace id, its
 * cause kept for the log.
 */
export async function portCall<T>(options: CallOptions, work: () => Promise<T>): Promise<T> {
  if (options.signal?.aborted) throw refusedAs("unavailable", refusal("tryton.stopped"));
  try {
    return await work();
  } catch (error) {
    if (error instanceof ErpError) throw error;
    throw Object.assign(
      refusedAs("internal", refusal("tryton.failedUnexpectedly", { trace: options.traceId })),
      { cause: error },
    );
  }
}

/** A call that writes: alone on its database while it works, so that looking up and creating belong together. */
export async function writeCall<W, F, T>(
  { settings }: TrytonScope,
  options: CallOptions,
  piece: Piece<W, F, T>,
): Promise<T> {
  return portCall(options, () => inTurn(settings.endpoint, piece, options));
}

/** The same for what needs to know nothing first. */
export async function plainWrite<T>(
  scope: TrytonScope,
  options: CallOptions,
  work: () => Promise<T>,
): Promise<T> {
  return writeCall(scope, options, { about: "", ahead: NOTHING, work });
}
