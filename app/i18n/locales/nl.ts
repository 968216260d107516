import polaris from "@shopify/polaris/locales/nl.json";
import cards from "./nl/cards.json";
import catalog from "./nl/catalog.json";
import changes from "./nl/changes.json";
import common from "./nl/common.json";
import company from "./nl/company.json";
import connection from "./nl/connection.json";
import connectionIssue from "./nl/connectionIssue.json";
import customers from "./nl/customers.json";
import diff from "./nl/diff.json";
import document from "./nl/document.json";
import errors from "./nl/errors.json";
import exportedInvoices from "./nl/exportedInvoices.json";
import exportedOrders from "./nl/exportedOrders.json";
import extension from "./nl/extension.json";
import filter from "./nl/filter.json";
import frame from "./nl/frame.json";
import giftCards from "./nl/giftCards.json";
import help from "./nl/help.json";
import home from "./nl/home.json";
import invoices from "./nl/invoices.json";
import items from "./nl/items.json";
import ledger from "./nl/ledger.json";
import logs from "./nl/logs.json";
import mappings from "./nl/mappings.json";
import nav from "./nl/nav.json";
import order from "./nl/order.json";
import orders from "./nl/orders.json";
import outside from "./nl/outside.json";
import picker from "./nl/picker.json";
import problem from "./nl/problem.json";
import problems from "./nl/problems.json";
import proof from "./nl/proof.json";
import refusal from "./nl/refusal.json";
import refunds from "./nl/refunds.json";
import returns from "./nl/returns.json";
import runs from "./nl/runs.json";
import schedules from "./nl/schedules.json";
import settings from "./nl/settings.json";
import shipments from "./nl/shipments.json";
import skipped from "./nl/skipped.json";
import state from "./nl/state.json";
import stock from "./nl/stock.json";
import sync from "./nl/sync.json";
import tasks from "./nl/tasks.json";
import toImport from "./nl/toImport.json";
import unknownProblem from "./nl/unknownProblem.json";
import why from "./nl/why.json";

/** One file per area; the same areas and keys in every language (texts.test.ts compares them). */
export const dutch = {
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
