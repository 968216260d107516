import type { ConnectionId } from "#app/lib/ids.ts";
import { paths } from "#app/lib/paths.ts";

/** Where a connection's ERP tells of changes, below the app's own address. It is no secret: what comes in proves itself. */
export const noticeAddress = (
  appUrl: string,
  { shop, connectionId }: { shop: string; connectionId: ConnectionId },
): string => new URL(paths.erpNoticesOf(shop, connectionId), appUrl).href;
