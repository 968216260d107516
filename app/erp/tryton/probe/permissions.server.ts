import { z } from "zod";
import { flag } from "../rpc/shapes.ts";
import { issue } from "#app/erp/probe-issue.ts";
import type { Step } from "./step.server.ts";

type Right = "read" | "write" | "create";

/** What the operations need, by model. Tryton's groups Sales, Stock and Account have all of it. */
const NEEDED: Record<string, Right[]> = {
  "sale.sale": ["read", "write", "create"],
  "sale.line": ["read", "write", "create"],
  "party.party": ["read", "write", "create"],
  "party.address": ["read", "write", "create"],
  "party.contact_mechanism": ["read", "write", "create"],
  "party.identifier": ["read", "create"],
  "account.invoice": ["read", "write", "create"],
  "account.invoice.line": ["read", "write", "create"],
  "account.move": ["read", "write", "create"],
  "account.tax": ["read"],
  "account.invoice.payment_term": ["read"],
  "account.invoice.payment.method": ["read"],
  "stock.shipment.out": ["read"],
  "stock.shipment.out.return": ["read"],
  "stock.move": ["read"],
  "stock.package": ["read"],
  "stock.location": ["read"],
  "product.product": ["read"],
  "product.template": ["read"],
  "product.identifier": ["read"],
  carrier: ["read"],
  "res.user.warning": ["create"],
};
const FOR_ITEMS: Record<string, Right[]> = {
  "product.template": ["create"],
  "product.product": ["create"],
};

const rights = z.record(z.string(), z.object({ read: flag, write: flag, create: flag }));

export const permissionsStep: Step = {
  key: "permissions",
  take: async ({ tryton }, _facts, options) => {
    const found = await tryton.read(
      { method: "model.ir.model.access.get_access", params: [Object.keys(NEEDED)] },
      rights,
      options,
    );
    const lacking = (needed: Record<string, Right[]>): string[] =>
      Object.entries(needed).flatMap(([model, wanted]) => {
        const missing = wanted.filter((right) => found[model]?.[right] !== true);
        return missing.length === 0 ? [] : [`${model} (${missing.join(", ")})`];
      });
    const [needed, items] = [lacking(NEEDED), lacking(FOR_ITEMS)];
    return {
      issues: [
        ...(needed.length === 0
          ? []
          : [issue("tryton-permissions", "error", { rights: needed.join(", ") })]),
        ...(items.length === 0 ? [] : [issue("tryton-permissions-items", "warning")]),
      ],
    };
  },
};
