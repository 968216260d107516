import { begun } from "./begun.ts";
import { ErpError } from "#app/erp/errors.ts";

/** Classes that say nothing about what an earlier call of the same work did. */
const UNKNOWN = new Set(["unavailable", "rateLimited", "auth"]);

/**
 * Work that changes something and reads it back, in several calls. When Tryton cannot be reached in
 * the middle, the last call alone left nothing
 * behind, but the work perhaps did: `ambiguous`, so that it is looked up and not begun again on what it changed itself.
 */
export async function severalCalls<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (!(error instanceof ErpError) || !UNKNOWN.has(error.detail.class)) throw error;
    throw new ErpError(begun("tryton.begun", error.detail));
  }
}
