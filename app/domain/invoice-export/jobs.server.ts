import { handlersOf } from "#app/db/job.ts";
import { decideInvoices } from "./decide.server.ts";
import { startDue } from "./due.server.ts";
import * as jobs from "./jobs.ts";
import { pullInvoices } from "./pull.server.ts";

export const invoiceExportJobs = handlersOf(jobs, {
  PULL_INVOICES: ({ shop }) => pullInvoices(shop),
  DECIDE_INVOICES: ({ shop }) => decideInvoices(shop),
  INVOICES_DUE: () => startDue(),
});
