import { z } from "zod";
import { keptFor } from "#app/erp/kept.server.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { misconfigured, refusal } from "#app/erp/refusals.ts";
import type { BcScope } from "./scope.server.ts";
import { guid, text } from "./wire/shapes.ts";

export interface CompanyFacts {
  id: string;
  name: string;
  currency: string;
  /** Of every set below the company. */
  path: string;
}

const kept = keptFor<CompanyFacts>();
const companyRow = z.object({ id: guid, name: text, displayName: text });

/** The company by its name, and its currency. */
export async function companyOf(scope: BcScope, options: CallOptions): Promise<CompanyFacts> {
  return kept.get(scope.key, () => readCompany(scope, { traceId: options.traceId }));
}

export const forgetCompany = (scope: BcScope): void => kept.forget(scope.key);

async function readCompany(
  { api, settings }: BcScope,
  options: CallOptions,
): Promise<CompanyFacts> {
  const wanted = settings.company;
  const all = await api.all({ path: "companies" }, companyRow, options);
  const found =
    all.find(({ name }) => name === wanted) ??
    all.find(({ name, displayName }) =>
      [name, displayName].some((each) => each.toLowerCase() === wanted.toLowerCase()),
    );
  if (!found)
    throw misconfigured(
      refusal("bc.noCompany", {
        company: wanted,
        companies: all.map(({ name }) => name).join(", "),
      }),
      refusal("bcAction.checkCompany"),
    );
  const path = `companies(${found.id})`;
  const [info] = await api.all(
    { path: `${path}/companyInformation` },
    z.object({ currencyCode: text }),
    options,
  );
  if (!info) throw misconfigured(refusal("bc.noInformation"), refusal("bcAction.permissions"));
  return { id: found.id, name: found.name, currency: info.currencyCode, path };
}
