/**
 * orderUpdate. customAttributes and tags replace the whole list; a real change moves updatedAt and fires orders/updated, which the writing app
 * hears too. Texts and order of checks: recording orderUpdate-input-validation. Refused input changes nothing and the order is answered as it is.
 */
import type { FieldResolver } from "../../world-interface.ts";
import { newAddress } from "../addresses.ts";
import { touch } from "../announce.ts";
import { requireGid } from "../ids.ts";
import type { Attribute, OrderRecord } from "../model.ts";
import { sortTags } from "../tags.ts";
import type { Store } from "../store.ts";
import { addressErrors, provinceName, type MailingAddressInput } from "./address-checks.ts";
import { isEmail } from "./email.ts";
import { userError, type UserError } from "./user-error.ts";

interface OrderInput {
  id: string;
  customAttributes?: Attribute[] | null;
  tags?: string[] | null;
  note?: string | null;
  email?: string | null;
  phone?: string | null;
  poNumber?: string | null;
  shippingAddress?: MailingAddressInput | null;
}

const isPhone = (text: string): boolean =>
  /^\+?[\d\s().-]{7,20}$/.test(text) && text.replace(/\D/g, "").length >= 7;

function check(input: OrderInput): UserError[] {
  const errors: UserError[] = [];
  if (typeof input.email === "string" && input.email !== "" && !isEmail(input.email))
    errors.push(userError(["email"], "Email is invalid"));
  if (typeof input.phone === "string" && input.phone !== "" && !isPhone(input.phone))
    errors.push(userError(["phone"], "Phone is invalid"));
  if (input.shippingAddress)
    errors.push(...addressErrors(input.shippingAddress, "shippingAddress"));
  return errors;
}

export function orderUpdate(store: Store): FieldResolver {
  return (_, args, context) => {
    const input = args.input as OrderInput;
    const order = store.find(requireGid(input.id, "Order")) as OrderRecord | undefined;
    if (order === undefined)
      return { order: null, userErrors: [userError(["id"], "Order does not exist")] };
    const { id: _id, ...given } = input;
    if (Object.keys(given).length === 0)
      return {
        order,
        userErrors: [userError(null, "No valid update parameters have been provided")],
      };
    const userErrors = check(input);
    if (userErrors.length > 0) return { order, userErrors };
    const before = JSON.stringify([
      order.customAttributes,
      order.tags,
      order.note,
      order.email,
      order.phone,
      order.poNumber,
    ]);
    if (input.customAttributes !== undefined)
      order.customAttributes = (input.customAttributes ?? []).map(({ key, value }) => ({
        key,
        value: value ?? null,
      }));
    if (input.tags !== undefined) order.tags = sortTags(input.tags ?? []);
    for (const field of ["note", "email", "phone", "poNumber"] as const)
      if (input[field] !== undefined) order[field] = input[field] ?? null;
    if (input.shippingAddress)
      order.shippingAddress = newAddress(store, addressOf(input.shippingAddress));
    const result = { order, userErrors: [] };
    if (
      input.shippingAddress ||
      before !==
        JSON.stringify([
          order.customAttributes,
          order.tags,
          order.note,
          order.email,
          order.phone,
          order.poNumber,
        ])
    ) {
      touch(store, order);
      context.effects({
        mutation: "orderUpdate",
        shop: store.shop,
        input,
        result: { order: order.id },
      });
    }
    return result;
  };
}

const addressOf = (input: MailingAddressInput) => {
  const countryCode = input.countryCode ?? "";
  const plain = Object.fromEntries(
    (
      [
        "firstName",
        "lastName",
        "company",
        "address1",
        "address2",
        "city",
        "zip",
        "phone",
        "provinceCode",
      ] as const
    ).flatMap((field) => (input[field] ? [[field, input[field]]] : [])),
  );
  const province = provinceName(countryCode, input.provinceCode ?? null);
  return { ...plain, countryCode, ...(province === null ? {} : { province }) };
};
