import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { companyFacts, forgetCompany } from "../company.server.ts";
import { keptFor } from "#app/erp/kept.server.ts";
import {
  dayOrNull,
  decimalOrNull,
  flag,
  id,
  idOrNull,
  ids,
  text,
  textOrEmpty,
} from "../rpc/shapes.ts";
import type { TrytonScope } from "../scope.server.ts";
import type { ServerTax } from "../taxes.ts";
import type { Books } from "./books.ts";
import { accountsOfCategories } from "./category-accounts.ts";

type Extra = Omit<Books, "currencies" | "countries" | "units" | "taxRounding">;

const kept = keptFor<Extra>();

/** Read once a minute at most. */
export async function readBooks(scope: TrytonScope, options: CallOptions): Promise<Books> {
  const { currencies, countries, units, taxRounding } = await companyFacts(scope, options);
  return {
    currencies,
    countries,
    units,
    taxRounding,
    ...(await kept.get(scope.key, () => readExtra(scope, { traceId: options.traceId }))),
  };
}

/** For when something just set up in Tryton seems to be missing. */
export function forgetBooks(scope: TrytonScope): void {
  kept.forget(scope.key);
  forgetCompany(scope);
}

const configurationRow = z.object({
  default_category_account_revenue: idOrNull,
  default_account_receivable: idOrNull,
});
const categoryRow = z.object({
  id,
  parent: idOrNull,
  account_parent: flag,
  account_revenue: idOrNull,
});

async function readExtra(scope: TrytonScope, options: CallOptions): Promise<Extra> {
  const { tryton } = scope;
  const [journal] = await tryton.search(
    { model: "account.journal", domain: [["type", "=", "revenue"]], fields: ["id"], limit: 1 },
    z.object({ id }),
    options,
  );
  const [configuration] = await tryton.search(
    {
      model: "account.configuration",
      domain: [],
      fields: ["default_category_account_revenue", "default_account_receivable"],
    },
    configurationRow,
    options,
  );
  const categories = await tryton.search(
    {
      model: "product.category",
      domain: [["accounting", "=", true]],
      fields: ["parent", "account_parent", "account_revenue"],
    },
    categoryRow,
    options,
  );
  return {
    taxes: await taxes(scope, options),
    receivableAccount: configuration?.default_account_receivable ?? null,
    revenueAccount: configuration?.default_category_account_revenue ?? null,
    revenueJournal: journal?.id ?? null,
    categoryAccounts: accountsOfCategories(categories),
  };
}

const taxRow = z.object({
  id,
  name: text,
  description: textOrEmpty,
  type: text,
  rate: decimalOrNull,
  parent: idOrNull,
  childs: ids,
  update_unit_price: flag,
  start_date: dayOrNull,
  end_date: dayOrNull,
  "group.": z.object({ kind: text }).nullish(),
});
const TAX_FIELDS = [
  "name",
  "description",
  "type",
  "rate",
  "parent",
  "childs",
  "update_unit_price",
  "start_date",
  "end_date",
  "group.kind",
];

async function taxes({ tryton }: TrytonScope, options: CallOptions): Promise<ServerTax[]> {
  const rows = await tryton.search(
    { model: "account.tax", domain: [], fields: TAX_FIELDS },
    taxRow,
    options,
  );
  return rows.map(({ update_unit_price, start_date, end_date, "group.": group, ...tax }) => ({
    ...tax,
    updateUnitPrice: update_unit_price,
    groupKind: group?.kind ?? null,
    startDate: start_date,
    endDate: end_date,
  }));
}
