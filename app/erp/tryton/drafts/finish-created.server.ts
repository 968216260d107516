import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Tryton } from "../rpc/call.server.ts";

const UNKNOWN = new Set(["ambiguous", "unavailable", "rateLimited", "auth"]);

/**
 * What follows the creation of a record that is not complete yet. When Tryton refuses it, the record is taken away again, so that a refused
 * document leaves nothing behind; when Tryton cannot be reached, the record stays and must be looked up: `ambiguous`.
 */
export async function finishCreated<T>(
  tryton: Tryton,
  model: string,
  id: number,
  options: CallOptions,
  finish: () => Promise<T>,
): Promise<T> {
  try {
    return await finish();
  } catch (error) {
    const detail = error instanceof ErpError ? error.detail : undefined;
    if (!detail) throw error;
    const left = (message: string): ErpError =>
      new ErpError({
        class: "ambiguous",
        message: `${message} A document was begun in Tryton before that; it is looked up before anything is repeated.`,
      });
    if (UNKNOWN.has(detail.class)) throw left(detail.message);
    await tryton.remove(model, [id], options).catch(() => {
      throw left(detail.message);
    });
    throw error;
  }
}
