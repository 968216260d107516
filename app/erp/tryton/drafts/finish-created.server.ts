import { begun } from "../rpc/begun.ts";
import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Tryton } from "../rpc/call.server.ts";

const UNKNOWN = new Set(["ambiguous", "unavailable", "rateLimited", "auth"]);

/**
 * What follows the creation of a record that is not complete yet. When Tryton refuses it, the
 * record is taken away again, so that a refused
 * document leaves nothing behind; when Tryton cannot be reached, the record stays and must be looked up: `ambiguous`.
 */
export async function finishCreated<T>(
  tryton: Tryton,
  { model, id }: { model: string; id: number },
  finish: () => Promise<T>,
  options: CallOptions,
): Promise<T> {
  try {
    return await finish();
  } catch (error) {
    const detail = error instanceof ErpError ? error.detail : undefined;
    if (!detail) throw error;
    const left = (): ErpError => new ErpError(begun("tryton.documentBegun", detail));
    if (UNKNOWN.has(detail.class)) throw left();
    await tryton.remove(model, [id], options).catch(() => {
      throw left();
    });
    throw error;
  }
}
