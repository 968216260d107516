import { z } from "zod";
import { floatText } from "./codec.ts";

// What fields of an answer look like after `plain`. A reader composes these with z.object; an
// answer of another shape is refused.

export const id = z.number().int().positive();
export const idOrNull = id.nullable();
export const ids = z.array(id);
export const text = z.string();
/** Tryton gives null for a text nobody entered. */
export const textOrEmpty = z
  .string()
  .nullable()
  .transform((value) => value ?? "");
/** A Boolean field: on SQLite 0 or 1, elsewhere true or false; null counts as false. */
export const flag = z
  .union([z.boolean(), z.literal(0), z.literal(1)])
  .nullable()
  .transform(Boolean);
/** A Numeric field. */
export const decimalText = z.string().regex(/^-?\d+(\.\d+)?$/, "is not a decimal");
export const decimalOrNull = decimalText.nullable();
/** A Float field, e.g. a quantity, as decimal text. */
export const floatAsText = z.number().transform(floatText);
export const dayText = z.string().regex(/^\d{4}-\d\d-\d\d$/, "is not a day");
export const dayOrNull = dayText.nullable();
export const instantText = z
  .string()
  .regex(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d\.\d{6}Z$/, "is not a time");
export const instantOrNull = instantText.nullable();
/** What a call answers whose answer does not matter (buttons, write, delete). */
export const nothing = z.unknown().transform(() => undefined);
