import { z } from "zod";
import { normalize, parseDecimal } from "#app/money/decimal.ts";

export const guid = z.string().min(1);
export const text = z.string();
/** A number, which the wire gives as text. */
export const decimal = z
  .string()
  .refine((value) => parseDecimal(value) !== undefined, "is no decimal")
  .transform((value) => normalize(value));
export const integer = z
  .string()
  .regex(/^-?\d+$/)
  .transform(Number);
export const etag = z.string().min(1);
/** What is read of an answer whose content does not matter. */
export const anything = z.unknown();
