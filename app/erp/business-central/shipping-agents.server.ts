import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ReferenceRow } from "./reference-sets.ts";
import type { BcScope } from "./scope.server.ts";
import { publishedRows } from "./web-service.server.ts";
import { text } from "./wire/shapes.ts";

const agentRow = z
  .object({ Code: text, Name: text.default("") })
  .transform(({ Code, Name }): ReferenceRow => ({
    id: "",
    code: Code,
    title: Name,
    blocked: false,
  }));

/** The list that API v2.0 does not have: of a page that an administrator published; empty where none is. */
export async function shippingAgents(
  scope: BcScope,
  options: CallOptions,
): Promise<ReferenceRow[]> {
  const { agentService } = scope.settings;
  if (agentService === undefined) return [];
  return publishedRows(scope, { service: agentService }, agentRow, options);
}
