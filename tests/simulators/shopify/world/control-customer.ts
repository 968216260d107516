/** What people do with customers in Shopify Admin. */
import { newAddress } from "./addresses.ts";
import {
  deleteCustomer,
  mergeCustomers,
  newCustomer,
  setFields,
  touchCustomer,
} from "./customers.ts";
import { readInput } from "./control-input.ts";
import { defined, type Operation } from "./control-order.ts";
import type { Store } from "./store.ts";

export const customerControl = (current: () => Store): Record<string, Operation> => ({
  /** Without `customer` one is created. Names it by key or gid. */
  changeCustomer: (args) => {
    const { customer: named, address, marketing, ...fields } = readInput("customer", args);
    const store = current();
    const given = defined(fields);
    const customer = named === undefined ? newCustomer(store, given) : store.customer(named);
    if (named !== undefined) setFields(customer, given);
    if (address) customer.addressRecords = [newAddress(store, defined(address))];
    if (marketing !== undefined)
      customer.emailMarketing = marketing ? "SUBSCRIBED" : "UNSUBSCRIBED";
    touchCustomer(store, customer);
    return { id: customer.id };
  },
  deleteCustomer: (args) => {
    const store = current();
    deleteCustomer(store, store.customer(readInput("customerNamed", args).customer));
    return {};
  },
  mergeCustomers: (args) => {
    const store = current();
    const { kept, gone } = readInput("mergeCustomers", args);
    mergeCustomers(store, store.customer(kept), store.customer(gone));
    return {};
  },
});
