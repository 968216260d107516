import type { DocumentDraft, DraftLine } from "#app/erp/port/documents.ts";
import type { DocumentPlan } from "./plan.ts";

/** Told of the head of a document; what follows from other values, or from the order alone, is not. */
const HEAD = [
  ...(["kind", "number", "sellTo", "billTo", "sellToAddress", "billToAddress"] as const),
  ...(["shipToAddress", "currency", "pricesIncludeTax", "documentDate", "dueDate"] as const),
  ...(["externalDocumentNumber", "taxArea", "taxLiable", "paymentTerms", "paymentMethod"] as const),
  ...(["shipmentMethod", "shippingAgent", "shippingAgentService", "note", "release"] as const),
] satisfies (keyof DocumentDraft)[];

const LINE = [
  ...([
    "kind",
    "item",
    "variantCode",
    "unit",
    "account",
    "itemCharge",
    "chargeBy",
    "description",
  ] as const),
  ...(["quantity", "unitPrice", "discount", "location"] as const),
] satisfies (keyof DraftLine)[];

export type DifferingField =
  (typeof HEAD)[number] | (typeof LINE)[number] | "gross" | "newCustomer" | "newItems" | "line";

/** One value that two plans of the same order do not share; null: one of them has none. */
export type PlanDifference =
  | {
      what: "value";
      field: DifferingField;
      line: string | null;
      before: string | null;
      after: string | null;
    }
  /** A problem that only one of them has. */
  | { what: "problem"; kind: string; params: object; gone: boolean };

/** How the document of an order would come out differently; empty when it is the same. */
export function planDifferences(before: DocumentPlan, after: DocumentPlan): PlanDifference[] {
  return [
    ...problemsOf(before, after, true),
    ...problemsOf(after, before, false),
    ...values("newCustomer", before.newCustomer?.data.name, after.newCustomer?.data.name),
    ...values("newItems", before.newItems.length || null, after.newItems.length || null),
    ...(before.document && after.document ? ofDocuments(before.document, after.document) : []),
  ];
}

const problemsOf = (of: DocumentPlan, other: DocumentPlan, gone: boolean): PlanDifference[] =>
  of.problems
    .filter(
      ({ kind, cause }) => !other.problems.some((one) => one.kind === kind && one.cause === cause),
    )
    .map(({ kind, params }) => ({ what: "problem", kind, params, gone }));

function ofDocuments(before: DocumentDraft, after: DocumentDraft): PlanDifference[] {
  const old = new Map(before.lines.map((line) => [line.key, line]));
  const now = new Map(after.lines.map((line) => [line.key, line]));
  return [
    ...HEAD.flatMap((field) => values(field, before[field], after[field])),
    ...values("gross", before.expected.gross, after.expected.gross),
    ...[...new Set([...old.keys(), ...now.keys()])].flatMap((key) => {
      const [was, is] = [old.get(key), now.get(key)];
      const line = (is ?? was)?.description ?? key;
      if (!was || !is) return values("line", was?.description, is?.description, line);
      return LINE.flatMap((field) => values(field, was[field], is[field], line));
    }),
  ];
}

function values(
  field: DifferingField,
  was: unknown,
  is: unknown,
  line: string | null = null,
): PlanDifference[] {
  const [before, after] = [textOf(was), textOf(is)];
  return before === after ? [] : [{ what: "value", field, line, before, after }];
}

/** A value in one line: of a record of the ERP its number, of an address what it says. */
function textOf(value: unknown): string | null {
  if (value === undefined || value === null || value === "") return null;
  if (typeof value === "boolean" || typeof value === "number") return value.toString();
  if (typeof value !== "object") return typeof value === "string" ? value : null;
  const { number, id } = value as { number?: string; id?: string };
  if (id !== undefined) return number ?? id;
  return Object.values(value)
    .filter((part) => typeof part === "string" && part !== "")
    .join(", ");
}
