import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { CustomerQuery } from "#app/erp/port/customers.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { emailOf, phoneDigits, phoneOf } from "../contact.ts";
import type { MappingFacts } from "../facts.ts";
import { addressLink, billedToOwnAddress, billToAddress, strategyOf } from "./bill-to.ts";

/** One way to find the order's customer: by a kept link or by asking the ERP. */
export type Way = LinkWay | AskingWay;

interface LinkWay {
  kind: "link";
  link: string;
  rule: string;
  /** Whose link it is: the customer's, one address's of theirs (M-12), or the customer's because the address is none of theirs. */
  of: "customer" | "address" | "otherAddress";
}

export interface AskingWay<By extends AskedBy = "email" | "phone" | "billTo" | "number"> {
  kind: "query";
  query: CustomerQuery;
  by: By;
  rule: string;
  shown: string;
}
/** What is asked for, as the ERP's candidates say it; tax ids of companies only. */
type AskedBy = "email" | "phone" | "taxId" | "registrationNumber" | "billTo" | "number";

/** Asks for a company's customer (M-33). */
export type CompanyWay = AskingWay<"email" | "phone" | "taxId" | "registrationNumber">;

export const numberWay = (number: string, rule: string): AskingWay => ({
  kind: "query",
  query: { number },
  by: "number",
  rule,
  shown: number,
});

/** M-4: may customers be created for this card? */
export const creationAllowed = (settings: Settings): boolean =>
  settings.autoCreateCustomers && settings.customerImport !== "none";

/** The links that may be this order's: of its customer, and By Bill-to of their address. */
export function linksOfBuyer(order: OrderSnapshot, settings: Settings): string[] {
  const { customerId } = order.content;
  if (customerId === null) return [];
  return strategyOf(order, settings) === "billTo"
    ? [addressLink(customerId, order, settings), customerId]
    : [customerId];
}

/** Where a match of this order is kept for the next one; undefined when nothing identifies the buyer. */
export function linkOf(
  order: OrderSnapshot,
  settings: Settings,
  facts: MappingFacts,
): string | undefined {
  const { customerId } = order.content;
  if (customerId === null) return undefined;
  return strategyOf(order, settings) === "billTo" && billedToOwnAddress(order, settings, facts)
    ? addressLink(customerId, order, settings)
    : customerId;
}

/** The ways of the mapping type, in the order they are tried (M-10 to M-13; the link by id comes first). */
export function waysOf(order: OrderSnapshot, settings: Settings, facts: MappingFacts): Way[] {
  const strategy = strategyOf(order, settings);
  const { customerId } = order.content;
  if (strategy === "default")
    return settings.defaultCustomer === "" ? [] : [numberWay(settings.defaultCustomer, "M-10")];
  if (strategy === "billTo") return waysByBillTo(order, settings, facts);
  const links: Way[] =
    customerId === null ? [] : [{ kind: "link", link: customerId, rule: "M-11", of: "customer" }];
  const email = emailOf(order.personal);
  const digits = phoneDigits(phoneOf(order.personal));
  return [
    ...links,
    ...(email === ""
      ? []
      : [
          {
            kind: "query" as const,
            query: { email: email.toLowerCase() },
            by: "email" as const,
            rule: "M-13",
            shown: email,
          },
        ]),
    ...(digits === ""
      ? []
      : [
          {
            kind: "query" as const,
            query: { phoneDigits: digits },
            by: "phone" as const,
            rule: "M-13",
            shown: phoneOf(order.personal),
          },
        ]),
  ];
}

/**
 * M-12: an address of the customer's own has its own link and its own customer; the customer's link stands in only where none may be
 * created. Any other address is the linked customer's.
 */
function waysByBillTo(order: OrderSnapshot, settings: Settings, facts: MappingFacts): Way[] {
  const { customerId } = order.content;
  const billTo = billToAddress(order, settings);
  const rule = "M-12";
  const asked: Way = { kind: "query", query: { billTo }, by: "billTo", rule, shown: billTo.name };
  if (customerId === null) return [asked];
  if (!billedToOwnAddress(order, settings, facts))
    return [{ kind: "link", link: customerId, rule, of: "otherAddress" }, asked];
  const own: Way = {
    ...{ kind: "link", rule, of: "address" },
    link: addressLink(customerId, order, settings),
  };
  const customers: Way = { kind: "link", link: customerId, rule, of: "customer" };
  return [own, asked, ...(creationAllowed(settings) ? [] : [customers])];
}
