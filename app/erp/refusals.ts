import { ErpError } from "./errors.ts";

/** A value that cannot be taken; `limit` when it is about a length or a count of decimals. */
export function invalid(field: string, message: string, limit?: number): ErpError {
  return new ErpError({
    class: "validation",
    field,
    message,
    ...(limit === undefined ? {} : { limit }),
  });
}

/** Something must be set up or unblocked first. */
export function misconfigured(message: string, action: string): ErpError {
  return new ErpError({ class: "config", message: `${message} ${action}`, action });
}

export const conflict = (message: string): ErpError =>
  new ErpError({ class: "stateConflict", message });
export const missing = (message: string): ErpError => new ErpError({ class: "notFound", message });
export const stale = (message: string): ErpError =>
  new ErpError({ class: "versionConflict", message });
export const duplicate = (message: string, ids: string[]): ErpError =>
  new ErpError({ class: "duplicate", message, ids });
