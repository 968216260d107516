import { db } from "#app/db/client.server.ts";
import { clearProblems } from "#app/domain/problems/problems.server.ts";
import { now } from "#app/lib/clock.ts";
import { ownerOf, seal } from "#app/lib/seal.server.ts";
import { shopifyRequest } from "#app/shopify/client.server.ts";
import { CatalogSizeDocument } from "#app/shopify/generated/admin.ts";
import { BUILD_EVERY_MS, startBuild } from "./making/start.server.ts";
import { eraseCatalog } from "./erase.server.ts";
import { CATALOG } from "./problem-subject.ts";
import { newToken, tokenHash } from "./token.ts";

/** A catalog up to this size is built as soon as it is turned on (S3). */
const AT_ONCE = 500;

/** The merchant wants it: there is an address from now on. A small catalog is built at once, a larger one by its schedule. */
export async function turnOn(shop: string): Promise<void> {
  const at = now();
  const nextAt = new Date(at.getTime() + BUILD_EVERY_MS);
  const { count } = await db.catalogFeed.createMany({
    data: [{ shop, ...address(shop), nextAt }],
    skipDuplicates: true,
  });
  if (count > 0 && (await isSmall(shop))) await startBuild(shop);
}

/** Where Shopify does not say, it may be large. */
async function isSmall(shop: string): Promise<boolean> {
  const answer = await shopifyRequest(shop, CatalogSizeDocument, {});
  const count = answer.ok ? answer.value.productVariantsCount?.count : undefined;
  return count !== undefined && count <= AT_ONCE;
}

/** The address gives nothing any more, and the files are gone. */
export async function turnOff(shop: string): Promise<void> {
  await db.$transaction(async (tx) => {
    await eraseCatalog(tx, shop);
    await clearProblems(tx, shop, "catalog", CATALOG);
  });
}

/** Another address for the same files; whoever has the one before gets nothing more. */
export async function changeAddress(shop: string): Promise<void> {
  await db.catalogFeed.updateMany({ where: { shop }, data: address(shop) });
}

function address(shop: string) {
  const token = newToken();
  return {
    tokenHash: tokenHash(token),
    tokenSealed: seal(token, ownerOf("CatalogFeed", shop, "token")),
    tokenAt: now(),
  };
}
