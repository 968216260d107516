import polaris from "./ar/polaris.json";
import cards from "./ar/cards.json";
import catalog from "./ar/catalog.json";
import changes from "./ar/changes.json";
import common from "./ar/common.json";
import company from "./ar/company.json";
import connection from "./ar/connection.json";
import connectionIssue from "./ar/connectionIssue.json";
import customers from "./ar/customers.json";
import diff from "./ar/diff.json";
import document from "./ar/document.json";
import errors from "./ar/errors.json";
import exportedInvoices from "./ar/exportedInvoices.json";
import exportedOrders from "./ar/exportedOrders.json";
import extension from "./ar/extension.json";
import filter from "./ar/filter.json";
import frame from "./ar/frame.json";
import giftCards from "./ar/giftCards.json";
import help from "./ar/help.json";
import home from "./ar/home.json";
import invoices from "./ar/invoices.json";
import items from "./ar/items.json";
import ledger from "./ar/ledger.json";
import logs from "./ar/logs.json";
import mappings from "./ar/mappings.json";
import nav from "./ar/nav.json";
import order from "./ar/order.json";
import orders from "./ar/orders.json";
import outside from "./ar/outside.json";
import picker from "./ar/picker.json";
import problem from "./ar/problem.json";
import problems from "./ar/problems.json";
import proof from "./ar/proof.json";
import refusal from "./ar/refusal.json";
import refunds from "./ar/refunds.json";
import returns from "./ar/returns.json";
import runs from "./ar/runs.json";
import schedules from "./ar/schedules.json";
import settings from "./ar/settings.json";
import shipments from "./ar/shipments.json";
import skipped from "./ar/skipped.json";
import state from "./ar/state.json";
import stock from "./ar/stock.json";
import sync from "./ar/sync.json";
import tasks from "./ar/tasks.json";
import toImport from "./ar/toImport.json";
import unknownProblem from "./ar/unknownProblem.json";
import why from "./ar/why.json";

/** One file per area; the same areas and keys in every language (texts.test.ts compares them). */
export const arabic = {
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
