import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { misconfigured, refusal } from "#app/erp/refusals.ts";
import type { ErpError } from "#app/erp/errors.ts";
import type { AdapterDescription, ConnectionSettings } from "#app/erp/port/adapter.ts";
import texts from "#app/i18n/locales/en/connection.json";
import { isTimeZone } from "#app/lib/day.ts";
import type { Decimal } from "#app/money/decimal.ts";
import { isNegative, normalize, parseDecimal } from "#app/money/decimal.ts";
import type { Endpoint } from "./wire/endpoint.ts";
import type { TaxGroups } from "./drafts/tax-groups.ts";
import { readTaxGroups } from "./drafts/tax-groups.ts";

export interface BcSettings {
  endpoint: Endpoint;
  /** Name of the company, as Business Central shows it. */
  company: string;
  timeZone: string;
  /** VAT product posting groups by rate; without any, an item's own group counts. */
  taxGroups: TaxGroups | undefined;
  /** G/L account that a rounding difference is booked on; without one no difference is booked. */
  roundingAccount?: string;
  /** Largest difference per line of a document, in its currency. */
  roundingTolerance: Decimal;
  /** Posting groups of items that the app creates, where no template gives them. */
  itemPostingGroup?: string;
  inventoryPostingGroup?: string;
  /** Batch of the payment journal that is the app's own; without one no payment is registered. */
  paymentJournal?: string;
  /** Web service with the posted shipments' agents and tracking numbers. */
  shipmentService?: string;
  /** Web service with the list of shipping agents. */
  agentService?: string;
}

type Field = AdapterDescription["settings"][number];
const field = (
  key: keyof (typeof texts.setting)["business-central"],
  type: Field["type"],
  required: boolean,
  secret = false,
): Field => ({ key, type, required, secret, ...texts.setting["business-central"][key] });

/** The connection form; screens have label and help in other languages under the setting's key. */
export const BC_SETTINGS: Field[] = [
  field("tenant", "text", true),
  field("environment", "text", true),
  field("company", "text", true),
  field("clientId", "text", true),
  field("clientSecret", "text", true, true),
  field("timeZone", "text", false),
  field("taxGroups", "text", false),
  field("roundingAccount", "text", false),
  field("roundingTolerance", "text", false),
  field("itemPostingGroup", "text", false),
  field("inventoryPostingGroup", "text", false),
  field("paymentJournal", "text", false),
  field("shipmentService", "text", false),
  field("agentService", "text", false),
  field("address", "url", false),
  field("loginAddress", "url", false),
];

const ONLINE = "https://api.businesscentral.dynamics.com";
const LOGIN = "https://login.microsoftonline.com";

const wrong = (sentence: RefusalText): ErpError =>
  misconfigured(sentence, refusal("connection.correct"));

/**
 * Reads a connection's settings; what they say about the network is checked when something is sent.
 * Throws ErpError of class `config`.
 */
export function readSettings({
  settings,
  secrets,
}: Pick<ConnectionSettings, "settings" | "secrets">): BcSettings {
  const text = (key: string): string =>
    typeof settings[key] === "string" ? settings[key].trim() : "";
  const tolerance = parseDecimal(text("roundingTolerance") || "0.01");
  if (tolerance === undefined || isNegative(tolerance))
    throw wrong(refusal("connection.tolerance", { value: text("roundingTolerance") }));
  const timeZone = text("timeZone") || "UTC";
  if (!isTimeZone(timeZone)) throw wrong(refusal("connection.timeZone", { zone: timeZone }));
  const taxGroups = readTaxGroups(text("taxGroups"));
  if (taxGroups === "unreadable")
    throw wrong(refusal("bc.taxGroups", { value: text("taxGroups") }));
  for (const key of ["tenant", "environment"])
    if (!/^[\w.-]*$/.test(text(key)))
      throw wrong(refusal("bc.namePart", { setting: key, value: text(key) }));
  return {
    endpoint: {
      address: (text("address") || ONLINE).replace(/\/+$/, ""),
      loginAddress: (text("loginAddress") || LOGIN).replace(/\/+$/, ""),
      tenant: text("tenant"),
      environment: text("environment"),
      clientId: text("clientId"),
      clientSecret: secrets.clientSecret ?? "",
    },
    company: text("company"),
    timeZone,
    taxGroups,
    roundingTolerance: normalize(tolerance),
    ...optional("roundingAccount", text("roundingAccount").toUpperCase()),
    ...optional("itemPostingGroup", text("itemPostingGroup").toUpperCase()),
    ...optional("inventoryPostingGroup", text("inventoryPostingGroup").toUpperCase()),
    ...optional("paymentJournal", text("paymentJournal").toUpperCase()),
    ...optional("shipmentService", text("shipmentService")),
    ...optional("agentService", text("agentService")),
  };
}

const optional = <K extends string>(key: K, value: string): { [P in K]?: string } =>
  (value === "" ? {} : { [key]: value }) as { [P in K]?: string };
