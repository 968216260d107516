import type { AdapterDescription } from "#app/erp/port/adapter.ts";
import type { Json } from "#app/lib/json.ts";
import { err, ok } from "#app/lib/result.ts";
import type { Result } from "#app/lib/result.ts";

export interface FieldProblem {
  key: string;
  /** i18n key of the reason. */
  problem:
    | "connection.problem.required"
    | "connection.problem.notAnAddress"
    | "connection.problem.credentials"
    | "connection.problem.unreadable"
    | "connection.problem.notANumber"
    | "connection.problem.notYesOrNo"
    | "connection.problem.unknown"
    | "connection.problem.tooLong"
    | "connection.problem.enterAgain";
}

const MAX_TEXT = 2_000;

/** Values of the settings that are no secrets. */
export type ConnectionSettings = Record<string, string | number | boolean>;

/** Reads typed values against what the adapter asks for; secrets come back apart from the rest. A stored secret may be left blank. */
export function readConnectionForm(
  { settings: fields }: AdapterDescription,
  values: Record<string, Json>,
  storedSecrets: readonly string[],
): Result<{ settings: ConnectionSettings; secrets: Record<string, string> }, FieldProblem[]> {
  const errors: FieldProblem[] = Object.keys(values)
    .filter((key) => !fields.some((field) => field.key === key))
    .map((key) => ({ key, problem: "connection.problem.unknown" }));
  const settings: ConnectionSettings = {};
  const secrets: Record<string, string> = {};
  for (const { key, type, secret, required } of fields) {
    const raw = values[key] ?? null;
    const text = typeof raw === "string" ? raw.trim() : raw;
    if (text === null || text === "") {
      if (required && !(secret && storedSecrets.includes(key)))
        errors.push({ key, problem: "connection.problem.required" });
      continue;
    }
    const value = readValue(type, text);
    if (!value.ok) errors.push({ key, problem: value.error });
    else if (secret) secrets[key] = String(value.value);
    else settings[key] = value.value;
  }
  return errors.length > 0 ? err(errors) : ok({ settings, secrets });
}

function readValue(
  type: AdapterDescription["settings"][number]["type"],
  value: Json,
): Result<string | number | boolean, FieldProblem["problem"]> {
  switch (type) {
    case "boolean":
      if (value === true || value === "true" || value === "on") return ok(true);
      return value === false || value === "false"
        ? ok(false)
        : err("connection.problem.notYesOrNo");
    case "number": {
      const number =
        typeof value === "string" && /^-?\d{1,15}$/.test(value) ? Number(value) : value;
      return typeof number === "number" && Number.isSafeInteger(number)
        ? ok(number)
        : err("connection.problem.notANumber");
    }
    case "url":
      if (typeof value !== "string" || !/^https?:\/\/\S+$/.test(value) || !URL.canParse(value))
        return err("connection.problem.notAnAddress");
      // What stands in an address is shown on pages and written into logs.
      return withoutCredentials(value) === value
        ? ok(value)
        : err("connection.problem.credentials");
    case "text":
      if (typeof value !== "string" || value.length > MAX_TEXT)
        return err("connection.problem.tooLong");
      return ok(value);
  }
}

/** The address without user name and password, for those stored before they were refused. */
export function withoutCredentials(address: string): string {
  if (!URL.canParse(address)) return address;
  const url = new URL(address);
  if (url.username === "" && url.password === "" && !/^https?:\/\/[^/?#]*@/.test(address))
    return address;
  url.username = "";
  url.password = "";
  return url.toString();
}

export const isSecret = ({ settings }: AdapterDescription, wanted: string): boolean =>
  settings.some(({ key, secret }) => key === wanted && secret);

export function addressMoves(
  { settings }: AdapterDescription,
  before: Record<string, Json>,
  values: Record<string, Json>,
): boolean {
  const text = (value: unknown): string => (typeof value === "string" ? value.trim() : "");
  return settings.some(
    ({ key, type }) => type === "url" && text(before[key]) !== text(values[key]),
  );
}
