import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ReferenceKind } from "#app/erp/port/reference.ts";
import type { Wire } from "./rpc/codec.ts";
import { flag, id, text, textOrEmpty } from "./rpc/shapes.ts";
import type { TrytonScope } from "./scope.server.ts";

/** An entry before it has a code of its own. */
export interface ReferenceRow {
  id: number;
  /** What people in Tryton call it by; may be empty or not its own alone. */
  code: string;
  title: string;
  active: boolean;
  details?: Record<string, string>;
}

/** More entries than a person could choose from. */
const MOST = 5_000;
/** Also what is no longer active: it is shown as blocked. */
const ALL: Wire = ["active", "in", [true, false]];

type Read = (scope: TrytonScope, options: CallOptions) => Promise<ReferenceRow[]>;

function list<T>(
  wanted: { model: string; domain: Wire[]; fields: string[] },
  shape: z.ZodType<T>,
  row: (value: T) => ReferenceRow,
): Read {
  return async ({ tryton }, options) =>
    (await tryton.search({ ...wanted, limit: MOST }, shape, options)).map(row);
}

const named = z.object({ id, name: text, active: flag.optional() });
const coded = z.object({ id, name: text, code: textOrEmpty, active: flag });
const product = z.object({
  id,
  code: textOrEmpty,
  rec_name: text,
  active: flag,
  "template.": z.object({ name: text, active: flag }),
});
const carrier = z.object({
  id,
  active: flag,
  "party.": z.object({ code: textOrEmpty, name: textOrEmpty }),
});
const currency = z.object({
  id,
  name: text,
  code: textOrEmpty,
  digits: z.number().int(),
  active: flag,
});
const country = z.object({ id, name: text, code: textOrEmpty, active: flag.optional() });
const unit = z.object({ id, name: text, symbol: text, active: flag });

const byName = ({ id: key, name, active = true }: z.output<typeof named>): ReferenceRow => ({
  id: key,
  code: name,
  title: name,
  active,
});

/** Which of Tryton's records each list is; kinds that are missing here do not exist in Tryton 6.0. */
export const REFERENCE_LISTS: Partial<Record<ReferenceKind, Read>> = {
  locations: list(
    {
      model: "stock.location",
      domain: [["type", "=", "warehouse"], ALL],
      fields: ["name", "code", "active"],
    },
    coded,
    ({ id: key, name, code, active }) => ({ id: key, code, title: name, active }),
  ),
  // A line of a sale is charged on the accounts of its product: service products stand where other ERPs have accounts.
  accounts: list(
    {
      model: "product.product",
      domain: [["type", "=", "service"], ["template.salable", "=", true], ALL],
      fields: ["code", "rec_name", "active", "template.name", "template.active"],
    },
    product,
    ({ id: key, code, active, ...rest }) => ({
      id: key,
      code,
      title: rest["template."].name,
      active: active && rest["template."].active,
      details: { type: "service product" },
    }),
  ),
  paymentTerms: list(
    { model: "account.invoice.payment_term", domain: [ALL], fields: ["name", "active"] },
    named,
    byName,
  ),
  paymentMethods: list(
    { model: "account.invoice.payment.method", domain: [ALL], fields: ["name", "active"] },
    named,
    byName,
  ),
  shippingAgents: list(
    { model: "carrier", domain: [ALL], fields: ["active", "party.code", "party.name"] },
    carrier,
    ({ id: key, active, ...rest }) => ({
      id: key,
      code: rest["party."].code,
      title: rest["party."].name,
      active,
    }),
  ),
  currencies: list(
    { model: "currency.currency", domain: [ALL], fields: ["name", "code", "digits", "active"] },
    currency,
    ({ id: key, name, code, digits, active }) => ({
      id: key,
      code,
      title: name,
      active,
      details: { digits: String(digits) },
    }),
  ),
  countries: list(
    { model: "country.country", domain: [], fields: ["name", "code"] },
    country,
    ({ id: key, name, code }) => ({
      id: key,
      code,
      title: name,
      active: true,
    }),
  ),
  units: list(
    { model: "product.uom", domain: [ALL], fields: ["name", "symbol", "active"] },
    unit,
    ({ id: key, name, symbol, active }) => ({ id: key, code: symbol, title: name, active }),
  ),
};
