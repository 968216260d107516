import type { Explanation } from "#app/domain/mapping/decision.ts";
import type { MappingFacts } from "#app/domain/mapping/facts.ts";
import { problem } from "#app/domain/problems/catalog.ts";
import type { ProblemValue } from "#app/domain/problems/problem.ts";
import type { KeyUnder } from "#app/i18n/text-keys.ts";
import type { DocumentDraft } from "#app/erp/port/documents.ts";
import type { ReferenceKind } from "#app/erp/port/reference.ts";
import { paths } from "#app/lib/paths.ts";
import type { LineId } from "#app/lib/ids.ts";

interface Use {
  kind: ReferenceKind;
  what: KeyUnder<"problem.what">;
  code: string | undefined;
  /** The decision that chose it: its explanation says where that is changed. */
  about: string;
  lineId?: LineId;
}

/** Codes on the document that the ERP does not have (any more): it would refuse the document, so nothing is said to be ready. */
export function unknownCodes(
  document: DocumentDraft,
  explanation: readonly Explanation[],
  { codes }: Pick<MappingFacts, "codes">,
): ProblemValue[] {
  return usesOf(document).flatMap(({ kind, what, code, about, lineId }) => {
    const list = codes[kind] ?? [];
    if (code === undefined || list.length === 0) return [];
    if (list.some((known) => known.toLowerCase() === code.toLowerCase())) return [];
    const path =
      explanation.find((reason) => reason.about === about && reason.change)?.change ??
      paths.mappings;
    return [
      problem(
        "unknown-number",
        { number: code, what: `problem.what.${what}`, path },
        `${kind}:${code}`,
        lineId ? { lineId } : {},
      ),
    ];
  });
}

function usesOf(document: DocumentDraft): Use[] {
  const head = (
    kind: ReferenceKind,
    what: Use["what"],
    code: string | undefined,
    about: string,
  ) => ({
    kind,
    what,
    code,
    about,
  });
  return [
    head("shipmentMethods", "shipmentMethod", document.shipmentMethod, "shipmentMethod"),
    head("shippingAgents", "shippingAgent", document.shippingAgent, "shipmentMethod"),
    head(
      "shippingAgentServices",
      "shippingAgentService",
      document.shippingAgentService,
      "shipmentMethod",
    ),
    head("paymentTerms", "paymentTerms", document.paymentTerms, "paymentTerms"),
    head("paymentMethods", "paymentMethod", document.paymentMethod, "paymentMethod"),
    head("taxAreas", "taxArea", document.taxArea, "taxArea"),
    ...document.lines.flatMap((line): Use[] => {
      const lineId = line.shopifyLineId;
      const where = { about: `line:${line.key}`, ...(lineId ? { lineId } : {}) };
      return [
        { ...where, kind: "accounts", what: "account", code: line.account },
        { ...where, kind: "itemCharges", what: "itemCharge", code: line.itemCharge },
        {
          ...where,
          kind: "locations",
          what: "location",
          code: line.location,
          about: `location:${line.key}`,
        },
      ];
    }),
  ];
}
