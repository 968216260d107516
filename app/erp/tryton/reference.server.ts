import { trytonMasterData } from "#app/i18n/locales/en/refusal/tryton-master-data.ts";
import { invalid, nestedName, refusal } from "#app/erp/refusals.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { Page, PageRequest, ReferenceKind, ReferenceValue } from "#app/erp/port/reference.ts";
import { keptFor } from "#app/erp/kept.server.ts";
import { withCodes } from "./reference-codes.ts";
import type { ReferenceRow } from "./reference-lists.server.ts";
import { REFERENCE_LISTS } from "./reference-lists.server.ts";
import type { TrytonScope } from "./scope.server.ts";

const kept = keptFor<ReferenceRow[]>();

/** A code list in the order of its codes; the cursor is the last code. Lists that Tryton does not have are empty. */
export async function listReference(
  scope: TrytonScope,
  kind: ReferenceKind,
  page: PageRequest,
  options: CallOptions,
): Promise<Page<ReferenceValue>> {
  const wanted = (page.search ?? "").trim().toLowerCase();
  const rows = (await readList(scope, kind, options)).filter(({ code, title }) =>
    `${code}\n${title}`.toLowerCase().includes(wanted),
  );
  const rest =
    page.cursor === undefined ? rows : rows.filter(({ code }) => code > (page.cursor ?? ""));
  const values = rest.slice(0, page.limit);
  const last = values.at(-1);
  return {
    values: values.map(({ code, title, active, details }) => ({
      code,
      title,
      blocked: !active,
      ...(details ? { details } : {}),
    })),
    ...(rest.length > values.length && last ? { next: last.code } : {}),
  };
}

/** What people call the kinds, for messages. */
const nameOf = (kind: ReferenceKind): string =>
  nestedName(isNamed(kind) ? `trytonEntry.${kind}` : "trytonEntry.other");

type Named = keyof typeof trytonMasterData.trytonEntry;
const isNamed = (kind: string): kind is Named => Object.hasOwn(trytonMasterData.trytonEntry, kind);

/**
 * The record a code of `listReference` stands for. Lists are kept for a minute; a code that is not
 * found is looked for in a fresh one.
 * Throws `validation` (named `field`) when there is none or it is no longer active.
 */
export async function referenceByCode(
  scope: TrytonScope,
  { kind, code, field }: { kind: ReferenceKind; code: string; field: string },
  options: CallOptions,
): Promise<ReferenceRow> {
  const find = (rows: ReferenceRow[]): ReferenceRow | undefined =>
    rows.find((row) => row.code === code);
  const found =
    find(
      await kept.get(`${scope.key} ${kind}`, () =>
        readList(scope, kind, { traceId: options.traceId }),
      ),
    ) ?? find(await refresh(scope, kind, options));
  if (!found) throw invalid(field, refusal("trytonList.missing", { kind: nameOf(kind), code }));
  if (!found.active)
    throw invalid(field, refusal("trytonList.inactive", { kind: nameOf(kind), code }));
  return found;
}

/** The codes of `listReference` by Tryton's id; one that is not among the kept ones is looked for in a fresh list. */
export async function referenceCodes(
  scope: TrytonScope,
  kind: ReferenceKind,
  ids: readonly number[],
  options: CallOptions,
): Promise<ReadonlyMap<number, string>> {
  if (ids.length === 0) return new Map();
  const known = await kept.get(`${scope.key} ${kind}`, () =>
    readList(scope, kind, { traceId: options.traceId }),
  );
  const rows = ids.every((id) => known.some((row) => row.id === id))
    ? known
    : await refresh(scope, kind, options);
  return new Map(rows.map((row) => [row.id, row.code]));
}

async function refresh(
  scope: TrytonScope,
  kind: ReferenceKind,
  options: CallOptions,
): Promise<ReferenceRow[]> {
  kept.forget(`${scope.key} ${kind}`);
  return kept.get(`${scope.key} ${kind}`, () =>
    readList(scope, kind, { traceId: options.traceId }),
  );
}

async function readList(
  scope: TrytonScope,
  kind: ReferenceKind,
  options: CallOptions,
): Promise<ReferenceRow[]> {
  const read = REFERENCE_LISTS[kind];
  return read ? withCodes(await read(scope, options)) : [];
}
