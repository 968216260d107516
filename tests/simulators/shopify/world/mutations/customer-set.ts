/**
 * customerSet. Texts, fields and codes: recording customer-set-parity. Without an identifier a customer is created. Believed: the e-mail is looked at before
 * the phone. Addresses replace all that the customer has; the simulated shop is not given any.
 */
import type { FieldResolver } from "../../world-interface.ts";
import {
  type CustomerFields,
  newCustomer,
  phoneOf,
  setFields,
  touchCustomer,
} from "../customers.ts";
import { requireGid } from "../ids.ts";
import type { CustomerRecord } from "../model-shop.ts";
import type { Store } from "../store.ts";
import { isEmail } from "./email.ts";

interface CodedError {
  field: string[];
  message: string;
  code: string | null;
}
const coded = (field: string[], message: string, code: string | null = null): CodedError => ({
  field: ["input", ...field],
  message,
  code,
});
const MOST = 255;

export const customerSet =
  (store: Store): FieldResolver =>
  (_, args, context) => {
    const input = args.input as CustomerFields;
    const refuse = (...userErrors: CodedError[]) => ({ customer: null, userErrors });
    const identifier = args.identifier as { id?: string } | null | undefined;
    if (identifier && identifier.id === undefined)
      throw new Error("The simulated shop sets customers by id only.");
    const known = identifier?.id
      ? (store.find(requireGid(identifier.id, "Customer")) as CustomerRecord | undefined)
      : undefined;
    if (identifier && !known)
      return refuse(coded([], "Resource matching the identifier was not found.", "NOT_FOUND"));
    const errors = check(store, input, known);
    if (errors.length > 0) return refuse(...errors);
    const customer = known ?? newCustomer(store, input);
    const changed = known ? setFields(known, input) : true;
    if (changed) {
      if (known) touchCustomer(store, known);
      context.effects({
        mutation: "customerSet",
        shop: store.shop,
        input: args,
        result: { customer: customer.id, created: known === undefined },
      });
    }
    return { customer, userErrors: [] };
  };

function check(
  store: Store,
  input: CustomerFields,
  known: CustomerRecord | undefined,
): CodedError[] {
  const errors: CodedError[] = [];
  const { email, phone } = input;
  const others = store.customers.filter((other) => other !== known);
  if (email) {
    if (email.length > MOST)
      errors.push(coded(["email"], "Email is too long (maximum is 255 characters)"));
    else if (!isEmail(email)) errors.push(coded(["email"], "Email is invalid"));
    else if (others.some((other) => other.email === email.trim().toLowerCase()))
      errors.push(coded(["email"], "Email has already been taken"));
  }
  if (phone) {
    const number = phoneOf(phone);
    if (number === null) errors.push(coded(["phone"], "Phone is invalid"));
    else if (others.some((other) => other.phone === number))
      errors.push(coded(["phone"], "Phone has already been taken"));
  }
  for (const [field, word] of [
    ["firstName", "First name"],
    ["lastName", "Last name"],
  ] as const)
    if ((input[field] ?? "").length > MOST)
      errors.push(coded([field], `${word} is too long (maximum is 255 characters)`));
  const { firstName, lastName } = { ...known, ...input };
  if (!firstName && !lastName && !(email ?? known?.email) && !(phone ?? known?.phone))
    errors.push(coded([], "A name, phone number, or email address must be present"));
  return errors;
}
