import { useSyncExternalStore } from "react";

/** Whether the browser reaches the app. Known by whoever asks it something (connection.client.ts), shown in the frame. */
let lost = false;
const told = new Set<() => void>();

export const connection = {
  isLost: (): boolean => lost,
  set(isLost: boolean): void {
    if (lost === isLost) return;
    lost = isLost;
    for (const tell of told) tell();
  },
  /** Calls `tell` at each change, until what is given back is called. */
  follow(this: void, tell: () => void): () => void {
    told.add(tell);
    return () => told.delete(tell);
  },
};

export const useConnectionLost = (): boolean =>
  useSyncExternalStore(connection.follow, connection.isLost, () => false);

/** Where the frame says that the connection is lost. */
export const CONNECTION_LOST_ID = "connection-lost";
