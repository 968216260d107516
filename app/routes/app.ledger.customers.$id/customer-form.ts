import type { CustomerData } from "#app/erp/port/customers.ts";
import type { TextKey } from "#app/i18n/text-keys.ts";
import { err, ok, type Result } from "#app/lib/result.ts";
import type { Values } from "#app/ui/fields/use-fields.ts";

/** What decides how a customer is taxed and billed: a template fills all of it at once. */
export interface Terms {
  template: string;
  taxArea: string;
  taxLiable: boolean;
  currency: string;
}

/**
 * What was typed, read; by field the text key of what is wrong. A newly chosen template speaks first: of tax area, liability and currency
 * only what the person changed goes with it.
 */
export function readCustomerForm(
  values: Values,
  stored: Terms,
): Result<CustomerData, Record<string, TextKey>> {
  const text = (key: string): string => {
    const value = values[key];
    return typeof value === "string" ? value.trim() : "";
  };
  const email = text("email");
  const errors: Record<string, TextKey> = {
    ...(text("name") === "" ? { name: "ledger.problem.required" } : {}),
    ...(email !== "" && !/^\S+@\S+$/.test(email) ? { email: "ledger.problem.email" } : {}),
  };
  if (Object.keys(errors).length > 0) return err(errors);
  const newTemplate = text("template") !== stored.template;
  const taxLiable = values["taxLiable"] === true;
  const isSubmitted = (changed: boolean): boolean =>
    !newTemplate || text("template") === "" || changed;
  return ok({
    name: text("name"),
    name2: text("name2"),
    contact: text("contact"),
    companyName: text("companyName"),
    email,
    phone: text("phone"),
    taxId: text("taxId"),
    registrationNumber: text("registrationNumber"),
    address: {
      name: text("name"),
      address1: text("address1"),
      address2: text("address2"),
      city: text("city"),
      county: text("county"),
      zip: text("zip"),
      countryCode: text("countryCode"),
      phone: text("deliveryPhone"),
    },
    marketing: values["marketing"] === true,
    tags: text("tags")
      .split(",")
      .map((tag) => tag.trim())
      .filter((tag) => tag !== ""),
    ...(newTemplate ? { template: text("template") } : {}),
    ...(isSubmitted(text("taxArea") !== stored.taxArea) ? { taxArea: text("taxArea") } : {}),
    ...(isSubmitted(taxLiable !== stored.taxLiable) ? { taxLiable } : {}),
    ...(isSubmitted(text("currency") !== stored.currency) ? { currency: text("currency") } : {}),
  });
}
