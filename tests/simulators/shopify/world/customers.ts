/** What can become of a customer, by an app or by people: created, changed, deleted, merged, each with its webhook. */
import { sortTags } from "./tags.ts";
import { numericId } from "./ids.ts";
import type { CustomerRecord } from "./model-shop.ts";
import { restCustomer } from "./rest-form.ts";
import type { Store } from "./store.ts";

/** Shopify keeps numbers in E.164. Believed: one without a country code is one of the shop's country, which is Germany here. */
export function phoneOf(given: string): string | null {
  const digits = given.replace(/\D/g, "");
  const international = given.trim().startsWith("+") ? digits : `49${digits.replace(/^0/, "")}`;
  return /^[1-9]\d{6,14}$/.test(international) ? `+${international}` : null;
}

export interface CustomerFields {
  firstName?: string | null;
  lastName?: string | null;
  email?: string | null;
  phone?: string | null;
  tags?: string[] | null;
}

/** A real change moves updatedAt and fires customers/update, which the writing app hears too. */
export function touchCustomer(store: Store, customer: CustomerRecord): void {
  customer.updatedAt = store.instant();
  store.emit("customers/update", customer.id, restCustomer(customer) ?? {});
}

export function newCustomer(store: Store, fields: CustomerFields): CustomerRecord {
  const at = store.instant();
  const id = store.ids.of("Customer");
  const customer: CustomerRecord = store.keep({
    __typename: "Customer",
    key: id,
    id,
    firstName: null,
    lastName: null,
    email: null,
    phone: null,
    note: null,
    tags: [],
    locale: "en",
    state: "DISABLED",
    taxExempt: false,
    taxExemptions: [],
    verifiedEmail: true,
    createdAt: at,
    updatedAt: at,
    addressRecords: [],
    emailMarketing: "NOT_SUBSCRIBED",
  });
  setFields(customer, fields);
  store.customers.push(customer);
  store.emit("customers/create", customer.id, restCustomer(customer) ?? {});
  return customer;
}

/** Whether anything is otherwise than before. */
export function setFields(customer: CustomerRecord, fields: CustomerFields): boolean {
  const before = JSON.stringify(customer);
  for (const field of ["firstName", "lastName"] as const)
    if (fields[field] !== undefined) customer[field] = fields[field] || null;
  if (fields.email !== undefined) customer.email = fields.email?.trim().toLowerCase() || null;
  if (fields.phone !== undefined) customer.phone = fields.phone ? phoneOf(fields.phone) : null;
  if (fields.tags !== undefined) customer.tags = sortTags(fields.tags ?? []);
  return JSON.stringify(customer) !== before;
}

function forget(store: Store, customer: CustomerRecord): void {
  store.customers = store.customers.filter((other) => other !== customer);
  store.forget(customer.id);
}

export function deleteCustomer(store: Store, customer: CustomerRecord): void {
  if (store.orders.some((order) => order.customer === customer))
    throw new Error("Customer can’t be deleted because they have associated orders");
  forget(store, customer);
  store.emit("customers/delete", customer.id, {
    id: numericId(customer.id),
    phone: customer.phone,
    tax_exemptions: [],
    admin_graphql_api_id: customer.id,
  });
}

/** Orders go to the one that is kept. */
export function mergeCustomers(store: Store, kept: CustomerRecord, gone: CustomerRecord): void {
  for (const order of store.orders) if (order.customer === gone) order.customer = kept;
  forget(store, gone);
  kept.tags = sortTags([...kept.tags, ...gone.tags]);
  store.emit("customers/merge", kept.id, {
    admin_graphql_api_customer_kept_id: kept.id,
    admin_graphql_api_customer_deleted_id: gone.id,
    admin_graphql_api_job_id: null,
    status: "completed",
    errors: [],
  });
  touchCustomer(store, kept);
}
