import type { Address, OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { PostalAddress } from "#app/erp/port/customers.ts";
import type { MappingFacts } from "../facts.ts";
import { addressFingerprint, postalAddress } from "../postal-address.ts";

/** Bill-to address of the order; an order without one is billed where it is sold. */
export const billToAddress = (order: OrderSnapshot, settings: Settings): PostalAddress =>
  postalAddress(order.personal.billTo ?? order.personal.sellTo, order.personal, settings);

/** M-6: without any name, By Bill-to falls back to e-mail and phone. */
export function strategyOf(order: OrderSnapshot, settings: Settings): Settings["customerMapping"] {
  const { name, name2 } = billToAddress(order, settings);
  return settings.customerMapping === "billTo" && name === "" && (name2 ?? "") === ""
    ? "emailPhone"
    : settings.customerMapping;
}

/** Key of the link that an address of a customer has of its own. */
export const addressLink = (customerId: string, order: OrderSnapshot, settings: Settings): string =>
  `${customerId}#${addressFingerprint(billToAddress(order, settings))}`;

type Known = Pick<MappingFacts, "customerLinks" | "customerAddresses">;

/**
 * M-12: is the order billed to an address that its customer has in Shopify? Null: their addresses have to be read first. An address that
 * has a link was theirs, and a guest has none.
 */
export function billedToOwnAddress(
  order: OrderSnapshot,
  settings: Settings,
  { customerLinks, customerAddresses }: Known,
): boolean | null {
  const { customerId } = order.content;
  if (customerId === null) return false;
  if (customerLinks[addressLink(customerId, order, settings)]) return true;
  const { customer } = order.personal;
  const isBillTo = (address: Address): boolean =>
    isSame(billToAddress(order, settings), postalAddress(address, order.personal, settings));
  if (customer?.defaultAddress && isBillTo(customer.defaultAddress)) return true;
  return customerAddresses[customerId]?.some(isBillTo) ?? null;
}

/** Names, place and country without case; in the streets a special character stands for any one. County and phone play no part. */
function isSame(billTo: PostalAddress, theirs: PostalAddress): boolean {
  const equal = (["name", "name2", "zip", "city", "countryCode"] as const).every(
    (part) => folded(billTo[part]) === folded(theirs[part]),
  );
  return (
    equal && (["address1", "address2"] as const).every((part) => fits(billTo[part], theirs[part]))
  );
}

const folded = (text = ""): string => text.toLowerCase().replace(/\s+/g, " ").trim();

function fits(pattern: string | undefined, text: string | undefined): boolean {
  const [wanted, had] = [[...folded(pattern)], [...folded(text)]];
  return (
    wanted.length === had.length &&
    wanted.every((char, index) => char === had[index] || /[^\p{L}\p{N}\s]/u.test(char))
  );
}
