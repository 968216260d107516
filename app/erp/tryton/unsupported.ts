import { ErpError } from "#app/erp/errors.ts";

/** For operations this adapter does not have. */
export function unsupported(capability: string): Promise<never> {
  return Promise.reject(new ErpError({ class: "unsupported", message: `The connection to Tryton cannot do this: ${capability}.`, capability }));
}
