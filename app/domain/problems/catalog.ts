import type { TextKey } from "#app/i18n/text-keys.ts";
import type { Json } from "#app/lib/json.ts";
import type { ProblemValue } from "./problem.ts";
import type { Entry } from "./kinds/entry.ts";
import { connectionsProblems } from "./kinds/connections.ts";
import { fulfillmentsProblems } from "./kinds/fulfillments.ts";
import { paymentsProblems } from "./kinds/payments.ts";
import { planningProblems } from "./kinds/planning.ts";
import { refundsProblems } from "./kinds/refunds.ts";
import { customersProblems } from "./kinds/customers.ts";
import { itemsProblems } from "./kinds/items.ts";
import { invoiceExportProblems } from "./kinds/invoice-export.ts";
import { stockProblems } from "./kinds/stock.ts";
import { pathOfFix, type Params } from "./kinds/entry.ts";

/** Every kind of problem. Texts: `problem.<kind>.title`, `.cause`, `.action`. */
const entries = {
  ...planningProblems,
  ...connectionsProblems,
  ...fulfillmentsProblems,
  ...paymentsProblems,
  ...refundsProblems,
  ...stockProblems,
  ...invoiceExportProblems,
  ...customersProblems,
  ...itemsProblems,
} as const satisfies Record<string, Entry>;

export type ProblemKind = keyof typeof entries;

type Required<Kind extends ProblemKind> = (typeof entries)[Kind]["params"][number];
type Optional<Kind extends ProblemKind> = OptionalOf<(typeof entries)[Kind]>;
type OptionalOf<Of> = Of extends { optional: readonly (infer Param extends string)[] }
  ? Param
  : never;
type KindWithoutParams = {
  [Kind in ProblemKind]: [Required<Kind>] extends [never] ? Kind : never;
}[ProblemKind];

/** Exactly what a problem of the kind is told with. */
export type ProblemParams<Kind extends ProblemKind> = [Required<Kind> | Optional<Kind>] extends [
  never,
]
  ? Record<string, never>
  : { [Param in Required<Kind>]: Json } & { [Param in Optional<Kind>]?: Json };

export interface ProblemInfo extends Entry {
  kind: ProblemKind;
  /** Keys of its texts, filled with the problem's params. A kind without texts does not compile. */
  title: TextKey;
  cause: TextKey;
  action: TextKey;
}

const all: Readonly<Record<ProblemKind, Entry>> = entries;

export const PROBLEM_KINDS = Object.keys(entries) as ProblemKind[];

const isProblemKind = (kind: string): kind is ProblemKind => Object.hasOwn(entries, kind);

/** The catalog's entry of a stored problem; undefined when a newer app wrote it. */
export function problemInfo(kind: ProblemKind): ProblemInfo;
export function problemInfo(kind: string): ProblemInfo | undefined;
export function problemInfo(kind: string): ProblemInfo | undefined {
  if (!isProblemKind(kind)) return undefined;
  const entry = all[kind];
  const fixPath = entry.fixPath ?? pathOfForm(entry);
  return {
    ...entry,
    ...(fixPath ? { fixPath } : {}),
    kind,
    title: `problem.${kind}.title`,
    cause: `problem.${kind}.cause`,
    action: `problem.${kind}.action`,
  };
}

function pathOfForm({ fix }: Entry): Entry["fixPath"] {
  return (
    fix &&
    ((params) => {
      const form = fix(params);
      return form && pathOfFix(form, params);
    })
  );
}

/** A problem of a known kind. `subject` tells equal causes from others, e.g. the SKU: "unknown-item:SKU-1". */
export function problem<Kind extends KindWithoutParams>(
  kind: Kind,
  params?: ProblemParams<Kind>,
  subject?: string,
  where?: ProblemValue["where"],
): ProblemValue;
export function problem<Kind extends ProblemKind>(
  kind: Kind,
  params: ProblemParams<Kind>,
  subject?: string,
  where?: ProblemValue["where"],
): ProblemValue;
export function problem(
  kind: ProblemKind,
  params: Params = {},
  subject = "",
  where?: ProblemValue["where"],
): ProblemValue {
  return {
    kind,
    params,
    cause: subject === "" ? kind : `${kind}:${subject}`,
    ...(where ? { where } : {}),
  };
}
