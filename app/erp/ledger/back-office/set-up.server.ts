import { db } from "#app/db/client.server.ts";
import { LIMITS } from "../capabilities.ts";
import type { SeriesCode } from "../number-series.ts";
import { SERIES, seriesNumber, willGive } from "../number-series.ts";
import type { LedgerReferenceKind } from "../reference-kinds.ts";
import { detailsOf, REFERENCE_DETAILS } from "../reference-kinds.ts";
import { conflict, invalid, missing, nestedName, refusal, stale } from "#app/erp/refusals.ts";
import type { Scope } from "../scope.ts";
import { searchText } from "../scope.ts";
import { isTimeZone } from "#app/lib/day.ts";
import { requiredText } from "#app/erp/text-check.ts";
import { mapPage, pageOf, pageQuery, startOf, type Page, type Sort } from "#app/lib/paging.ts";
import type { ListRequest } from "./list-request.ts";

const BY_CODE = {
  parent: { kind: "text", order: "asc" },
  code: { kind: "text", order: "asc" },
} as const satisfies Sort;

export interface SetUpEntry {
  parent: string;
  code: string;
  title: string;
  blocked: boolean;
  details: Record<string, unknown>;
  version: string;
}

/** The entries of one code list, by parent and code. */
export async function listSetUp(
  scope: Scope,
  kind: LedgerReferenceKind,
  request: ListRequest,
): Promise<Page<SetUpEntry>> {
  const start = startOf(BY_CODE, request);
  const { beyond, orderBy, take } = pageQuery(BY_CODE, start);
  const contains = request.search
    ? ({ contains: searchText(request.search.trim()), mode: "insensitive" } as const)
    : undefined;
  const rows = await db.ledgerReference.findMany({
    where: {
      ...scope,
      kind,
      AND: [beyond, contains ? { OR: [{ code: contains }, { title: contains }] } : {}],
    },
    orderBy,
    take,
  });
  return mapPage(pageOf(BY_CODE, start, rows), (row) => ({
    parent: row.parent,
    code: row.code,
    title: row.title,
    blocked: row.blocked,
    details: detailsOf(kind, row.details),
    version: String(row.version),
  }));
}

/**
 * Adds an entry (no version) or changes one (the version it was read in). Codes of agent services
 * are unique within their agent (`parent`).
 */
export async function saveSetUp(
  scope: Scope,
  kind: LedgerReferenceKind,
  entry: {
    parent?: string;
    code: string;
    title: string;
    blocked?: boolean;
    details?: unknown;
    version?: string;
  },
): Promise<void> {
  const parent = entry.parent ?? "";
  const code = requiredText("code", entry.code, LIMITS.number);
  if (code.trim() !== code) throw invalid("code", refusal("value.space", { value: code }));
  if (kind === "currency" && !/^[A-Z]{3}$/.test(code))
    throw invalid("code", refusal("reference.currencyCode", { code }));
  if (kind === "country" && !/^[A-Z]{2}$/.test(code))
    throw invalid("code", refusal("reference.countryCode", { code }));
  if ((kind === "shippingAgentService") !== (parent !== ""))
    throw invalid(
      "parent",
      kind === "shippingAgentService"
        ? refusal("reference.agentRequired")
        : refusal("reference.parentNotAllowed", { kind: nestedName(`entry.${kind}`) }),
    );
  if (
    parent !== "" &&
    !(await db.ledgerReference.findUnique({
      where: {
        shop_connectionId_kind_parent_code: {
          ...scope,
          kind: "shippingAgent",
          parent: "",
          code: parent,
        },
      },
    }))
  )
    throw invalid(
      "parent",
      refusal("reference.missingInSetUp", {
        kind: nestedName("entry.shippingAgent"),
        code: parent,
      }),
    );
  const details = REFERENCE_DETAILS[kind].safeParse(entry.details ?? {});
  if (!details.success) {
    const [issue] = details.error.issues;
    throw invalid(
      issue?.path.join(".") || "details",
      kind === "currency"
        ? refusal("reference.rate")
        : refusal("reference.detail", {
            kind: nestedName(`entry.${kind}`),
            code,
            field: issue?.path.join(".") ?? "",
          }),
    );
  }
  const data = {
    title: requiredText("title", entry.title, LIMITS.description),
    blocked: entry.blocked ?? false,
    details: details.data,
  };
  const key = { ...scope, kind, parent, code };
  if (entry.version === undefined) {
    const created = await db.ledgerReference.createMany({
      data: [{ ...key, ...data }],
      skipDuplicates: true,
    });
    if (created.count === 0)
      throw invalid(
        "code",
        refusal("reference.taken", { kind: nestedName(`entry.${kind}`), code }),
      );
    return;
  }
  const changed = await db.ledgerReference.updateMany({
    where: { ...key, version: Number(entry.version) },
    data: { ...data, version: { increment: 1 } },
  });
  if (changed.count === 0)
    throw (await db.ledgerReference.findFirst({ where: key }))
      ? stale(refusal("reference.changed", { kind: nestedName(`entry.${kind}`), code }))
      : missing(refusal("reference.missingInSetUp", { kind: nestedName(`entry.${kind}`), code }));
}

export interface SeriesEntry {
  code: SeriesCode;
  prefix: string;
  next: number;
  width: number;
  manualAllowed: boolean;
  nextNumber: string;
  version: string;
}

export async function listNumberSeries(scope: Scope): Promise<SeriesEntry[]> {
  const rows = await db.ledgerNumberSeries.findMany({ where: scope });
  return SERIES.flatMap((code) => {
    const row = rows.find((candidate) => candidate.code === code);
    return row
      ? [
          {
            code,
            prefix: row.prefix,
            next: row.next,
            width: row.width,
            manualAllowed: row.manualAllowed,
            nextNumber: seriesNumber(row, row.next),
            version: String(row.version),
          },
        ]
      : [];
  });
}

/** Changes a series. It may not come to numbers that are used already. */
export async function saveNumberSeries(
  scope: Scope,
  code: SeriesCode,
  series: { prefix: string; next: number; width: number; manualAllowed: boolean; version: string },
): Promise<void> {
  const { version, prefix, next, width, manualAllowed } = series;
  const data = { prefix, next, width, manualAllowed };
  if (!/^[A-Za-z0-9#/._-]{0,12}$/.test(data.prefix))
    throw invalid("prefix", refusal("series.prefix", { prefix: data.prefix }), 12);
  if (!Number.isInteger(data.width) || data.width < 1 || data.width > 9)
    throw invalid("width", refusal("series.width"));
  if (!Number.isInteger(data.next) || data.next < 1 || data.next > 999_999_999)
    throw invalid("next", refusal("series.next"));
  await db.$transaction(async (tx) => {
    await tx.$queryRaw`SELECT 1 FROM "LedgerNumberSeries" WHERE shop = ${scope.shop} AND "connectionId" = ${scope.connectionId}::uuid AND code = ${code} FOR UPDATE`;
    const row = await tx.ledgerNumberSeries.findUnique({
      where: { shop_connectionId_code: { ...scope, code } },
    });
    if (!row) throw missing(refusal("series.missing", { series: code }));
    if (String(row.version) !== version) throw stale(refusal("series.changed"));
    const starting = { ...scope, number: { startsWith: searchText(data.prefix) } };
    const select = { number: true } as const;
    const used =
      code === "customer"
        ? await tx.ledgerCustomer.findMany({ where: starting, select })
        : code === "item"
          ? await tx.ledgerItem.findMany({ where: starting, select })
          : code === "payment"
            ? await tx.ledgerPayment.findMany({ where: starting, select })
            : code === "postedShipment" || code === "postedReceipt"
              ? await tx.ledgerPostedShipment.findMany({ where: starting, select })
              : code === "postedInvoice" || code === "postedCreditMemo"
                ? await tx.ledgerPostedInvoice.findMany({
                    where: {
                      ...starting,
                      kind: code === "postedInvoice" ? "salesInvoice" : "creditMemo",
                    },
                    select,
                  })
                : await tx.ledgerDocument.findMany({ where: { ...starting, kind: code }, select });
    const clash = used.find((entry) => willGive(data, entry.number));
    if (clash) throw conflict(refusal("series.used", { number: clash.number }));
    await tx.ledgerNumberSeries.update({
      where: { shop_connectionId_code: { ...scope, code } },
      data: { ...data, version: { increment: 1 } },
    });
  });
}

export interface CompanyEntry {
  name: string;
  currency: string;
  timeZone: string;
  locationMandatory: boolean;
  version: string;
}

/** Null before the set-up. */
export async function readCompany(scope: Scope): Promise<CompanyEntry | null> {
  const row = await db.ledgerCompany.findUnique({ where: { shop_connectionId: scope } });
  return (
    row && {
      name: row.name,
      currency: row.currency,
      timeZone: row.timeZone,
      locationMandatory: row.locationMandatory,
      version: String(row.version),
    }
  );
}

/** The company's currency stays what the books were opened in. */
export async function saveCompany(
  scope: Scope,
  company: Omit<CompanyEntry, "currency">,
): Promise<void> {
  if (!isTimeZone(company.timeZone))
    throw invalid("timeZone", refusal("company.timeZone", { zone: company.timeZone }));
  const changed = await db.ledgerCompany.updateMany({
    where: { ...scope, version: Number(company.version) },
    data: {
      name: requiredText("name", company.name, LIMITS.name),
      timeZone: company.timeZone,
      locationMandatory: company.locationMandatory,
      version: { increment: 1 },
    },
  });
  if (changed.count === 0)
    throw (await readCompany(scope))
      ? stale(refusal("company.changed"))
      : missing(refusal("company.missing"));
}
