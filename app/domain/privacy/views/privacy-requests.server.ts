import { db } from "#app/db/client.server.ts";

/** Requests about personal data that Shopify passed on, newest first. */
export async function privacyRequests(shop: string) {
  const requests = await db.privacyRequest.findMany({
    where: { shop },
    orderBy: { requestedAt: "desc" },
    take: 100,
  });
  return {
    requests: requests.map((row) => ({
      id: row.id,
      topic: row.topic,
      at: row.requestedAt.toISOString(),
      doneAt: row.doneAt?.toISOString() ?? null,
      result: row.result === null ? null : JSON.stringify(row.result, null, 2),
    })),
  };
}
