import { z } from "zod";
import { keptFor } from "#app/erp/kept.server.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Page, PageRequest, ReferenceKind, ReferenceValue } from "#app/erp/port/reference.ts";
import { invalid, refusal } from "#app/erp/refusals.ts";
import { companyOf } from "./company.server.ts";
import type { ReferenceRow, SetKind } from "./reference-sets.ts";
import { REFERENCE_SETS, isSetKind } from "./reference-sets.ts";
import type { BcScope } from "./scope.server.ts";
import { shippingAgents } from "./shipping-agents.server.ts";
import { guid, text } from "./wire/shapes.ts";

const kept = keptFor<ReferenceRow[]>();

const plainRow = z
  .object({ id: guid, code: text, displayName: text })
  .transform(({ id, code, displayName }): ReferenceRow => ({
    id,
    code,
    title: displayName,
    blocked: false,
  }));
const accountRow = z
  .object({
    id: guid,
    number: text,
    displayName: text,
    accountType: text,
    directPosting: z.boolean(),
    blocked: z.boolean(),
  })
  .transform(({ id, number, displayName, accountType, directPosting, blocked }): ReferenceRow => ({
    id,
    code: number,
    title: displayName,
    blocked,
    ...(accountType === "Posting"
      ? directPosting
        ? {}
        : { account: "noDirectPosting" as const }
      : { account: "heading" as const }),
  }));

/** A whole list, kept for a minute: these are short, and Business Central filters them badly. */
export async function referenceRows(
  scope: BcScope,
  kind: SetKind,
  options: CallOptions,
): Promise<ReferenceRow[]> {
  const { path, currency } = await companyOf(scope, options);
  return kept.get(`${scope.key} ${kind}`, async () => {
    const rows = await scope.api.all(
      { path: `${path}/${REFERENCE_SETS[kind]}` },
      kind === "accounts" ? accountRow : plainRow,
      { traceId: options.traceId },
    );
    // The company's own currency is no record of the list.
    const own = kind === "currencies" && !rows.some(({ code }) => code === currency);
    const all = own ? [...rows, { id: "", code: currency, title: currency, blocked: false }] : rows;
    return all.sort((a, b) => (a.code < b.code ? -1 : 1));
  });
}

async function rowsOf(
  scope: BcScope,
  kind: ReferenceKind,
  options: CallOptions,
): Promise<ReferenceRow[]> {
  if (isSetKind(kind)) return referenceRows(scope, kind, options);
  if (kind !== "shippingAgents") return [];
  return (await shippingAgents(scope, options)).sort((a, b) => (a.code < b.code ? -1 : 1));
}

/** What the mapping screens offer; accounts only where documents may post to them. */
export async function listReference(
  scope: BcScope,
  kind: ReferenceKind,
  { cursor, limit, search }: PageRequest,
  options: CallOptions,
): Promise<Page<ReferenceValue>> {
  const all = await rowsOf(scope, kind, options);
  const wanted = search?.trim().toLowerCase() ?? "";
  const rows = all.filter(
    ({ code, title, account }) =>
      account === undefined &&
      (cursor === undefined || code > cursor) &&
      (wanted === "" ||
        code.toLowerCase().includes(wanted) ||
        title.toLowerCase().includes(wanted)),
  );
  const page = rows.slice(0, limit);
  const last = page.at(-1);
  return {
    values: page.map(({ code, title, blocked }) => ({
      code,
      title,
      ...(blocked ? { blocked } : {}),
    })),
    ...(rows.length > limit && last ? { next: last.code } : {}),
  };
}

interface Wanted {
  kind: SetKind;
  code: string;
  field: string;
}

/** The record of a code; refused at its field when there is none. */
export async function referenceByCode(
  scope: BcScope,
  { kind, code, field }: Wanted,
  options: CallOptions,
): Promise<ReferenceRow> {
  const rows = await referenceRows(scope, kind, options);
  const found = rows.find((row) => row.code === code.trim().toUpperCase());
  if (!found) throw invalid(field, refusal("bc.noCode", { code, list: REFERENCE_SETS[kind] }));
  if (found.blocked) throw invalid(field, refusal("bc.blockedCode", { code }));
  return found;
}
