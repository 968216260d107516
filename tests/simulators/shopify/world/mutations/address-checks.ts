/** Checks of a MailingAddressInput, in the order the recording orderUpdate-input-validation shows: last name, postal code, province. */
import { countryName } from "../addresses.ts";
import { userError, type UserError } from "./user-error.ts";

export interface MailingAddressInput {
  firstName?: string | null;
  lastName?: string | null;
  company?: string | null;
  address1?: string | null;
  address2?: string | null;
  city?: string | null;
  zip?: string | null;
  phone?: string | null;
  countryCode?: string | null;
  provinceCode?: string | null;
}

/** Countries whose provinces the simulated shop knows; elsewhere any code passes. */
const PROVINCES: Record<string, { word: string; names: Record<string, string> }> = {
  US: {
    word: "State",
    names: {
      CA: "California",
      NY: "New York",
      TX: "Texas",
      IL: "Illinois",
      WA: "Washington",
      MA: "Massachusetts",
      FL: "Florida",
      OR: "Oregon",
      CO: "Colorado",
      ME: "Maine",
    },
  },
  CA: {
    word: "Province",
    names: {
      ON: "Ontario",
      QC: "Quebec",
      BC: "British Columbia",
      AB: "Alberta",
      NS: "Nova Scotia",
    },
  },
};

export const provinceName = (countryCode: string, code: string | null): string | null =>
  code === null ? null : (PROVINCES[countryCode]?.names[code] ?? code);

export function addressErrors(input: MailingAddressInput, field: string): UserError[] {
  const errors: UserError[] = [];
  const missing = (value: string | null | undefined): boolean =>
    value === undefined || value === null || value.trim() === "";
  const country = input.countryCode ?? "";
  if (missing(input.lastName)) errors.push(userError([field, "lastName"], "Enter a last name"));
  if (missing(input.address1)) errors.push(userError([field, "address1"], "Enter an address"));
  if (missing(input.city)) errors.push(userError([field, "city"], "Enter a city"));
  if (missing(input.zip))
    errors.push(
      userError([field, "zip"], country === "US" ? "Enter a ZIP code" : "Enter a postal code"),
    );
  const provinces = PROVINCES[country];
  if (
    provinces &&
    !missing(input.provinceCode) &&
    provinces.names[input.provinceCode!] === undefined
  )
    errors.push(
      userError(
        [field, "province"],
        `${provinces.word} is not a valid ${provinces.word.toLowerCase()} in ${countryName(country)}`,
      ),
    );
  return errors;
}
