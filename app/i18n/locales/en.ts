import polaris from "@shopify/polaris/locales/en.json";
import common from "./en/common.json";
import company from "./en/company.json";
import connection from "./en/connection.json";
import diff from "./en/diff.json";
import document from "./en/document.json";
import errors from "./en/errors.json";
import filter from "./en/filter.json";
import home from "./en/home.json";
import invoices from "./en/invoices.json";
import ledger from "./en/ledger.json";
import logs from "./en/logs.json";
import mappings from "./en/mappings.json";
import nav from "./en/nav.json";
import order from "./en/order.json";
import orders from "./en/orders.json";
import picker from "./en/picker.json";
import problem from "./en/problem.json";
import problems from "./en/problems.json";
import { refusals } from "./en/refusal.ts";
import runs from "./en/runs.json";
import schedules from "./en/schedules.json";
import settings from "./en/settings.json";
import shipments from "./en/shipments.json";
import skipped from "./en/skipped.json";
import state from "./en/state.json";
import sync from "./en/sync.json";
import tasks from "./en/tasks.json";
import toImport from "./en/toImport.json";
import unknownProblem from "./en/unknownProblem.json";
import why from "./en/why.json";

type Refusals = typeof refusals;
/** As the other texts: any sentence, so that another language fits. */
const refusal: { [Group in keyof Refusals]: Record<keyof Refusals[Group], string> } = refusals;

/** One file per area; the same areas and keys in every language (texts.test.ts compares them). */
export const english = {
  app: {
    common,
    company,
    connection,
    diff,
    document,
    errors,
    filter,
    home,
    invoices,
    ledger,
    logs,
    mappings,
    nav,
    order,
    orders,
    picker,
    problem,
    problems,
    refusal,
    runs,
    schedules,
    settings,
    shipments,
    skipped,
    state,
    sync,
    tasks,
    toImport,
    unknownProblem,
    why,
  },
  polaris,
};
