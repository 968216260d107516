import type { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { companyOf } from "./company.server.ts";
import type { BcScope } from "./scope.server.ts";
import { quoted } from "./wire/filter.ts";

/** Rows of a page that an administrator published as an OData web service under this name. */
export async function publishedRows<T>(
  scope: BcScope,
  { service, filter }: { service: string; filter?: string },
  shape: z.ZodType<T>,
  options: CallOptions,
): Promise<T[]> {
  const { name } = await companyOf(scope, options);
  const path = `Company(${quoted(encodeURIComponent(name))})/${service}`;
  return scope.api.webService(path, filter, shape, options);
}
