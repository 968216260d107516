import { misconfigured, refusal, refusedAs } from "#app/erp/refusals.ts";
import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { keptFor } from "#app/erp/kept.server.ts";
import {
  decimalOrNull,
  flag,
  floatAsText,
  id,
  idOrNull,
  ids,
  text,
  textOrEmpty,
} from "./rpc/shapes.ts";
import type { TrytonScope } from "./scope.server.ts";

export interface TrytonCurrency {
  id: number;
  code: string;
  digits: number;
  /** Smallest amount, e.g. "0.01". */
  rounding: Decimal;
  hasRate: boolean;
}

export interface TrytonTax {
  id: number;
  name: string;
  description: string;
  type: string;
  /** Fraction, e.g. "0.19"; null for taxes that are no percentage. */
  rate: Decimal | null;
  /** A tax of several, or part of one: cannot be named on a line by itself without the others. */
  composed: boolean;
}

export interface TrytonUnit {
  id: number;
  name: string;
  symbol: string;
  category: number;
  rounding: Decimal;
}

/** What every operation needs to know of the company, and what changes rarely. */
export interface CompanyFacts {
  id: number;
  partyId: number;
  name: string;
  currency: TrytonCurrency;
  /** Of the company, else of the connection. */
  timeZone: string;
  timeZoneKnown: boolean;
  taxRounding: "document" | "line";
  currencies: ReadonlyMap<string, TrytonCurrency>;
  /** By ISO code. */
  countries: ReadonlyMap<string, { id: number; name: string }>;
  taxes: readonly TrytonTax[];
  units: readonly TrytonUnit[];
}

const kept = keptFor<CompanyFacts>();

/** The company of the connection's user, read once a minute at most. Throws `config` when the user has none. */
export async function companyFacts(
  scope: TrytonScope,
  options: CallOptions,
): Promise<CompanyFacts> {
  // Others wait for the same reading: one caller giving up must not end it.
  return kept.get(scope.key, () => readFacts(scope, { traceId: options.traceId }));
}

/** For a connection's test, and after something of this was created. */
export function forgetCompany(scope: TrytonScope): void {
  kept.forget(scope.key);
}

const company = z.object({
  id,
  party: id,
  "party.": z.object({ name: text }),
  currency: id,
  timezone: z.string().nullish(),
});
const currency = z.object({
  id,
  code: textOrEmpty,
  digits: z.number().int(),
  rounding: z.string(),
  rates: ids,
});
const tax = z.object({
  id,
  name: text,
  description: textOrEmpty,
  type: text,
  rate: decimalOrNull,
  active: flag,
  parent: idOrNull,
  childs: ids,
});
const unit = z.object({ id, name: text, symbol: text, category: id, rounding: floatAsText });
const country = z.object({ id, name: text, code: textOrEmpty });
const configuration = z.object({ tax_rounding: z.enum(["document", "line"]).nullable() });

async function readFacts(scope: TrytonScope, options: CallOptions): Promise<CompanyFacts> {
  const { tryton, settings } = scope;
  const { context } = await tryton.session(options);
  if (typeof context.company !== "number")
    throw misconfigured(refusal("tryton.userWithoutCompany"), refusal("trytonAction.giveCompany"));
  const [own] = await tryton.search(
    {
      model: "company.company",
      domain: [["id", "=", context.company]],
      fields: ["party", "party.name", "currency", "timezone"],
    },
    company,
    options,
  );
  if (!own) throw refusedAs("permission", refusal("tryton.companyHidden"));
  const currencies = await tryton.search(
    { model: "currency.currency", domain: [], fields: ["code", "digits", "rounding", "rates"] },
    currency,
    options,
  );
  const taxes = await tryton.search(
    {
      model: "account.tax",
      domain: [["company", "=", own.id]],
      fields: ["name", "description", "type", "rate", "active", "parent", "childs"],
    },
    tax,
    options,
  );
  const units = await tryton.search(
    { model: "product.uom", domain: [], fields: ["name", "symbol", "category", "rounding"] },
    unit,
    options,
  );
  const countries = await tryton.search(
    { model: "country.country", domain: [], fields: ["name", "code"] },
    country,
    options,
  );
  const [accounting] = await tryton.read(
    { method: "model.account.configuration.read", params: [[1], ["tax_rounding"]] },
    configuration.array(),
    options,
  );
  const listed = currencies.map(({ rates, ...row }) => ({ ...row, hasRate: rates.length > 0 }));
  const home = listed.find((row) => row.id === own.currency);
  if (!home)
    throw misconfigured(
      refusal("tryton.companyCurrency"),
      refusal("trytonAction.activateCurrency"),
    );
  return {
    id: own.id,
    partyId: own.party,
    name: own["party."].name,
    currency: home,
    timeZone: own.timezone || settings.timeZone,
    timeZoneKnown: Boolean(own.timezone) || settings.timeZone !== "UTC",
    taxRounding: accounting?.tax_rounding ?? "document",
    currencies: new Map(listed.map((row) => [row.code, row])),
    countries: new Map(
      countries
        .filter((row) => row.code !== "")
        .map((row) => [row.code, { id: row.id, name: row.name }]),
    ),
    taxes: taxes
      .filter((row) => row.active)
      .map(({ parent, childs, active: _active, ...row }) => ({
        ...row,
        composed: parent !== null || childs.length > 0,
      })),
    units,
  };
}
