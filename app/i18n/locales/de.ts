import polaris from "@shopify/polaris/locales/de.json";
import cards from "./de/cards.json";
import catalog from "./de/catalog.json";
import changes from "./de/changes.json";
import common from "./de/common.json";
import company from "./de/company.json";
import connection from "./de/connection.json";
import connectionIssue from "./de/connectionIssue.json";
import customers from "./de/customers.json";
import diff from "./de/diff.json";
import document from "./de/document.json";
import errors from "./de/errors.json";
import exportedInvoices from "./de/exportedInvoices.json";
import exportedOrders from "./de/exportedOrders.json";
import extension from "./de/extension.json";
import filter from "./de/filter.json";
import frame from "./de/frame.json";
import giftCards from "./de/giftCards.json";
import help from "./de/help.json";
import home from "./de/home.json";
import invoices from "./de/invoices.json";
import items from "./de/items.json";
import ledger from "./de/ledger.json";
import logs from "./de/logs.json";
import mappings from "./de/mappings.json";
import nav from "./de/nav.json";
import order from "./de/order.json";
import orders from "./de/orders.json";
import outside from "./de/outside.json";
import picker from "./de/picker.json";
import problem from "./de/problem.json";
import problems from "./de/problems.json";
import proof from "./de/proof.json";
import refusal from "./de/refusal.json";
import refunds from "./de/refunds.json";
import returns from "./de/returns.json";
import runs from "./de/runs.json";
import schedules from "./de/schedules.json";
import settings from "./de/settings.json";
import shipments from "./de/shipments.json";
import skipped from "./de/skipped.json";
import state from "./de/state.json";
import stock from "./de/stock.json";
import sync from "./de/sync.json";
import tasks from "./de/tasks.json";
import toImport from "./de/toImport.json";
import unknownProblem from "./de/unknownProblem.json";
import why from "./de/why.json";

/** One file per area; the same areas and keys in every language (texts.test.ts compares them). */
export const german = {
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
