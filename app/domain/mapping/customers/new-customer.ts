import type { CustomerData } from "#app/erp/port/customers.ts";
import type { Address, OrderSnapshot } from "#app/domain/orders/snapshot/snapshot.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Settings } from "#app/domain/shop-card/settings.ts";
import type { Result } from "#app/lib/result.ts";
import { err, ok } from "#app/lib/result.ts";
import { documentPhone, emailOf, phoneOf } from "../contact.ts";
import type { MappingFacts } from "../facts.ts";
import { mappingKey } from "../kinds.ts";
import { nameParts, namesOf } from "../names.ts";
import { countyOf, hasPlace, postalAddress } from "../postal-address.ts";
import { taxIdField } from "./company-ways.ts";
import { billedToOwnAddress, strategyOf } from "./bill-to.ts";
import { linkOf } from "./strategy.ts";

export interface NewCustomer {
  /** Gid whose number names the customer in the ERP (external key): the Shopify customer, or the order when there is none or its address decides. */
  shopifyId: string;
  /** Key of the link to keep once it exists; absent for a guest, whom nothing identifies. */
  link?: string;
  data: CustomerData;
}

/** M-32: may customers be created for companies? */
export const companyCreationAllowed = (settings: Settings): boolean =>
  settings.autoCreateCompanies && settings.companyImport !== "none";

/** What a buyer without the names that the card asks for is called: any name there is, else how to reach them, else where they live. */
function nameless({ personal, content }: OrderSnapshot, source: Address): string {
  const { name, contact } = namesOf(nameParts(source, personal.customer), {
    nameSource: "companyName",
    name2Source: "none",
    contactSource: "firstAndLast",
  });
  const place = [source.address1, source.zip, source.city]
    .map((part) => part?.trim())
    .filter(Boolean)
    .join(", ");
  return name || contact || emailOf(personal) || phoneOf(personal) || place || content.name;
}

/**
 * The address a customer is made from: By Bill-to their own that the order is billed to; else the customer's default one, else the order's
 * (M-11, M-12). A company's is its location's.
 */
export function sourceAddress(
  order: OrderSnapshot,
  settings: Settings,
  facts: MappingFacts,
): Address | null {
  const { customer, company, billTo, sellTo, shipTo } = order.personal;
  if (order.content.company)
    return [company?.billingAddress ?? null, billTo, sellTo, shipTo].find(hasPlace) ?? null;
  const { customerId } = order.content;
  const others = customerId === null ? [] : (facts.customerAddresses[customerId] ?? []);
  const standard = customer?.defaultAddress ?? others[0] ?? null;
  const byBillTo =
    strategyOf(order, settings) === "billTo" &&
    (customerId === null || billedToOwnAddress(order, settings, facts) !== false);
  const wanted = byBillTo ? [billTo, sellTo, standard, shipTo] : [standard, billTo, sellTo, shipTo];
  return wanted.find(hasPlace) ?? null;
}

/**
 * The customer to create (M-20, M-21). `template` is one a person chose for this order. Refused as "noAddress" when nothing says
 * where the buyer lives, or with the problem of a missing template.
 */
export function newCustomer(
  order: OrderSnapshot,
  settings: Settings,
  facts: MappingFacts,
  template = "",
): Result<NewCustomer, "noAddress" | ProblemValue> {
  const source = sourceAddress(order, settings, facts);
  if (!source) return err("noAddress");
  const { personal, content } = order;
  const country = (source.countryCode ?? "").toUpperCase();
  const chosen =
    template ||
    facts.mappings.customerTemplate?.[mappingKey.customerTemplate(country)]?.template ||
    settings.customerTemplate;
  if (chosen === "" && facts.customerTemplates.length > 0)
    return err(problem("missing-template", { country }, country, { setting: "customerTemplate" }));
  const taxArea =
    facts.mappings.taxArea?.[mappingKey.taxArea(country, countyOf(source, settings))]?.code;
  const terms = {
    ...(chosen ? { template: chosen } : {}),
    ...(taxArea ? { taxArea } : {}),
    taxLiable: !content.taxExempt,
  };
  if (content.company) return ok(newCompany(order, source, settings, terms));
  const address = postalAddress(source, personal, settings);
  const email = emailOf(personal);
  const name = address.name || address.name2 || address.contact || nameless(order, source);
  const link = linkOf(order, settings, facts);
  const phone = documentPhone(
    source.phone?.trim() || personal.customer?.phone || phoneOf(personal),
  );
  return ok({
    // An address of its own makes a customer of its own, so the customer's number alone would not tell two of them apart.
    shopifyId:
      content.customerId !== null && link === content.customerId ? content.customerId : content.id,
    ...(link === undefined ? {} : { link }),
    data: {
      name,
      address: { ...address, name },
      ...(address.name2 ? { name2: address.name2 } : {}),
      ...(address.contact ? { contact: address.contact } : {}),
      ...(email ? { email } : {}),
      ...(phone ? { phone } : {}),
      ...(source.company?.trim() ? { companyName: source.company.trim() } : {}),
      ...terms,
    },
  });
}

type Terms = Pick<CustomerData, "template" | "taxArea" | "taxLiable">;

/** M-32: a company's customer has its name, its main contact and its tax id; who placed this order plays no part. */
function newCompany(
  { content, personal }: OrderSnapshot,
  source: Address,
  settings: Settings,
  terms: Terms,
): NewCustomer {
  if (!content.company) throw new Error("not a company's order");
  const { id, name } = content.company;
  const main = personal.company?.mainContact ?? null;
  const contact = namesOf(nameParts(null, main), settings).contact;
  const { name2: _name2, contact: _contact, ...place } = postalAddress(source, personal, settings);
  const phone = documentPhone(source.phone || personal.company?.phone || main?.phone || "");
  const taxId = personal.company?.taxRegistrationId ?? "";
  return {
    shopifyId: id,
    link: id,
    data: {
      name,
      companyName: name,
      address: { ...place, name, ...(contact ? { contact } : {}) },
      ...(contact ? { contact } : {}),
      ...(main?.email ? { email: main.email } : {}),
      ...(phone ? { phone } : {}),
      ...(taxId ? { [taxIdField(settings)]: taxId } : {}),
      ...terms,
    },
  };
}
