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
  const open = typed.length > 0 && connectionId ? await openPort(shop, connectionId) : null;
  if (!open) return [];
  const options = { traceId: randomUUID(), signal: AbortSignal.timeout(10_000) };
  try {
    const missing: T[] = [];
    for (const value of typed) if (!(await exists(open, value, options))) missing.push(value);
    return missing;
  } catch (error) {
    if (error instanceof ErpError) return [];
    throw error;
  }
}

async function exists(
  open: OpenPort,
  { kind, code }: TypedCode,
  options: CallOptions,
): Promise<boolean> {
  if (kind === "customers")
    return ((await open.port.findCustomers([{ number: code }], options))[0] ?? []).length > 0;
  if (kind === "items")
    return ((await open.port.findItems([{ number: code }], options))[0] ?? []).length > 0;
  const codes = await codesOf(open, kind, [code], options);
  return codes.length === 0 || codes.includes(code);
}
