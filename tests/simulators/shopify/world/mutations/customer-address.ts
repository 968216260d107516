/** customerAddressCreate and customerAddressUpdate. Texts: list of recorded refusals. The default address is the first one. */
import type { FieldResolver } from "../../world-interface.ts";
import { newAddress } from "../addresses.ts";
import { touchCustomer } from "../customers.ts";
import { requireGid } from "../ids.ts";
import type { AddressRecord, CustomerRecord } from "../model-shop.ts";
import type { Store } from "../store.ts";
import { type MailingAddressInput, provinceName } from "./address-checks.ts";
import { userError, type UserError } from "./user-error.ts";

const MOST = 255;
const PICTURE = /\p{Extended_Pictographic}/u;

function check(input: MailingAddressInput): UserError[] {
  const errors: UserError[] = [];
  const refuse = (field: string, message: string): void =>
    void errors.push(userError(["address", field], message));
  if ((input.address1 ?? "").length > MOST)
    refuse("address1", "Address1 is too long (maximum is 255 characters)");
  if (PICTURE.test(input.address1 ?? "")) refuse("address1", "Address1 cannot contain emojis");
  if (/<[a-z]/i.test(input.city ?? "")) refuse("city", "City cannot contain HTML tags");
  for (const [field, word] of [
    ["city", "City"],
    ["zip", "Zip"],
  ] as const)
    if (/https?:\/\//.test(input[field] ?? "")) refuse(field, `${word} cannot contain URL`);
  return errors;
}

const said = (address: AddressRecord): string => {
  const { id: _id, ...rest } = address;
  return JSON.stringify(rest);
};

const addressOf = (store: Store, input: MailingAddressInput): AddressRecord => {
  const countryCode = input.countryCode ?? "";
  const given = Object.fromEntries(Object.entries(input).filter(([, value]) => Boolean(value)));
  const province = provinceName(countryCode, input.provinceCode ?? null);
  return newAddress(store, { ...given, countryCode, ...(province === null ? {} : { province }) });
};

const writing =
  (
    store: Store,
    mutation: string,
    write: (
      customer: CustomerRecord,
      args: Record<string, unknown>,
      made: AddressRecord,
    ) => UserError | AddressRecord,
  ): FieldResolver =>
  (_, args, context) => {
    const refuse = (...userErrors: UserError[]) => ({ address: null, userErrors });
    const customer = store.find(requireGid(args.customerId, "Customer")) as
      CustomerRecord | undefined;
    if (!customer) return refuse(userError(["customerId"], "Customer does not exist"));
    if (args.setAsDefault !== true)
      throw new Error("The simulated shop writes default addresses only.");
    const input = args.address as MailingAddressInput;
    const errors = check(input);
    if (errors.length > 0) return refuse(...errors);
    const written = write(customer, args, addressOf(store, input));
    if ("message" in written) return refuse(written);
    const { addressRecords } = customer;
    customer.addressRecords = [written, ...addressRecords.filter((other) => other !== written)];
    touchCustomer(store, customer);
    context.effects({
      mutation,
      shop: store.shop,
      input: args,
      result: { customer: customer.id, address: written.id },
    });
    return { address: written, userErrors: [] };
  };

export const customerAddressCreate = (store: Store): FieldResolver =>
  writing(store, "customerAddressCreate", (customer, _args, made) =>
    customer.addressRecords.some((other) => said(other) === said(made))
      ? userError(["address"], "Address already exists")
      : made,
  );

export const customerAddressUpdate = (store: Store): FieldResolver =>
  writing(store, "customerAddressUpdate", (customer, args, { id: _id, ...made }) => {
    const known = customer.addressRecords.find(({ id }) => id === args.addressId);
    return known ? Object.assign(known, made) : userError(["addressId"], "Address does not exist");
  });
