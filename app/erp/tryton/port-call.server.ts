import type { CallOptions } from "#app/erp/port/adapter.ts";
import { portCall as anyPortCall } from "#app/erp/port-call.server.ts";
import { refusal } from "#app/erp/refusals.ts";
import type { Piece } from "./rpc/turn.server.ts";
import { inTurn, NOTHING } from "./rpc/turn.server.ts";
import type { TrytonScope } from "./scope.server.ts";

export const portCall = <T>(options: CallOptions, work: () => Promise<T>): Promise<T> =>
  anyPortCall(
    options,
    {
      stopped: refusal("tryton.stopped"),
      unexpected: refusal("tryton.failedUnexpectedly", { trace: options.traceId }),
    },
    work,
  );

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
