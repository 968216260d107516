import { TAX_GROUPS } from "./books/seed.ts";
import type { BusinessCentral } from "./server.ts";

/** Settings and secrets by which the app connects to a stand-in, as a merchant would enter them. */
export function connectionOf(
  { login: { registration }, books, environment, url }: BusinessCentral,
  address = url,
): { settings: Record<string, string>; secrets: Record<string, string> } {
  return {
    settings: {
      tenant: registration.tenant,
      environment,
      company: String(books.company.name),
      clientId: registration.clientId,
      timeZone: "Europe/Berlin",
      taxGroups: TAX_GROUPS,
      roundingAccount: "4810",
      address,
      loginAddress: address,
    },
    secrets: { clientSecret: registration.clientSecret },
  };
}
