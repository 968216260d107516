import { phoneDigits } from "#app/domain/mapping/contact.ts";
import type { CustomerData, PostalAddress } from "#app/erp/port/customers.ts";

/**
 * What of a customer one side says otherwise than the other. What is empty where it comes from takes nothing away, and what the other side keeps no field
 * for is not compared: an ERP that writes a phone or a street in its own manner says the same all the same.
 */
export function changesOf(
  wanted: Partial<CustomerData>,
  had: Partial<CustomerData>,
): Partial<CustomerData> {
  const changes: Partial<CustomerData> = {};
  for (const field of ["name", "name2", "contact"] as const)
    if (differs(wanted[field], had[field], plain)) changes[field] = wanted[field] ?? "";
  if (differs(wanted.email, had.email, lower)) changes.email = wanted.email ?? "";
  if (differs(wanted.phone, had.phone, phoneDigits)) changes.phone = wanted.phone ?? "";
  if (wanted.address && had.address && otherPlace(wanted.address, had.address))
    changes.address = wanted.address;
  if (
    wanted.marketing !== undefined &&
    had.marketing !== undefined &&
    wanted.marketing !== had.marketing
  )
    changes.marketing = wanted.marketing;
  if (wanted.tags && had.tags && setOf(wanted.tags) !== setOf(had.tags)) changes.tags = wanted.tags;
  return changes;
}

const plain = (text: string): string => text.normalize("NFC").trim().replace(/\s+/g, " ");
const lower = (text: string): string => plain(text).toLowerCase();
const setOf = (tags: readonly string[]): string =>
  JSON.stringify([...new Set(tags.map(lower))].sort());

const differs = (
  wanted: string | undefined,
  had: string | undefined,
  form: (text: string) => string,
): boolean =>
  wanted !== undefined && had !== undefined && form(wanted) !== "" && form(wanted) !== form(had);

/** An address is compared as it reads: ERPs put its parts into other fields, and lines into one. */
function otherPlace(wanted: PostalAddress, had: PostalAddress): boolean {
  const reads = placeText(wanted);
  return (
    (reads !== "" && reads !== placeText(had)) ||
    (had.phone !== undefined && differs(wanted.phone, had.phone, phoneDigits))
  );
}

const placeText = ({ address1, address2, zip, city, county, countryCode }: PostalAddress): string =>
  [address1, address2, zip, city, county, countryCode]
    .map((part) =>
      lower(part ?? "")
        .replace(/[\s,]+/g, " ")
        .trim(),
    )
    .filter((part) => part !== "")
    .join(" ");
