import { readOrLog } from "#app/lib/read-or-log.server.ts";
import type { StoredValue } from "#app/lib/stored-json.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { Probe } from "./port/probe.ts";
import { probeSchema } from "./schemas.ts";

/** Adapters that registered payments before this was asked of them can do this, too. */
function withPaymentOnAccount(before: StoredValue): StoredValue {
  if (Array.isArray(before)) return before;
  const { capabilities } = before;
  if (typeof capabilities !== "object" || capabilities === null || Array.isArray(capabilities))
    return before;
  return {
    ...before,
    capabilities: {
      paymentOnAccount: capabilities["paymentRegistration"] ?? false,
      ...capabilities,
    },
  };
}

/** Tests of before did not ask what can be amended: nothing, as far as they know. */
function withAmendable(before: StoredValue): StoredValue {
  if (Array.isArray(before)) return before;
  const { capabilities } = before;
  if (typeof capabilities !== "object" || capabilities === null || Array.isArray(capabilities))
    return before;
  return { ...before, capabilities: { amendable: [], ...capabilities } };
}

/** `ErpConnection.probe`. */
export const storedProbe = storedJson("last test", probeSchema, [
  withPaymentOnAccount,
  withAmendable,
]);

/** Null until the connection was tested; a test that cannot be read counts as none, so the ERP is asked again. */
export const readProbe = (connection: { id: string; probe: unknown }): Probe | null =>
  connection.probe === null
    ? null
    : readOrLog(() => storedProbe.read(connection.probe, `ERP connection ${connection.id}`));
