import { why } from "#app/domain/mapping/decision.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { Capabilities } from "#app/erp/capabilities.ts";
import type { PostalAddress } from "#app/erp/port/customers.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import { codePoints, cutText } from "#app/lib/cut-text.ts";
import type { Explanation } from "#app/domain/mapping/decision.ts";

const NAMES: (keyof PostalAddress)[] = ["name", "name2", "contact"];
const ADDRESS_PARTS: (keyof PostalAddress)[] = [
  ...NAMES,
  ...(["address1", "address2", "city", "county", "zip", "countryCode", "phone"] as const),
];

const partLimit = (
  part: keyof PostalAddress,
  { parts = {} }: Capabilities["limits"],
): number | undefined => (part in parts ? parts[part as keyof typeof parts] : undefined);

/**
 * Keeps the ERP's limits: names, addresses, descriptions and the note are cut and each cut is told (D-3); what names something (PO number)
 * is never cut but a problem.
 */
export function fitTexts(
  draft: DocumentDraft,
  limits: Capabilities["limits"],
): { document: DocumentDraft; why: Explanation[]; problems: ProblemValue[] } {
  const reasons: Explanation[] = [];
  const fit = (field: string, text: string, limit: number): string => {
    const kept = cutText(text, limit, limits.units);
    if (kept !== text)
      reasons.push(
        why({ about: `text:${field}`, rule: "D-3" }, "text.cut", {
          field,
          limit,
          length: limits.units === "utf16" ? text.length : codePoints(text),
        }),
      );
    return kept;
  };
  const address = (field: string, value: PostalAddress): PostalAddress => {
    const fitted = { ...value };
    for (const part of ADDRESS_PARTS) {
      const text = value[part];
      if (text === undefined) continue;
      const limit = NAMES.includes(part)
        ? limits.name
        : (partLimit(part, limits) ?? limits.address);
      fitted[part] = fit(`${field}.${part}`, text, limit);
    }
    return fitted;
  };
  const po = draft.externalDocumentNumber;
  const poLimit = Math.max(limits.externalKey, limits.number);
  const problems =
    po !== undefined && codePoints(po) > poLimit
      ? [
          problem(
            "text-too-long",
            {
              field: "problem.field.poNumber",
              limit: poLimit,
              length: codePoints(po),
              orderId: draft.shopifyOrderId,
            },
            "poNumber",
          ),
        ]
      : [];
  const document: DocumentDraft = {
    ...draft,
    sellToAddress: address("sellTo", draft.sellToAddress),
    billToAddress: address("billTo", draft.billToAddress),
    shipToAddress: address("shipTo", draft.shipToAddress),
    ...(draft.note === undefined ? {} : { note: fit("note", draft.note, limits.note) }),
    lines: draft.lines.map((line) => ({
      ...line,
      description: fit(`line:${line.key}`, line.description, limits.description),
    })),
  };
  return { document, why: reasons, problems };
}
