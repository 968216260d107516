import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { storedJson } from "#app/lib/stored-json.ts";
import type { Probe } from "./port/probe.ts";
import { probeSchema } from "./schemas.ts";

/** `ErpConnection.probe`. */
export const storedProbe = storedJson("last test", probeSchema);

/** Null until the connection was tested; a test that cannot be read counts as none, so the ERP is asked again. */
export const readProbe = (connection: { id: string; probe: unknown }): Probe | null =>
  connection.probe === null
    ? null
    : readOrLog(() => storedProbe.read(connection.probe, `ERP connection ${connection.id}`));
