import { misconfigured, refusal } from "#app/erp/refusals.ts";
import { z } from "zod";
import { text } from "../rpc/shapes.ts";
import { issue } from "#app/erp/probe-issue.ts";
import type { Step } from "./step.server.ts";

/** Modules whose fields and models the adapter uses; each brings what it rests on. */
const NEEDED = [
  "sale",
  "account_invoice",
  "account_invoice_stock",
  "stock",
  "stock_package",
  "stock_package_shipping",
  "carrier",
  "sale_shipment_cost",
] as const;

export const modulesStep: Step = {
  key: "modules",
  take: async ({ tryton }, _facts, options) => {
    const active = await tryton.search(
      { model: "ir.module", domain: [["state", "=", "activated"]], fields: ["name"] },
      z.object({ name: text }),
      options,
    );
    const missing = NEEDED.filter((name) => !active.some((row) => row.name === name));
    if (missing.length === 0) return {};
    const modules = missing.join(", ");
    return {
      issues: [issue("tryton-modules", "error", { modules })],
      fatal: misconfigured(
        refusal("tryton.modules", { modules }),
        refusal("trytonAction.activateModules"),
      ).detail,
    };
  },
};
