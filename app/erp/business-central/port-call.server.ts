import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { refusal, refusedAs, said } from "#app/erp/refusals.ts";

/** Runs one call of the port. Lets nothing but ErpError out; everything else is a fault of the app. */
export async function portCall<T>(options: CallOptions, work: () => Promise<T>): Promise<T> {
  const stopped = (): ErpError => refusedAs("unavailable", refusal("bc.stopped"));
  if (options.signal?.aborted) throw stopped();
  try {
    return await work();
  } catch (error) {
    if (error instanceof ErpError) throw error;
    // Given up before anything was sent; what was sent has an error of its own.
    if (options.signal?.aborted && error === options.signal.reason) throw stopped();
    throw Object.assign(
      refusedAs("internal", refusal("bc.failedUnexpectedly", { trace: options.traceId })),
      { cause: error },
    );
  }
}

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
