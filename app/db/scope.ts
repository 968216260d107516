import type { Tx } from "./client.server.ts";

/** On whose behalf something is done: the shop, and who acts (a user id, "schedule", "app"). First parameter of what needs both. */
export interface Scope {
  shop: string;
  by: string;
}

/** The same, within the caller's transaction. */
export interface TxScope extends Scope {
  tx: Tx;
}
