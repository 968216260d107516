import type { Tx } from "#app/db/client.server.ts";
import type { CustomerData } from "#app/erp/port/customers.ts";
import { LIMITS } from "../capabilities.ts";
import type { LedgerReferenceKind, ReferenceDetails } from "../reference-kinds.ts";
import { detailsOf } from "../reference-kinds.ts";
import { invalid, misconfigured, nestedName, refusal } from "#app/erp/refusals.ts";
import type { Scope } from "../scope.ts";
import { checkedText, requiredText } from "#app/erp/text-check.ts";

/** Digits only, leading zeros dropped (M-13). */
export const phoneDigits = (phone: string): string => phone.replace(/\D/g, "").replace(/^0+/, "");

/** E-mail addresses are compared without case (M-13). */
export const normalisedEmail = (email: string): string => email.trim().toLowerCase();

/**
 * The columns a customer's data fills; what the data does not name is left out, so that it serves
 * creating and changing.
 */
export async function customerColumns(tx: Tx, scope: Scope, data: Partial<CustomerData>) {
  const { address } = data;
  const template = await namedEntries(tx, scope, [
    ["template", "customerTemplate", data.template],
    ["taxArea", "taxArea", data.taxArea],
    ["currency", "currency", data.currency],
    ["address.countryCode", "country", address?.countryCode],
  ]);
  return {
    ...(data.name === undefined ? {} : { name: requiredText("name", data.name, LIMITS.name) }),
    ...(data.name2 === undefined ? {} : { name2: checkedText("name2", data.name2, LIMITS.name) }),
    ...(data.contact === undefined
      ? {}
      : { contact: checkedText("contact", data.contact, LIMITS.name) }),
    ...(data.companyName === undefined
      ? {}
      : { companyName: checkedText("companyName", data.companyName, LIMITS.name) }),
    ...(data.email === undefined
      ? {}
      : {
          email: checkedText("email", data.email.trim(), LIMITS.address),
          emailNormalised: normalisedEmail(data.email),
        }),
    ...(data.phone === undefined
      ? {}
      : {
          phone: checkedText("phone", data.phone, LIMITS.address),
          phoneDigits: phoneDigits(data.phone),
        }),
    ...(data.taxId === undefined
      ? {}
      : { taxId: checkedText("taxId", data.taxId, LIMITS.address) }),
    ...(data.registrationNumber === undefined
      ? {}
      : {
          registrationNumber: checkedText(
            "registrationNumber",
            data.registrationNumber,
            LIMITS.address,
          ),
        }),
    ...(address === undefined
      ? {}
      : {
          address1: checkedText("address.address1", address.address1, LIMITS.address),
          address2: checkedText("address.address2", address.address2, LIMITS.address),
          city: checkedText("address.city", address.city, LIMITS.address),
          county: checkedText("address.county", address.county, LIMITS.address),
          zip: checkedText("address.zip", address.zip, LIMITS.address),
          countryCode: address.countryCode ?? "",
          deliveryPhone: checkedText("address.phone", address.phone, LIMITS.address),
        }),
    ...(data.marketing === undefined ? {} : { marketing: data.marketing }),
    ...(data.tags === undefined
      ? {}
      : { tags: data.tags.map((tag) => requiredText("tags", tag, LIMITS.name)) }),
    ...(data.template === undefined
      ? {}
      : { template: data.template || null, ...(template ? fromTemplate(template) : {}) }),
    ...(data.taxArea === undefined ? {} : { taxArea: data.taxArea || null }),
    ...(data.taxLiable === undefined ? {} : { taxLiable: data.taxLiable }),
    ...(data.currency === undefined ? {} : { currency: data.currency || null }),
  };
}

function fromTemplate(template: ReferenceDetails<"customerTemplate">) {
  return {
    paymentTerms: template.paymentTerms || null,
    paymentMethod: template.paymentMethod || null,
    shipmentMethod: template.shipmentMethod || null,
    taxArea: template.taxArea || null,
    taxLiable: template.taxLiable,
    currency: template.currency || null,
  };
}

/** Refuses unknown and blocked codes, in one query; gives the template's details when one is named. */
async function namedEntries(
  tx: Tx,
  scope: Scope,
  named: [field: string, kind: LedgerReferenceKind, code: string | undefined][],
): Promise<ReferenceDetails<"customerTemplate"> | undefined> {
  const asked = named.flatMap(([field, kind, code]) => (code ? [{ field, kind, code }] : []));
  if (asked.length === 0) return undefined;
  const rows = await tx.ledgerReference.findMany({
    where: { ...scope, parent: "", OR: asked.map(({ kind, code }) => ({ kind, code })) },
  });
  for (const { field, kind, code } of asked) {
    const found = rows.find((row) => row.kind === kind && row.code === code);
    if (!found)
      throw invalid(
        field,
        refusal("reference.missing", { kind: nestedName(`entry.${kind}`), code }),
      );
    if (found.blocked)
      throw misconfigured(
        refusal("reference.blocked", { kind: nestedName(`entry.${kind}`), code }),
        refusal("action.unblockReference"),
      );
  }
  const template = rows.find((row) => row.kind === "customerTemplate");
  return template && detailsOf("customerTemplate", template.details);
}
