import { z } from "zod";
import type { Wire } from "../rpc/codec.ts";
import { day } from "../rpc/codec.ts";
import { dayText, ids, text } from "../rpc/shapes.ts";
import { issue } from "#app/erp/probe-issue.ts";
import type { Step } from "./step.server.ts";

const period = z.object({
  "fiscalyear.": z.object({ name: text, state: text, invoice_sequences: ids }),
});

/** An open period for the day that Tryton itself takes for today, in a fiscal year that can number invoices. */
export const fiscalYearStep: Step = {
  key: "fiscalYear",
  take: async ({ tryton }, { company }, options) => {
    const today = await tryton.read(
      { method: "model.ir.date.today", params: [] },
      dayText,
      options,
    );
    const domain: Wire[] = [
      ["type", "=", "standard"],
      ["state", "=", "open"],
      ["start_date", "<=", day(today)],
      ["end_date", ">=", day(today)],
      ["fiscalyear.company", "=", company?.id ?? null],
      ["fiscalyear.state", "=", "open"],
    ];
    const [found] = await tryton.search(
      {
        model: "account.period",
        domain,
        fields: ["fiscalyear.name", "fiscalyear.state", "fiscalyear.invoice_sequences"],
      },
      period,
      options,
    );
    if (!found) return { issues: [issue("tryton-fiscal-year", "error", { date: today })] };
    const { name: year, invoice_sequences: sequences } = found["fiscalyear."];
    return sequences.length === 0
      ? { issues: [issue("tryton-invoice-sequence", "error", { year })] }
      : { params: { year } };
  },
};

export const taxesStep: Step = {
  key: "taxes",
  take: async (_scope, { company }) => {
    const usable = (company?.taxes ?? []).filter(
      (tax) => tax.type === "percentage" && !tax.composed,
    );
    return usable.length === 0
      ? { issues: [issue("tryton-taxes", "warning")] }
      : { params: { number: String(usable.length) } };
  },
};

export const currenciesStep: Step = {
  key: "currencies",
  take: async (_scope, { company }) => {
    const all = [...(company?.currencies.values() ?? [])];
    const without = all
      .filter((currency) => !currency.hasRate && currency.code !== company?.currency.code)
      .map(({ code }) => code);
    return without.length === 0
      ? { params: { currencies: all.map(({ code }) => code).join(", ") } }
      : { issues: [issue("tryton-currencies", "warning", { currencies: without.join(", ") })] };
  },
};
