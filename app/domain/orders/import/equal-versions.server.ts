import type { VersionId } from "#app/lib/ids.ts";
import type { Tx } from "#app/db/client.server.ts";
import { versionHash } from "../snapshot/hash.ts";
import { readOrLog } from "#app/lib/read-or-log.server.ts";
import { readVersion } from "../snapshot/stored-order.ts";

interface Read {
  id: string;
  hash: string;
  orderedHash: string;
}

/**
 * Versions that were stored while the order of lists counted have another hash. Where what was read is the same order all the same, the stored one
 * counts as having today's hash, so that an unchanged order makes no version: `stored` is changed. Only what differs is read again; a
 * redacted version has nothing left to compare.
 */
export async function keepEqualHashes(
  tx: Tx,
  shop: string,
  stored: ReadonlyMap<string, { hash: string; currentVersionId: VersionId }>,
  read: readonly Read[],
): Promise<void> {
  const doubtful = new Map<string, Read>();
  for (const one of read) {
    const row = stored.get(one.id);
    if (!row || row.hash === one.hash) continue;
    if (row.hash === one.orderedHash) row.hash = one.hash;
    else doubtful.set(row.currentVersionId, one);
  }
  if (doubtful.size === 0) return;
  const versions = await tx.orderVersion.findMany({
    where: { shop, id: { in: [...doubtful.keys()] } },
    select: { id: true, content: true, personal: true },
  });
  for (const version of versions) {
    const one = doubtful.get(version.id);
    const row = one && stored.get(one.id);
    if (!row) continue;
    const was = readOrLog(() => readVersion(version, `order ${one.id}`));
    if (!was?.personal) continue;
    const { content, personal } = was;
    if (versionHash({ content, personal }) === one.hash) row.hash = one.hash;
  }
}
