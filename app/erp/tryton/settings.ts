import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { misconfigured, refusal } from "#app/erp/refusals.ts";
import type { ErpError } from "#app/erp/errors.ts";
import type { AdapterDescription, ConnectionSettings } from "#app/erp/port/adapter.ts";
import texts from "#app/i18n/locales/en/connection.json";
import { isTimeZone } from "#app/lib/day.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { isNegative, parseDecimal } from "#app/money/decimal.ts";
import type { Endpoint } from "./rpc/endpoint.ts";

export interface TrytonSettings {
  endpoint: Endpoint;
  /** When Tryton's company has none of its own. */
  timeZone: string;
  /** Code of the warehouse that goods leave from when no location says so. */
  warehouse?: string;
  /** Code of the service product that a rounding difference is booked on; without one no difference is booked. */
  roundingProduct?: string;
  /** Largest difference per line of a document, in its currency. */
  roundingTolerance: Decimal;
  /** Name of the product category with accounts that new products get. */
  itemCategory?: string;
}

type Field = AdapterDescription["settings"][number];
const field = (
  key: keyof typeof texts.setting.tryton,
  type: Field["type"],
  required: boolean,
  secret = false,
): Field => ({ key, type, required, secret, ...texts.setting.tryton[key] });

/** The connection form; screens have label and help in other languages under the setting's key. */
export const TRYTON_SETTINGS: Field[] = [
  field("url", "url", true),
  field("database", "text", true),
  field("user", "text", true),
  field("password", "text", true, true),
  field("timeZone", "text", false),
  field("warehouse", "text", false),
  field("roundingProduct", "text", false),
  field("roundingTolerance", "text", false),
  field("itemCategory", "text", false),
];

const wrong = (sentence: RefusalText): ErpError =>
  misconfigured(sentence, refusal("connection.correct"));

/**
 * Reads a connection's settings; what they say about the network is checked when something is sent.
 * Throws ErpError of class `config`.
 */
export function readSettings({
  settings,
  secrets,
}: Pick<ConnectionSettings, "settings" | "secrets">): TrytonSettings {
  const text = (key: string): string =>
    typeof settings[key] === "string" ? settings[key].trim() : "";
  const tolerance = parseDecimal(text("roundingTolerance") || "0.01");
  if (tolerance === undefined || isNegative(tolerance))
    throw wrong(refusal("connection.tolerance", { value: text("roundingTolerance") }));
  const timeZone = text("timeZone") || "UTC";
  if (!isTimeZone(timeZone)) throw wrong(refusal("connection.timeZone", { zone: timeZone }));
  return {
    endpoint: {
      url: text("url").replace(/\/+$/, ""),
      database: text("database"),
      user: text("user"),
      password: secrets.password ?? "",
    },
    timeZone,
    roundingTolerance: tolerance,
    ...optional("warehouse", text("warehouse")),
    ...optional("roundingProduct", text("roundingProduct")),
    ...optional("itemCategory", text("itemCategory")),
  };
}

const optional = <K extends string>(key: K, value: string): { [P in K]?: string } =>
  (value === "" ? {} : { [key]: value }) as { [P in K]?: string };
