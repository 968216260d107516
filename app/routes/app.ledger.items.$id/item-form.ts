import type { ItemData } from "#app/erp/port/items.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";
import { isNegative, parseDecimal } from "#app/money/decimal.ts";
import { err, ok, type Result } from "#app/lib/result.ts";
import type { Values } from "#app/ui/fields/use-fields.ts";

export interface ItemForm {
  data: ItemData;
  extras: { vendorItemNumber: string; salesUnit: string; stocked: boolean; blocked: boolean };
}

/** What was typed, read; by field the text key of what is wrong. What only the ledger knows (taken numbers, codes) it says itself. */
export function readItemForm(values: Values): Result<ItemForm, Record<string, TextKey>> {
  const text = (key: string): string => {
    const value = values[key];
    return typeof value === "string" ? value.trim() : "";
  };
  const price = text("price") === "" ? undefined : parseDecimal(text("price"));
  const weight = parseDecimal(text("weight") || "0");
  const errors: Record<string, TextKey> = {
    ...(weight === undefined || isNegative(weight) ? { weight: "ledger.problem.notTaken" } : {}),
    ...(text("description") === "" ? { description: "ledger.problem.required" } : {}),
    ...(text("price") !== "" && (price === undefined || isNegative(price))
      ? { price: "ledger.problem.price" }
      : {}),
    ...(price !== undefined && text("currency") === ""
      ? { currency: "ledger.problem.priceCurrency" }
      : {}),
  };
  if (Object.keys(errors).length > 0) return err(errors);
  return ok({
    data: {
      description: text("description"),
      barcode: text("barcode"),
      // Nothing weighs nothing: so an entered weight can be taken away.
      weight: weight ?? "0",
      ...(text("number") === "" ? {} : { number: text("number") }),
      ...(text("unit") === "" ? {} : { unit: text("unit") }),
      ...(price === undefined ? {} : { price }),
      ...(text("currency") === "" ? {} : { currency: text("currency") }),
    },
    extras: {
      vendorItemNumber: text("vendorItemNumber"),
      salesUnit: text("salesUnit"),
      stocked: values["stocked"] === true,
      blocked: values["blocked"] === true,
    },
  });
}
