import { readOrLog } from "#app/lib/read-or-log.server.ts";
import type { Json } from "#app/lib/json.ts";
import type { StoredValue } from "#app/lib/stored-json.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { Probe } from "./port/probe.ts";
import { probeSchema } from "./schemas.ts";

/** A capability that was not asked of adapters before, as follows from what a connection's last test says. */
const withCapability =
  (capability: string, from: (known: Record<string, Json>, erp: Json | undefined) => Json) =>
  (before: StoredValue): StoredValue => {
    if (Array.isArray(before)) return before;
    const { capabilities, erp } = before;
    if (typeof capabilities !== "object" || capabilities === null || Array.isArray(capabilities))
      return before;
    return {
      ...before,
      capabilities: { [capability]: from(capabilities, erp), ...capabilities },
    };
  };
const asPaymentRegistration = (known: Record<string, Json>): Json =>
  known["paymentRegistration"] ?? false;

/** Return orders are newer than these tests: every adapter said that it has none. */
const setReturns = (before: StoredValue): StoredValue => {
  if (Array.isArray(before)) return before;
  const { capabilities, erp } = before;
  if (typeof capabilities !== "object" || capabilities === null || Array.isArray(capabilities))
    return before;
  const returns = erp === "Built-in ledger" || erp === "Tryton";
  return { ...before, capabilities: { ...capabilities, returns } };
};

/** `ErpConnection.probe`. */
export const storedProbe = storedJson("last test", probeSchema, [
  withCapability("paymentOnAccount", asPaymentRegistration),
  withCapability("creditMemoPayment", asPaymentRegistration),
  withCapability("exchangeOnCreditMemo", (_known, erp) => erp === "Built-in ledger"),
  withCapability("creditMemoApplication", (_known, erp) =>
    erp === "Built-in ledger" ? "part" : erp === "Tryton" ? "whole" : "none",
  ),
  // Tests of before did not ask what can be amended: nothing, as far as they know.
  withCapability("amendable", () => []),
  setReturns,
  withCapability("taxIds", (_known, erp) => erp === "Built-in ledger" || erp === "Tryton"),
  withCapability("taxAreaOnOrder", (_known, erp) => erp !== "Tryton"),
  withCapability(
    "postedInvoiceLines",
    (_known, erp) => erp === "Built-in ledger" || erp === "Tryton",
  ),
  withCapability("customerFields", (_known, erp) =>
    erp === "Built-in ledger" ? ["deliveryPhone", "marketing", "tags"] : [],
  ),
  withCapability("salesOrderLines", (_known, erp) => erp === "Built-in ledger"),
]);

/** Null until the connection was tested; a test that cannot be read counts as none, so the ERP is asked again. */
export const readProbe = (connection: { id: string; probe: unknown }): Probe | null =>
  connection.probe === null
    ? null
    : readOrLog(() => storedProbe.read(connection.probe, `ERP connection ${connection.id}`));
