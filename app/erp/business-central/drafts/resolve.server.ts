import { z } from "zod";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { invalid, misconfigured, refusal } from "#app/erp/refusals.ts";
import { companyOf } from "../company.server.ts";
import { referenceByCode, referenceRows } from "../reference.server.ts";
import type { BcScope } from "../scope.server.ts";
import { isGuid } from "../wire/filter.ts";
import { guid, text } from "../wire/shapes.ts";
import type { DraftIds } from "./document-body.ts";
import { variantKey } from "./document-body.ts";

/** Codes of a draft as ids, from lists that are kept for a minute. What Business Central does not have is refused at its field. */
export async function resolveDraft(
  scope: BcScope,
  draft: DocumentDraft,
  options: CallOptions,
): Promise<DraftIds> {
  for (const [field, ref] of [
    ["sellTo", draft.sellTo],
    ["billTo", draft.billTo],
  ] as const)
    if (!isGuid(ref.id))
      throw invalid(field, refusal("bcDocument.noCustomer", { customer: ref.number ?? ref.id }));
  const code = (
    kind: Parameters<typeof referenceByCode>[1]["kind"],
    value: string,
    field: string,
  ) => referenceByCode(scope, { kind, code: value, field }, options);
  await code("currencies", draft.currency, "currency");
  for (const field of ["sellToAddress", "shipToAddress"] as const)
    if (draft[field].countryCode)
      await code("countries", draft[field].countryCode, `${field}.countryCode`);
  const terms = draft.paymentTerms
    ? await code("paymentTerms", draft.paymentTerms, "paymentTerms")
    : undefined;
  const method = draft.shipmentMethod
    ? await code("shipmentMethods", draft.shipmentMethod, "shipmentMethod")
    : undefined;
  const locations = new Map<string, string>();
  for (const [index, { location, account }] of draft.lines.entries()) {
    const field = `lines[${index}]`;
    if (location && !locations.has(location))
      locations.set(location, (await code("locations", location, `${field}.location`)).id);
    if (account) await checkAccount(scope, account, `${field}.account`, options);
  }
  await checkTaxArea(scope, draft, options);
  return {
    customer: draft.sellTo.id,
    billTo: draft.billTo.id,
    ...(terms ? { paymentTerms: terms.id } : {}),
    ...(method ? { shipmentMethod: method.id } : {}),
    locations,
    variants: await variantsOf(scope, draft, options),
  };
}

export async function checkAccount(
  scope: BcScope,
  account: string,
  field: string,
  options: CallOptions,
): Promise<void> {
  const found = await referenceByCode(scope, { kind: "accounts", code: account, field }, options);
  if (found.account === "heading") throw invalid(field, refusal("line.heading", { account }));
  if (found.account) throw invalid(field, refusal("line.directPosting", { account }));
}

/** An order has its customer's tax area and cannot have another. */
async function checkTaxArea(
  scope: BcScope,
  draft: DocumentDraft,
  options: CallOptions,
): Promise<void> {
  if (!draft.taxArea) return;
  const { path } = await companyOf(scope, options);
  const wanted = await referenceByCode(
    scope,
    { kind: "taxAreas", code: draft.taxArea, field: "taxArea" },
    options,
  );
  const customer = await scope.api.one(
    `${path}/customers(${draft.billTo.id})`,
    undefined,
    z.object({ number: text, taxAreaId: guid }),
    options,
  );
  if (customer.taxAreaId === wanted.id) return;
  const areas = await referenceRows(scope, "taxAreas", options);
  const own = areas.find(({ id }) => id === customer.taxAreaId)?.code ?? "–";
  throw misconfigured(
    refusal("bcDocument.taxArea", { area: draft.taxArea, customer: customer.number, own }),
    refusal("bcAction.customerOfArea", { area: draft.taxArea }),
  );
}

const variantRow = z.object({ id: guid, itemId: guid, code: text });

async function variantsOf(
  scope: BcScope,
  draft: DocumentDraft,
  options: CallOptions,
): Promise<Map<string, string>> {
  const wanted = draft.lines.filter(({ item, variantCode }) => item && variantCode);
  const found = new Map<string, string>();
  if (wanted.length === 0) return found;
  const { path } = await companyOf(scope, options);
  const items = [...new Set(wanted.map(({ item }) => item?.id ?? ""))];
  const answers = await scope.api.several(
    items.map((id) => ({ path: `${path}/itemVariants`, filter: `itemId eq ${id}` })),
    variantRow,
    options,
  );
  for (const { id, itemId, code } of answers.flat()) found.set(`${itemId} ${code}`, id);
  for (const [index, line] of draft.lines.entries())
    if (line.item && line.variantCode && !found.has(variantKey(line)))
      throw invalid(
        `lines[${index}].variantCode`,
        refusal("bcDocument.noVariant", {
          item: line.item.number ?? line.item.id,
          variant: line.variantCode,
        }),
      );
  return found;
}
