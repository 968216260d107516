import type { OrderPersonal } from "#app/domain/orders/snapshot/snapshot.ts";

const filled = (value: string | null | undefined): value is string =>
  value != null && value.trim() !== "";

/** E-mail of the order: its own, else the customer's. */
export function emailOf(personal: OrderPersonal): string {
  return [personal.email, personal.customer?.email].find(filled)?.trim() ?? "";
}

/** Phone of the order: the first that is filled, in a fixed order. */
export function phoneOf(personal: OrderPersonal): string {
  const { customer, sellTo, shipTo, billTo } = personal;
  return (
    [
      personal.phone,
      sellTo?.phone,
      customer?.phone,
      customer?.defaultAddress?.phone,
      shipTo?.phone,
      billTo?.phone,
    ]
      .find(filled)
      ?.trim() ?? ""
  );
}

/** D-4: a document's phone holds digits, blank and + ( ) / . only. */
export const documentPhone = (phone: string): string => phone.replace(/[^0-9 +()/.]/g, "").trim();

/** M-13: what a phone is compared by: its digits without leading zeros. */
export const phoneDigits = (phone: string): string => phone.replace(/\D/g, "").replace(/^0+/, "");
