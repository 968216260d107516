import { ErpError } from "#app/erp/errors.ts";
import { issue } from "#app/erp/probe-issue.ts";
import { anything } from "../wire/shapes.ts";
import type { Step } from "./step.server.ts";
import { known } from "./step.server.ts";

const SETS = [
  "customers",
  "items",
  "accounts",
  "salesOrders",
  "salesInvoices",
  "salesCreditMemos",
  "salesShipments",
  "generalLedgerEntries",
] as const;

/** One row of each set that the app works with. A missing right on posted documents hides them instead of failing. */
export const permissionsStep: Step = {
  key: "permissions",
  take: async ({ api }, facts, options) => {
    const { path } = known(facts);
    const closed: string[] = [];
    await Promise.all(
      SETS.map(async (set) => {
        try {
          await api.page({ path: `${path}/${set}`, pageSize: 1 }, anything, options);
        } catch (error) {
          if (!(error instanceof ErpError) || error.detail.class !== "permission") throw error;
          closed.push(set);
        }
      }),
    );
    return closed.length === 0
      ? {}
      : { issues: [issue("bc-permissions", "error", { sets: closed.sort().join(", ") })] };
  },
};
