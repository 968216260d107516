import type { ZodType } from "zod";
import type { Json } from "./json.ts";

interface JsonObject {
  [key: string]: Json;
}

/** What a JSON column holds: an object, or a list. */
export type StoredValue = JsonObject | Json[];

/** Turns a stored value of one version into the next. */
export type UpgradeStep = (value: StoredValue) => StoredValue;

/** The door of one kind of stored JSON: everything of this kind is read and written here and nowhere else. */
export interface StoredJson<T> {
  /** The version that is written now. */
  version: number;
  /** A value that is not stored yet, without what its schema does not name; throws where it does not fit. */
  check(value: unknown): T;
  /** `record` names the row in the error, e.g. "order #1001". */
  read(stored: unknown, record: string): T;
  store(value: T): StoredValue;
}

/**
 * A row whose JSON is not what this app writes. It names the record, so that a person can find it,
 * and keeps no other from being read.
 */
export class UnreadableRecord extends Error {
  constructor(
    readonly record: string,
    readonly what: string,
    reason: string,
  ) {
    super(`The ${what} of ${record} cannot be read: ${reason}.`);
    this.name = "UnreadableRecord";
  }
}

/**
 * Version 1 is a value without a version key: what was stored before there were versions, and what
 * is stored until a first upgrade step is
 * needed. So no row is rewritten, and neither content hashes nor comparisons in SQL change. From
 * version 2 on the key stands in the object,
 * beside `list` where the value is a list.
 * To change a stored shape: change the schema, add a step, and add a row of the old version to tests/fixtures/stored.
 */
const VERSION_KEY = "schemaVersion";

/**
 * The whole value is checked on every read: for an order this costs about as much as parsing its
 * JSON, far below a millisecond.
 * The schema only checks; what would change a value (a default, a transformation) is an upgrade step.
 */
export function storedJson<T extends object>(
  what: string,
  schema: ZodType<T>,
  steps: readonly UpgradeStep[] = [],
): StoredJson<T> {
  const version = steps.length + 1;
  return {
    version,
    check: (value) => schema.parse(value),
    read(stored, record) {
      const value = upgrade(stored, steps, { what, record });
      const { error } = schema.safeParse(value);
      if (error) throw new UnreadableRecord(record, what, reasonOf(error.issues));
      return value as T; // as stored, not zod's copy of it: a key the schema forgot is not lost
    },
    store(value) {
      const plain = value as StoredValue;
      if (version === 1) return plain;
      const versioned = { [VERSION_KEY]: version };
      return Array.isArray(plain) ? { ...versioned, list: plain } : { ...plain, ...versioned };
    },
  };
}

/** The step of a version that has a key more: rows from before it read with this value. */
export const added =
  (key: string, value: Json): UpgradeStep =>
  (before) =>
    Array.isArray(before) ? before : { [key]: value, ...before };

function upgrade(
  stored: unknown,
  steps: readonly UpgradeStep[],
  { what, record }: { what: string; record: string },
): unknown {
  if (!isStoredValue(stored)) return stored; // the schema refuses it
  const { version, value } = split(stored);
  if (typeof version !== "number" || !Number.isInteger(version) || version < 1)
    throw new UnreadableRecord(record, what, `its version is ${JSON.stringify(version)}`);
  if (version > steps.length + 1)
    throw new UnreadableRecord(
      record,
      what,
      `it was written by a newer version of the app (version ${version}, this one knows ${steps.length + 1})`,
    );
  return steps.slice(version - 1).reduce((before, step) => step(before), value);
}

function split(stored: StoredValue): { version: Json; value: StoredValue } {
  if (Array.isArray(stored) || !(VERSION_KEY in stored)) return { version: 1, value: stored };
  const { [VERSION_KEY]: version = null, ...value } = stored;
  return { version, value: Array.isArray(value.list) ? value.list : value };
}

const isStoredValue = (value: unknown): value is StoredValue =>
  typeof value === "object" && value !== null;

function reasonOf(issues: readonly { path: PropertyKey[]; message: string }[]): string {
  return issues
    .slice(0, 3)
    .map(({ path, message }) => (path.length > 0 ? `${path.join(".")}: ${message}` : message))
    .join("; ");
}
