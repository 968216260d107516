import type { TrytonClient } from "../client.ts";
import { CUSTOMERS } from "../books.ts";

/** Customers the shop did not make: found by e-mail, by phone, and one that is no longer dealt with. */
export async function setUpParties(erp: TrytonClient): Promise<void> {
  for (const { code, name, email, phone, street, zip, city, country, blocked } of CUSTOMERS) {
    const contacts = [
      ...(email ? [{ type: "email", value: email }] : []),
      ...(phone ? [{ type: "phone", value: phone }] : []),
    ];
    const address = {
      street,
      postal_code: zip,
      city,
      country: await erp.idOf("country.country", [["code", "=", country]]),
      invoice: true,
      delivery: true,
    };
    await erp.one("party.party", {
      code,
      name,
      active: !blocked,
      addresses: [["create", [address]]],
      contact_mechanisms: [["create", contacts]],
    });
  }
}
