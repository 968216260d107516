import type { TrytonClient } from "../client.ts";
import { day, decimal } from "../client.ts";
import { COMPANY, COUNTRIES, RATES } from "../books.ts";

/** Currencies with a rate since long ago, countries, and the company all else belongs to. */
export async function setUpCompany(erp: TrytonClient): Promise<void> {
  const names = {
    currency: new Intl.DisplayNames(["en"], { type: "currency" }),
    region: new Intl.DisplayNames(["en"], { type: "region" }),
  };
  await erp.create(
    "currency.currency",
    Object.entries(RATES).map(([code, { rate, digits, numeric, symbol }]) => ({
      name: names.currency.of(code),
      code,
      numeric_code: numeric,
      symbol,
      digits,
      rounding: decimal((10 ** -digits).toFixed(digits)),
      rates: [["create", [{ date: day("2015-01-01"), rate: decimal(rate) }]]],
    })),
  );
  await erp.create(
    "country.country",
    COUNTRIES.map((code) => ({ name: names.region.of(code), code })),
  );
  const party = await erp.one("party.party", { name: COMPANY.name, code: "OWN-COMPANY" });
  await erp.wizard("company.company.config", [
    { view: "start", values: {}, button: "company" },
    {
      view: "company",
      values: {
        party,
        currency: await erp.idOf("currency.currency", [["code", "=", COMPANY.currency]]),
      },
      button: "add",
    },
  ]);
  await erp.refresh();
}

export async function companyId(erp: TrytonClient): Promise<number> {
  return erp.idOf("company.company", []);
}
