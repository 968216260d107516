import { postalAddressSchema } from "#app/erp/schemas.ts";
import { storedJson } from "#app/lib/stored-json.ts";

/** The three addresses of a ledger document. */
export const storedAddress = storedJson("address", postalAddressSchema);
