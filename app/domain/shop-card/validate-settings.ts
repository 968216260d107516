import type { Capabilities } from "#app/erp/capabilities.ts";
import type { KeyUnder } from "#app/i18n/text-keys.ts";
import type { SettingKey, Settings } from "./settings.ts";
import type { SettingProblem } from "./setting-types.ts";
import { isDay } from "#app/lib/day.ts";

export interface ValidationContext {
  /** Of the card's ERP connection; absent while none is chosen: then nothing is refused for its sake. */
  capabilities?: Capabilities;
  /** Values before this save: tells which of two clashing settings was just changed. */
  previous?: Settings;
}

interface Check {
  /** Field that shows the reason. */
  key: (settings: Settings, context: ValidationContext) => SettingKey;
  refused: (settings: Settings, context: ValidationContext) => boolean;
  problem: KeyUnder<"settings.problem">;
  /** What the setting becomes when an ERP that cannot do it is chosen. */
  otherwise?: Partial<Settings>;
}

const lacks =
  (capability: (value: Capabilities) => boolean) =>
  ({ capabilities }: ValidationContext): boolean =>
    capabilities !== undefined && !capability(capabilities);
const noMultiCurrency = lacks((has) => has.multiCurrency);
const noManualNumbers = lacks((has) => has.manualNumbers);
const noRelease = lacks((has) => has.release);
const noExchangeOnMemo = lacks((has) => has.exchangeOnCreditMemo);
const noTaxIds = lacks((has) => has.taxIds);
const noReturns = lacks((has) => has.returns);
const noOrderLines = lacks((has) => has.salesOrderLines);
const noInvoiceLines = lacks((has) => has.postedInvoiceLines);

/** The field of the pair that this save changed; the second when both or none did. */
const changedOf =
  (first: SettingKey, second: SettingKey) =>
  (settings: Settings, { previous }: ValidationContext): SettingKey =>
    previous && previous[first] !== settings[first] && previous[second] === settings[second]
      ? first
      : second;
const always = (key: SettingKey) => (): SettingKey => key;

/** Combinations that cannot work, each with its reason (SET-19). */
const checks: readonly Check[] = [
  // S-1: choosing automatic credit memos while orders are not made by themselves.
  {
    key: always("returnProcess"),
    problem: "autoCreateOrdersOff",
    refused: (s, { previous }) =>
      s.returnProcess === "autoCreditMemo" &&
      !s.autoCreateOrders &&
      !(previous?.autoCreateOrders && previous.returnProcess === "autoCreditMemo"),
  },
  // S-2: switching the making of orders off while credit memos rest on it.
  {
    key: always("autoCreateOrders"),
    problem: "creditMemosAutomatic",
    refused: (s, { previous }) =>
      s.returnProcess === "autoCreditMemo" &&
      !s.autoCreateOrders &&
      previous?.autoCreateOrders === true &&
      previous.returnProcess === "autoCreditMemo",
  },
  {
    key: always("currencyHandling"),
    problem: "presentmentNeedsCurrencies",
    otherwise: { currencyHandling: "shop" },
    refused: (s, context) => s.currencyHandling === "presentment" && noMultiCurrency(context),
  },
  {
    key: always("useShopifyOrderNumber"),
    problem: "numbersAreTheErps",
    otherwise: { useShopifyOrderNumber: false },
    refused: (s, context) => s.useShopifyOrderNumber && noManualNumbers(context),
  },
  {
    key: always("autoRelease"),
    problem: "erpCannotRelease",
    otherwise: { autoRelease: false },
    refused: (s, context) => s.autoRelease && noRelease(context),
  },
  {
    key: always("exchangeAs"),
    problem: "exchangeNeedsDocument",
    otherwise: { exchangeAs: "salesDocument" },
    refused: (s, context) => s.exchangeAs === "creditMemo" && noExchangeOnMemo(context),
  },
  {
    key: always("returnsAs"),
    problem: "erpHasNoReturnOrders",
    otherwise: { returnsAs: "creditMemo" },
    refused: (s, context) => s.returnsAs === "returnOrder" && noReturns(context),
  },
  {
    key: always("exportInvoices"),
    problem: "erpCannotExport",
    otherwise: { exportInvoices: false },
    refused: (s, context) => s.exportInvoices && noInvoiceLines(context),
  },
  {
    key: always("exportOrders"),
    problem: "erpCannotExportOrders",
    otherwise: { exportOrders: false },
    refused: (s, context) => s.exportOrders && noOrderLines(context),
  },
  {
    key: always("exportInvoicesFrom"),
    problem: "notADay",
    refused: (s) => s.exportInvoicesFrom !== "" && !isDay(s.exportInvoicesFrom),
  },
  // What a return order lists is received: goods that go out have no place on it.
  {
    key: changedOf("exchangeAs", "returnsAs"),
    problem: "exchangeNeedsCreditMemo",
    refused: (s) => s.returnsAs === "returnOrder" && s.exchangeAs === "creditMemo",
  },
  {
    key: always("defaultCustomer"),
    problem: "defaultCustomerNeeded",
    refused: (s) => s.customerMapping === "default" && s.defaultCustomer === "",
  },
  {
    key: always("defaultCompany"),
    problem: "defaultCompanyNeeded",
    refused: (s) => s.companyMapping === "default" && s.defaultCompany === "",
  },
  {
    key: always("companyMapping"),
    problem: "erpHasNoTaxIds",
    refused: (s, context) => s.companyMapping === "taxId" && noTaxIds(context),
  },
  {
    key: always("skuSeparator"),
    problem: "separatorNeeded",
    refused: (s) => s.skuMapping === "itemAndVariant" && s.skuSeparator === "",
  },
  {
    key: always("unitOption"),
    problem: "unitOptionNeeded",
    refused: (s) => s.unitAsVariant && s.unitOption.trim() === "",
  },
  {
    key: always("customLineItem"),
    problem: "customItemNeeded",
    refused: (s) => s.customLines === "item" && s.customLineItem === "",
  },
  {
    key: changedOf("shopifyUpdatesCustomers", "erpUpdatesCustomers"),
    problem: "oneSideUpdates",
    refused: (s) => s.shopifyUpdatesCustomers && s.erpUpdatesCustomers,
  },
  {
    key: changedOf("shopifyUpdatesItems", "erpUpdatesItems"),
    problem: "oneSideUpdates",
    refused: (s) => s.shopifyUpdatesItems && s.erpUpdatesItems,
  },
  {
    key: always("autoCreateCustomers"),
    problem: "creationNeedsImport",
    refused: (s) => s.autoCreateCustomers && s.customerImport === "none",
  },
  {
    key: always("autoCreateCompanies"),
    problem: "companyCreationNeedsImport",
    refused: (s) => s.autoCreateCompanies && s.companyImport === "none",
  },
];

/** Reasons why these settings cannot be saved; empty when they can. */
export function validateSettings(
  settings: Settings,
  context: ValidationContext = {},
): SettingProblem[] {
  return checks
    .filter((check) => check.refused(settings, context))
    .map((check) => ({
      key: check.key(settings, context),
      problem: `settings.problem.${check.problem}`,
      params: {},
    }));
}

/** What settings become under an ERP that has just been chosen, where it cannot do what they say. */
export const withinCapabilities = (
  settings: Settings,
  capabilities: Capabilities,
): Partial<Settings> =>
  Object.assign(
    {},
    ...checks
      .filter(({ refused, otherwise }) => otherwise && refused(settings, { capabilities }))
      .map(({ otherwise }) => otherwise),
  ) as Partial<Settings>;
