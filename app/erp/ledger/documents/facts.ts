import type { Decimal } from "#app/money/decimal.ts";
import type { LedgerReferenceKind, ReferenceDetails } from "../reference-kinds.ts";
import { detailsOf } from "../reference-kinds.ts";
import { invalid, misconfigured, nestedName, refusal } from "#app/erp/refusals.ts";
import type { Series } from "../number-series.ts";

/** What the books say about everything a draft names, read in one round trip. */
export interface DraftFacts {
  company: { currency: string; locationMandatory: boolean } | null;
  customers: CustomerFact[];
  items: ItemFact[];
  references: ReferenceFact[];
  series: Series | null;
  /** The document that has the external key already. */
  sameKey: { id: string; number: string } | null;
  /** The document that has the asked-for number already. */
  sameNumber: { id: string } | null;
}

export interface CustomerFact {
  id: string;
  number: string;
  name: string;
  blocked: boolean;
}

export interface ItemFact {
  id: string;
  number: string;
  blocked: boolean;
  baseUnit: string;
  salesUnit: string | null;
  units: { code: string; perBase: Decimal }[];
  variants: { code: string; blocked: boolean }[];
}

export interface ReferenceFact {
  kind: LedgerReferenceKind;
  parent: string;
  code: string;
  blocked: boolean;
  details: unknown;
}

/** The named entry of a code list; unknown and blocked ones are refused. */
export function requireReference<K extends LedgerReferenceKind>(
  facts: DraftFacts,
  field: string,
  { kind, code, parent = "" }: { kind: K; code: string; parent?: string },
): { code: string; details: ReferenceDetails<K> } {
  const found = facts.references.find(
    (entry) => entry.kind === kind && entry.code === code && entry.parent === parent,
  );
  const name = nestedName(`entry.${kind}`);
  if (!found)
    throw invalid(
      field,
      parent
        ? refusal("reference.missingService", { kind: name, code, parent })
        : refusal("reference.missing", { kind: name, code }),
    );
  if (found.blocked)
    throw misconfigured(
      refusal("reference.blocked", { kind: name, code }),
      refusal("action.unblockReference"),
    );
  return { code, details: detailsOf(kind, found.details) };
}

/** As `requireReference`, for a code that may be absent. */
export function optionalReference(
  facts: DraftFacts,
  field: string,
  named: { kind: LedgerReferenceKind; code: string | undefined; parent?: string | undefined },
): string | null {
  const { kind, code, parent = "" } = named;
  return code === undefined || code === ""
    ? null
    : requireReference(facts, field, { kind, code, parent }).code;
}
