import type { Address } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";

export interface Names {
  name: string;
  name2: string;
  contact: string;
}

interface NameParts {
  firstName: string | null;
  lastName: string | null;
  company: string | null;
}

/** I-31: Name from its source, or else from the second; Name 2 blank when it equals Name; contact from its own source. */
export function namesOf(
  parts: NameParts,
  settings: Pick<Settings, "nameSource" | "name2Source" | "contactSource">,
): Names {
  const name2 = fromSource(parts, settings.name2Source);
  const name = fromSource(parts, settings.nameSource) || name2;
  return {
    name,
    name2: name2 === name ? "" : name2,
    contact: fromSource(parts, settings.contactSource),
  };
}

function fromSource(
  { firstName, lastName, company }: NameParts,
  source: Settings["nameSource"],
): string {
  switch (source) {
    case "companyName":
      return trim(company);
    case "firstAndLast":
      return `${trim(firstName)} ${trim(lastName)}`.trim();
    case "lastAndFirst":
      return `${trim(lastName)} ${trim(firstName)}`.trim();
    case "none":
      return "";
  }
}

/** First and last name of an address, each falling back to the customer's own. */
export function nameParts(
  address: Address | null,
  customer: { firstName: string | null; lastName: string | null } | null,
): NameParts {
  return {
    firstName: trim(address?.firstName) || trim(customer?.firstName),
    lastName: trim(address?.lastName) || trim(customer?.lastName),
    company: trim(address?.company),
  };
}

const trim = (text: string | null | undefined): string => (text ?? "").trim();
