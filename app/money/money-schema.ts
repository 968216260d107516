import { z } from "zod";
import type { MoneyBag } from "./money.ts";

/** A decimal number as text, as amounts and quantities are stored. */
export const decimalSchema = z.string().regex(/^-?\d+(\.\d+)?$/, "is no decimal number");

const money = z.object({ amount: decimalSchema, currency: z.string() });

/** Stored amounts; the currencies are the order's own. */
export const moneyBagSchema: z.ZodType<MoneyBag> = z.object({ shop: money, presentment: money });
