import type { ProbeIssue } from "#app/erp/port/probe.ts";
import { listReference } from "../reference.server.ts";
import { issue } from "#app/erp/probe-issue.ts";
import type { Step } from "./step.server.ts";

/** What documents need beside the books: a warehouse, service products, and one for rounding differences. */
export const setUpStep: Step = {
  key: "setUp",
  take: async (scope, facts, options) => {
    const page = { limit: 5_000 };
    const warehouses = (await listReference(scope, "locations", page, options)).values.filter(
      ({ blocked }) => !blocked,
    );
    facts.warehouses = warehouses.length;
    const services = (await listReference(scope, "accounts", page, options)).values.filter(
      ({ blocked }) => !blocked,
    );
    const { roundingProduct: code, warehouse } = scope.settings;
    const issues: ProbeIssue[] = [
      ...(warehouses.length === 0 ? [issue("tryton-warehouse", "error")] : []),
      ...(warehouse !== undefined && !warehouses.some((each) => each.code === warehouse)
        ? [issue("tryton-warehouse-code", "error", { code: warehouse })]
        : []),
      ...(services.length === 0 ? [issue("tryton-services", "warning")] : []),
      ...(code === undefined
        ? [issue("tryton-rounding-none", "warning")]
        : services.some((service) => service.code === code)
          ? []
          : [issue("tryton-rounding-product", "error", { code })]),
    ];
    return {
      issues,
      params: { warehouses: String(warehouses.length), services: String(services.length) },
    };
  },
};
