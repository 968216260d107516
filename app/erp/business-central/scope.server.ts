import { limitOverProcesses } from "#app/erp/call-limit/over-processes.server.ts";
import { outbound } from "#app/erp/outbound/fetch.server.ts";
import type { ConnectionSettings } from "#app/erp/port/adapter.ts";
import type { BcSettings } from "./settings.ts";
import { readSettings } from "./settings.ts";
import type { Api } from "./wire/api.server.ts";
import { openApi } from "./wire/api.server.ts";
import { apiAddress } from "./wire/endpoint.ts";
import { ONLINE_LIMITS } from "./wire/limits.ts";
import type { Way } from "./wire/send.server.ts";

/** One connection's Business Central, handed to every operation. */
export interface BcScope {
  settings: BcSettings;
  api: Api;
  /** Names company and application, for what is kept in this process. */
  key: string;
}

/** How the app's own requests go out. */
const OWN_WAY = { outbound, limit: limitOverProcesses(ONLINE_LIMITS) };
/** Another way for what runs alone. */
export type WayOut = Omit<Way, "endpoint">;

export function openScope(connection: ConnectionSettings, way: WayOut = OWN_WAY): BcScope {
  const settings = readSettings(connection);
  const { endpoint, company } = settings;
  return {
    settings,
    api: openApi({ ...way, endpoint }),
    key: `${apiAddress(endpoint)} ${endpoint.clientId} ${company}`,
  };
}
