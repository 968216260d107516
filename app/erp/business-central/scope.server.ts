import type { Outbound } from "#app/erp/outbound/fetch.server.ts";
import { outbound as ownOutbound } from "#app/erp/outbound/fetch.server.ts";
import type { ConnectionSettings } from "#app/erp/port/adapter.ts";
import type { BcSettings } from "./settings.ts";
import { readSettings } from "./settings.ts";
import type { Api } from "./wire/api.server.ts";
import { openApi } from "./wire/api.server.ts";
import { apiAddress } from "./wire/endpoint.ts";

/** One connection's Business Central, handed to every operation. */
export interface BcScope {
  settings: BcSettings;
  api: Api;
  /** Names company and application, for what is kept in this process. */
  key: string;
}

export function openScope(
  connection: ConnectionSettings,
  outbound: Outbound = ownOutbound,
): BcScope {
  const settings = readSettings(connection);
  const { endpoint, company } = settings;
  return {
    settings,
    api: openApi(endpoint, outbound),
    key: `${apiAddress(endpoint)} ${endpoint.clientId} ${company}`,
  };
}
