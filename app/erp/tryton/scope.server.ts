import type { Outbound } from "#app/erp/outbound/fetch.server.ts";
import { outbound } from "#app/erp/outbound/fetch.server.ts";
import type { ConnectionSettings } from "#app/erp/port/adapter.ts";
import type { Tryton } from "./rpc/call.server.ts";
import { openTryton } from "./rpc/call.server.ts";
import { callAddress } from "./rpc/endpoint.ts";
import type { TrytonSettings } from "./settings.ts";
import { readSettings } from "./settings.ts";

/** One connection's Tryton, handed to every operation. */
export interface TrytonScope {
  shop: string;
  connectionId: string;
  settings: TrytonSettings;
  tryton: Tryton;
  outbound: Outbound;
  /** Names database and user, for what is kept in this process. */
  key: string;
}

export function openScope(connection: ConnectionSettings): TrytonScope {
  const settings = readSettings(connection);
  return {
    shop: connection.shop,
    connectionId: connection.connectionId,
    settings,
    outbound,
    key: `${callAddress(settings.endpoint)} ${settings.endpoint.user}`,
    tryton: openTryton(settings.endpoint, outbound),
  };
}
