import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { portCall as anyPortCall } from "#app/erp/port-call.server.ts";
import { said, refusal } from "#app/erp/refusals.ts";

export const portCall = <T>(options: CallOptions, work: () => Promise<T>): Promise<T> =>
  anyPortCall(
    options,
    {
      stopped: refusal("bc.stopped"),
      unexpected: refusal("bc.failedUnexpectedly", { trace: options.traceId }),
    },
    work,
  );

/** Classes that say nothing about what an earlier call of the same work did. */
const UNKNOWN = new Set(["unavailable", "rateLimited", "auth", "permission"]);

/**
 * Reading back what was just written. Where Business Central cannot be asked any more, the reading
 * left nothing behind, but the writing did: `ambiguous`, so that it is looked up.
 */
export async function afterWriting<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ErpError) || !UNKNOWN.has(error.detail.class)) throw error;
    const { text, message } = error.detail;
    throw new ErpError({
      class: "ambiguous",
      ...(text ? said(begun(text)) : { message }),
    });
  }
}

const begun = (first: RefusalText): RefusalText => ({
  code: "bc.begun",
  params: { ...first.params, first: `refusal.${first.code}` },
});
