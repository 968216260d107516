import { normalize } from "#app/money/decimal.ts";
import type { EntitySet, Field } from "./schema.ts";
import { bad } from "./refusal.ts";

/** Decimals are held as text, so that the books are exact. */
export type Value = string | number | boolean;
export type Row = Record<string, Value>;

export const NO_GUID = "00000000-0000-0000-0000-000000000000";
export const NO_DATE = "0001-01-01";
const GUID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/i;

const malformed = (field: Field, sent: unknown): Error =>
  bad(
    "BadRequest",
    `Cannot convert a value to target type '${field.type}' of property '${field.name}': ${JSON.stringify(sent)}.`,
  );

function tooLong(length: number, max: number, value: string): Error {
  return bad(
    "Application_StringExceededLength",
    `The length of the string is ${length}, but it must be less than or equal to ${max} characters. Value: ${value}`,
  );
}

/** A value as it came in JSON, as the table keeps it. */
export function stored(field: Field, sent: unknown): Value {
  switch (field.type) {
    case "Guid":
      if (typeof sent !== "string" || !GUID.test(sent))
        throw bad("Application_InvalidGUID", `Invalid GUID: ${JSON.stringify(sent)}.`);
      return sent.toLowerCase();
    case "Decimal":
      if (typeof sent !== "number" || !Number.isFinite(sent)) throw malformed(field, sent);
      return normalize(
        new Intl.NumberFormat("en-US", { useGrouping: false, maximumFractionDigits: 20 }).format(
          sent,
        ),
      );
    case "Integer":
      if (typeof sent !== "number" || !Number.isInteger(sent)) throw malformed(field, sent);
      return sent;
    case "Boolean":
      if (typeof sent !== "boolean") throw malformed(field, sent);
      return sent;
    case "Date":
      if (
        typeof sent !== "string" ||
        Number.isNaN(Date.parse(sent)) ||
        !/^\d{4}-\d\d-\d\d$/.test(sent)
      )
        throw malformed(field, sent);
      return sent;
    case "Enum":
      if (typeof sent !== "string" || !field.options?.includes(sent))
        throw bad(
          "Unknown",
          `'${String(sent)}' is not an option. The existing options are: ${field.options?.join(",") ?? ""}`,
        );
      return sent;
    default:
      return storedText(field, sent);
  }
}

function storedText(field: Field, sent: unknown): string {
  if (typeof sent !== "string") throw malformed(field, sent);
  const text = field.type === "Code" ? sent.trim().toUpperCase() : sent;
  if (field.max !== undefined && text.length > field.max)
    throw tooLong(text.length, field.max, text);
  return text;
}

const BLANK: Record<string, Value> = {
  Guid: NO_GUID,
  Decimal: "0",
  Integer: 0,
  BigInteger: 0,
  Boolean: false,
  Date: NO_DATE,
  DateTime: "0001-01-01T00:00:00Z",
};

const blank = (field: Field): Value =>
  field.type === "Enum" ? (field.options?.[0] ?? "") : (BLANK[field.type] ?? "");

/** A row as JSON shows it: every field of the set, decimals as numbers. */
export function shown(set: EntitySet, row: Row, only?: readonly string[]): Record<string, unknown> {
  const fields = [...set.fields.values()].filter(
    ({ name, type }) => type !== "BLOB" && (only === undefined || only.includes(name)),
  );
  return Object.fromEntries(
    fields.map((field) => {
      const value = row[field.name] ?? blank(field);
      return [field.name, field.type === "Decimal" ? Number(value) : value];
    }),
  );
}
