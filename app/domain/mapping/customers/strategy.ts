import type { OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import type { CustomerQuery, PostalAddress } from "#app/erp/port/customers.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import { emailOf, phoneDigits, phoneOf } from "../contact.ts";
import { addressFingerprint, postalAddress } from "../postal-address.ts";

/** One way to find the order's customer: by a kept link or by asking the ERP. */
export type Way = { kind: "link"; link: string; rule: string } | AskingWay;

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

/** Where a match of this order is kept for the next one; undefined when nothing identifies the buyer. */
export function linkOf(order: OrderSnapshot, settings: Settings): string | undefined {
  const { customerId } = order.content;
  if (customerId === null) return undefined;
  return strategyOf(order, settings) === "billTo"
    ? `${customerId}#${addressFingerprint(billToAddress(order, settings))}`
    : customerId;
}

/** The ways of the mapping type, in the order they are tried (M-10 to M-13; the link by id comes first). */
export function waysOf(order: OrderSnapshot, settings: Settings): Way[] {
  const strategy = strategyOf(order, settings);
  const { customerId } = order.content;
  const link = linkOf(order, settings);
  const links: Way[] = [link, customerId]
    .filter((key, index, keys) => key != null && keys.indexOf(key) === index)
    .map((key) => ({
      kind: "link",
      link: key ?? "",
      rule: strategy === "billTo" ? "M-12" : "M-11",
    }));
  if (strategy === "default")
    return settings.defaultCustomer === "" ? [] : [numberWay(settings.defaultCustomer, "M-10")];
  if (strategy === "billTo")
    return [
      ...links,
      {
        kind: "query",
        query: { billTo: billToAddress(order, settings) },
        by: "billTo",
        rule: "M-12",
        shown: billToAddress(order, settings).name,
      },
    ];
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
