import { db } from "#app/db/client.server.ts";
import type { Page, PageRequest, ReferenceKind, ReferenceValue } from "#app/erp/port/reference.ts";
import type { LedgerReferenceKind } from "./reference-kinds.ts";
import { detailsOf, PORT_KINDS } from "./reference-kinds.ts";
import { seriesNumber } from "./number-series.ts";
import type { Scope } from "./scope.ts";
import { searchText } from "./scope.ts";

/** A code list, by parent and code. The cursor is the last entry's parent and code. */
export async function listReference(
  scope: Scope,
  kind: ReferenceKind,
  page: PageRequest,
): Promise<Page<ReferenceValue>> {
  if (kind === "numberSeries") return listSeries(scope, page);
  const ledgerKind = PORT_KINDS[kind];
  const [parent = "", code = ""] = page.cursor ? (JSON.parse(page.cursor) as string[]) : [];
  const contains = page.search
    ? ({ contains: searchText(page.search), mode: "insensitive" } as const)
    : undefined;
  const rows = await db.ledgerReference.findMany({
    where: {
      ...scope,
      kind: ledgerKind,
      AND: [
        page.cursor ? { OR: [{ parent: { gt: parent } }, { parent, code: { gt: code } }] } : {},
        contains ? { OR: [{ code: contains }, { title: contains }] } : {},
      ],
    },
    orderBy: [{ parent: "asc" }, { code: "asc" }],
    take: page.limit + 1,
  });
  const values = rows.slice(0, page.limit);
  const last = values.at(-1);
  return {
    values: values.map((row) => ({
      code: row.code,
      title: row.title,
      blocked: row.blocked || !canBeUsed(ledgerKind, row.details),
      ...(row.parent ? { parent: row.parent } : {}),
      details: textDetails(ledgerKind, row.details),
    })),
    ...(rows.length > page.limit && last ? { next: JSON.stringify([last.parent, last.code]) } : {}),
  };
}

/** Headings and accounts without direct posting take no document line. */
function canBeUsed(kind: LedgerReferenceKind, stored: unknown): boolean {
  if (kind !== "account") return true;
  const { type, directPosting } = detailsOf("account", stored);
  return type === "posting" && directPosting;
}

const textDetails = (kind: LedgerReferenceKind, stored: unknown): Record<string, string> =>
  Object.fromEntries(
    Object.entries(detailsOf(kind, stored)).map(([key, value]) => [key, String(value)]),
  );

async function listSeries(scope: Scope, page: PageRequest): Promise<Page<ReferenceValue>> {
  const rows = await db.ledgerNumberSeries.findMany({
    where: { ...scope, ...(page.cursor ? { code: { gt: page.cursor } } : {}) },
    orderBy: { code: "asc" },
    take: page.limit + 1,
  });
  const wanted = page.search?.toLowerCase() ?? "";
  const values = rows.slice(0, page.limit);
  const last = values.at(-1);
  return {
    values: values
      .filter((row) => row.code.toLowerCase().includes(wanted))
      .map((row) => ({
        code: row.code,
        title: row.code,
        details: { next: seriesNumber(row, row.next), manualAllowed: String(row.manualAllowed) },
      })),
    ...(rows.length > page.limit && last ? { next: last.code } : {}),
  };
}
