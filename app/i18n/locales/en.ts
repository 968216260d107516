import polaris from "@shopify/polaris/locales/en.json";
import cards from "./en/cards.json";
import catalog from "./en/catalog.json";
import changes from "./en/changes.json";
import common from "./en/common.json";
import company from "./en/company.json";
import connection from "./en/connection.json";
import customers from "./en/customers.json";
import diff from "./en/diff.json";
import document from "./en/document.json";
import errors from "./en/errors.json";
import exportedInvoices from "./en/exportedInvoices.json";
import exportedOrders from "./en/exportedOrders.json";
import extension from "./en/extension.json";
import filter from "./en/filter.json";
import frame from "./en/frame.json";
import giftCards from "./en/giftCards.json";
import help from "./en/help.json";
import home from "./en/home.json";
import invoices from "./en/invoices.json";
import items from "./en/items.json";
import ledger from "./en/ledger.json";
import logs from "./en/logs.json";
import mappings from "./en/mappings.json";
import nav from "./en/nav.json";
import order from "./en/order.json";
import orders from "./en/orders.json";
import outside from "./en/outside.json";
import picker from "./en/picker.json";
import problem from "./en/problem.json";
import problems from "./en/problems.json";
import proof from "./en/proof.json";
import { refusals } from "./en/refusal.ts";
import refunds from "./en/refunds.json";
import returns from "./en/returns.json";
import runs from "./en/runs.json";
import schedules from "./en/schedules.json";
import settings from "./en/settings.json";
import shipments from "./en/shipments.json";
import skipped from "./en/skipped.json";
import state from "./en/state.json";
import stock from "./en/stock.json";
import sync from "./en/sync.json";
import tasks from "./en/tasks.json";
import toImport from "./en/toImport.json";
import unknownProblem from "./en/unknownProblem.json";
import { issues } from "./en/connectionIssue.ts";
import { reasons } from "./en/why.ts";
import type { AnySentences } from "../sentences.ts";

// As the texts in JSON: any sentence, so that another language fits.
const refusal: AnySentences<typeof refusals> = refusals;
const connectionIssue: AnySentences<typeof issues> = issues;
const why: AnySentences<typeof reasons> = reasons;

/** One file per area; the same areas and keys in every language (texts.test.ts compares them). */
export const english = {
  app: {
    cards,
    catalog,
    changes,
    common,
    company,
    connection,
    connectionIssue,
    customers,
    diff,
    document,
    errors,
    exportedInvoices,
    exportedOrders,
    extension,
    filter,
    frame,
    giftCards,
    help,
    home,
    invoices,
    items,
    ledger,
    logs,
    mappings,
    nav,
    order,
    orders,
    outside,
    picker,
    problem,
    problems,
    proof,
    refunds,
    refusal,
    returns,
    runs,
    schedules,
    settings,
    shipments,
    skipped,
    state,
    stock,
    sync,
    tasks,
    toImport,
    unknownProblem,
    why,
  },
  polaris,
};
