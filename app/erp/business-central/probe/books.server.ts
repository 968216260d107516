import { z } from "zod";
import { ErpError } from "#app/erp/errors.ts";
import type { CallOptions } from "#app/erp/port/adapter.ts";
import { issue } from "#app/erp/probe-issue.ts";
import { now } from "#app/lib/clock.ts";
import { dayIn } from "#app/lib/day.ts";
import { referenceRows } from "../reference.server.ts";
import type { BcScope } from "../scope.server.ts";
import type { Listing } from "../wire/api.server.ts";
import { NO_DATE } from "../wire/filter.ts";
import { text } from "../wire/shapes.ts";
import type { Step } from "./step.server.ts";
import { known } from "./step.server.ts";

/** Sets of later versions: nothing is known where they are missing. */
async function ifThere<T>(
  { api }: BcScope,
  listing: Listing,
  shape: z.ZodType<T>,
  options: CallOptions,
): Promise<T[] | undefined> {
  try {
    return await api.all(listing, shape, options);
  } catch (error) {
    if (error instanceof ErpError && error.detail.text?.code === "bc.noFeature") return undefined;
    throw error;
  }
}

const setupRow = z.object({ allowPostingFrom: text, allowPostingTo: text });
const periodRow = z.object({ startingDate: text });

/** Whether something dated today could be posted. */
export const periodsStep: Step = {
  key: "fiscalYear",
  take: async (scope, facts, options) => {
    const { path } = known(facts);
    const today = dayIn(scope.settings.timeZone, now());
    const [setup] =
      (await ifThere(scope, { path: `${path}/generalLedgerSetup` }, setupRow, options)) ?? [];
    const { allowPostingFrom = NO_DATE, allowPostingTo = NO_DATE } = setup ?? {};
    if (allowPostingFrom > today || (allowPostingTo !== NO_DATE && allowPostingTo < today))
      return { issues: [issue("bc-posting-dates", "error")] };
    const open = await ifThere(
      scope,
      { path: `${path}/accountingPeriods`, filter: "closed eq false" },
      periodRow,
      options,
    );
    if (open?.length === 0) return { issues: [issue("bc-periods", "error")] };
    return { params: { year: today.slice(0, 4) } };
  },
};

/** The groups that the connection's settings name. */
export const taxesStep: Step = {
  key: "taxes",
  take: async (scope, _facts, options) => {
    const { taxGroups } = scope.settings;
    if (!taxGroups) return { issues: [issue("bc-tax-groups-none", "warning")] };
    const rows = await referenceRows(scope, "taxGroups", options);
    const unknown = [...taxGroups.values()].filter(
      (group) => !rows.some(({ code }) => code === group),
    );
    return unknown.length > 0
      ? { issues: [issue("bc-tax-groups", "error", { groups: unknown.join(", ") })] }
      : { params: { number: String(taxGroups.size) } };
  },
};

export const currenciesStep: Step = {
  key: "currencies",
  take: async (scope, _facts, options) => {
    const rows = await referenceRows(scope, "currencies", options);
    return { params: { currencies: rows.map(({ code }) => code).join(", ") } };
  },
};
