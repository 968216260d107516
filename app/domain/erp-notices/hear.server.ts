import { db } from "#app/db/client.server.ts";
import { afterPosting } from "#app/domain/feeds/pull-feeds.server.ts";
import type { Notice } from "#app/erp/port/notices.ts";
import { hearNotice } from "#app/erp/registry.server.ts";
import { ErpError } from "#app/erp/errors.ts";
import { isUuid } from "#app/lib/uuid.ts";

/**
 * What somebody sent to a connection's address. Answers what an ERP wants to read; where nothing was asked for, and to whoever cannot prove to be the
 * connection's ERP, nothing. A notice only wakes the feeds, which read what is new by themselves.
 */
export async function hear(
  { shop, connectionId }: { shop: string; connectionId: string },
  notice: Notice,
): Promise<string> {
  if (!isUuid(connectionId)) return "";
  const asked = await db.erpNotices.findFirst({ where: { shop, connectionId } });
  const row = asked && (await db.erpConnection.findFirst({ where: { shop, id: connectionId } }));
  if (!row || row.pausedAt) return "";
  try {
    const { answer, news } = hearNotice(row, notice);
    if (news) await afterPosting(shop, row.id);
    return answer;
  } catch (error) {
    // Its settings are damaged: the connection's page says so.
    if (error instanceof ErpError) return "";
    throw error;
  }
}
