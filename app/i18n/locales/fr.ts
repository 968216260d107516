import polaris from "@shopify/polaris/locales/fr.json";
import cards from "./fr/cards.json";
import catalog from "./fr/catalog.json";
import changes from "./fr/changes.json";
import common from "./fr/common.json";
import company from "./fr/company.json";
import connection from "./fr/connection.json";
import connectionIssue from "./fr/connectionIssue.json";
import customers from "./fr/customers.json";
import diff from "./fr/diff.json";
import document from "./fr/document.json";
import errors from "./fr/errors.json";
import exportedInvoices from "./fr/exportedInvoices.json";
import exportedOrders from "./fr/exportedOrders.json";
import extension from "./fr/extension.json";
import filter from "./fr/filter.json";
import frame from "./fr/frame.json";
import giftCards from "./fr/giftCards.json";
import help from "./fr/help.json";
import home from "./fr/home.json";
import invoices from "./fr/invoices.json";
import items from "./fr/items.json";
import ledger from "./fr/ledger.json";
import logs from "./fr/logs.json";
import mappings from "./fr/mappings.json";
import nav from "./fr/nav.json";
import order from "./fr/order.json";
import orders from "./fr/orders.json";
import outside from "./fr/outside.json";
import picker from "./fr/picker.json";
import problem from "./fr/problem.json";
import problems from "./fr/problems.json";
import proof from "./fr/proof.json";
import refusal from "./fr/refusal.json";
import refunds from "./fr/refunds.json";
import returns from "./fr/returns.json";
import runs from "./fr/runs.json";
import schedules from "./fr/schedules.json";
import settings from "./fr/settings.json";
import shipments from "./fr/shipments.json";
import skipped from "./fr/skipped.json";
import state from "./fr/state.json";
import stock from "./fr/stock.json";
import sync from "./fr/sync.json";
import tasks from "./fr/tasks.json";
import toImport from "./fr/toImport.json";
import unknownProblem from "./fr/unknownProblem.json";
import why from "./fr/why.json";

/** One file per area; the same areas and keys in every language (texts.test.ts compares them). */
export const french = {
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
