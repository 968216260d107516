import type { TypedPosted } from "#app/domain/posted/posted-form.ts";

/** No filter by default: everything new in the ERP. */
export const EMPTY_POSTED: TypedPosted = { from: "", to: "", numbers: "", orders: "", tags: "" };
