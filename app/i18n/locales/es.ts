import polaris from "@shopify/polaris/locales/es.json";
import cards from "./es/cards.json";
import catalog from "./es/catalog.json";
import changes from "./es/changes.json";
import common from "./es/common.json";
import company from "./es/company.json";
import connection from "./es/connection.json";
import connectionIssue from "./es/connectionIssue.json";
import customers from "./es/customers.json";
import diff from "./es/diff.json";
import document from "./es/document.json";
import errors from "./es/errors.json";
import exportedInvoices from "./es/exportedInvoices.json";
import exportedOrders from "./es/exportedOrders.json";
import extension from "./es/extension.json";
import filter from "./es/filter.json";
import frame from "./es/frame.json";
import giftCards from "./es/giftCards.json";
import help from "./es/help.json";
import home from "./es/home.json";
import invoices from "./es/invoices.json";
import items from "./es/items.json";
import ledger from "./es/ledger.json";
import logs from "./es/logs.json";
import mappings from "./es/mappings.json";
import nav from "./es/nav.json";
import order from "./es/order.json";
import orders from "./es/orders.json";
import outside from "./es/outside.json";
import picker from "./es/picker.json";
import problem from "./es/problem.json";
import problems from "./es/problems.json";
import proof from "./es/proof.json";
import refusal from "./es/refusal.json";
import refunds from "./es/refunds.json";
import returns from "./es/returns.json";
import runs from "./es/runs.json";
import schedules from "./es/schedules.json";
import settings from "./es/settings.json";
import shipments from "./es/shipments.json";
import skipped from "./es/skipped.json";
import state from "./es/state.json";
import stock from "./es/stock.json";
import sync from "./es/sync.json";
import tasks from "./es/tasks.json";
import toImport from "./es/toImport.json";
import unknownProblem from "./es/unknownProblem.json";
import why from "./es/why.json";

/** One file per area; the same areas and keys in every language (texts.test.ts compares them). */
export const spanish = {
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
