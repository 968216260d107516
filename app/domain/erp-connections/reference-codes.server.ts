import type { ConnectionId } from "#app/lib/ids.ts";
import { randomUUID } from "node:crypto";
import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import type { ReferenceKind, ReferenceValue } from "#app/erp/port/reference.ts";
import { now } from "#app/lib/clock.ts";
import type { OpenPort } from "./open-port.server.ts";
import { openPort } from "./open-port.server.ts";

const MAX_PAGES = 100;

/** A whole list of the ERP, without what is blocked. */
export async function readReference(
  { port }: OpenPort,
  kind: ReferenceKind,
  options: CallOptions,
): Promise<ReferenceValue[]> {
  const values: ReferenceValue[] = [];
  let cursor: string | undefined;
  for (let page = 0; page < MAX_PAGES; page += 1) {
    const answer = await port.listReference(
      kind,
      { limit: 200, ...(cursor === undefined ? {} : { cursor }) },
      options,
    );
    values.push(...answer.values.filter(({ blocked }) => blocked !== true));
    if (answer.next === undefined) return values;
    cursor = answer.next;
  }
  throw new Error(`the ERP's list of ${kind} does not end`);
}

/** Codes to look for, by the list they are of. */
export type CodeUse = Partial<Record<ReferenceKind, readonly string[]>>;

/**
 * A code that was there a moment ago need not be asked for again: the lists are long, and a plan is made for every few orders. One that was
 * not there is, since a person may just have added it.
 */
const FRESH_MS = 60_000;
const read = new Map<string, { at: number; codes: string[] }>();

/** The ERP's codes of each list that something is used of. */
export async function referenceCodes(
  open: OpenPort,
  uses: CodeUse,
  options: CallOptions,
): Promise<Partial<Record<ReferenceKind, string[]>>> {
  const lists = (Object.entries(uses) as [ReferenceKind, readonly string[]][]).filter(
    ([, codes]) => codes.length > 0,
  );
  return Object.fromEntries(
    await Promise.all(
      lists.map(async ([kind, used]) => [kind, await codesOf(open, kind, used, options)] as const),
    ),
  );
}

async function codesOf(
  open: OpenPort,
  kind: ReferenceKind,
  used: readonly string[],
  options: CallOptions,
): Promise<string[]> {
  const key = `${open.connection.shop}\n${open.connection.id}\n${kind}`;
  const known = read.get(key);
  const at = now().getTime();
  if (known && Math.abs(at - known.at) < FRESH_MS && used.every((code) => has(known.codes, code)))
    return known.codes;
  const codes = (await readReference(open, kind, options)).map(({ code }) => code);
  read.set(key, { at, codes });
  return codes;
}

/** Is the code in the list? People do not tell upper from lower case; an ERP without the list takes no notice of it. */
function has(codes: readonly string[], code: string): boolean {
  const wanted = code.toLowerCase();
  return codes.length === 0 || codes.some((known) => known.toLowerCase() === wanted);
}

/** A typed value and where it must be in the ERP. */
export interface TypedCode {
  kind: ReferenceKind | "items" | "customers";
  code: string;
}

/** Those of the typed values that the ERP does not have. None when it does not answer: the plan of each order looks again. */
export async function unknownCodes<T extends TypedCode>(
  shop: string,
  connectionId: ConnectionId | null,
  typed: readonly T[],
): Promise<T[]> {
  return (await codesNotIn(shop, connectionId, typed)) ?? [];
}

/** The same; null when there is no ERP, or none that answers. Each list, and customers and items, are asked once whatever their number. */
export async function codesNotIn<T extends TypedCode>(
  shop: string,
  connectionId: ConnectionId | null,
  typed: readonly T[],
): Promise<T[] | null> {
  const open = connectionId ? await openPort(shop, connectionId) : null;
  if (!open) return null;
  const options = { traceId: randomUUID(), signal: AbortSignal.timeout(10_000) };
  const kinds = [...new Set(typed.map(({ kind }) => kind))];
  try {
    const missing = new Set<string>();
    for (const kind of kinds) {
      const codes = [...new Set(typed.flatMap((one) => (one.kind === kind ? [one.code] : [])))];
      for (const code of await missingOf(open, { kind, codes }, options))
        missing.add(`${kind}\n${code}`);
    }
    return typed.filter(({ kind, code }) => missing.has(`${kind}\n${code}`));
  } catch (error) {
    if (error instanceof ErpError) return null;
    throw error;
  }
}

async function missingOf(
  open: OpenPort,
  { kind, codes }: { kind: TypedCode["kind"]; codes: readonly string[] },
  options: CallOptions,
): Promise<string[]> {
  const queries = codes.map((number) => ({ number }));
  if (kind === "customers") {
    const found = await open.port.findCustomers(queries, options);
    return codes.filter((_code, index) => (found[index] ?? []).length === 0);
  }
  if (kind === "items") {
    const found = await open.port.findItems(queries, options);
    return codes.filter((_code, index) => (found[index] ?? []).length === 0);
  }
  const known = await codesOf(open, kind, codes, options);
  return known.length === 0 ? [] : codes.filter((code) => !known.includes(code));
}
