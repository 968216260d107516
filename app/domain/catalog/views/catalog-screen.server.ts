import { db } from "#app/db/client.server.ts";
import type { CatalogBuild } from "#app/db/generated/client.ts";
import { env } from "#app/env.server.ts";
import { paths } from "#app/lib/paths.ts";
import { ownerOf, unseal } from "#app/lib/seal.server.ts";
import { FORMATS } from "../formats/list.ts";
import type { RemarkReason } from "../states.ts";

/** Where the catalog is, how the last builds went, and what is to be said about the files. */
export async function catalogScreen(shop: string) {
  const feed = await db.catalogFeed.findUnique({ where: { shop } });
  if (!feed) return { feed: null, builds: [] };
  const { servedId } = feed;
  const [builds, files, remarks, served] = await Promise.all([
    db.catalogBuild.findMany({ where: { shop }, orderBy: { startedAt: "desc" }, take: 10 }),
    db.catalogFile.findMany({ where: { shop, buildId: servedId ?? NONE } }),
    db.catalogRemark.findMany({ where: { shop, buildId: servedId ?? NONE } }),
    db.catalogBuild.findFirst({ where: { shop, id: servedId ?? NONE } }),
  ]);
  const token = opened(shop, feed.tokenSealed);
  const open = builds.find(({ endedAt }) => endedAt === null);
  return {
    feed: {
      nextAt: feed.nextAt.toISOString(),
      addressSince: feed.tokenAt.toISOString(),
      files: FORMATS.map(({ name, ending }) => {
        const file = files.find(({ format }) => format === name);
        return {
          format: name,
          url: token && new URL(paths.catalogFile(token, ending), env.SHOPIFY_APP_URL).href,
          bytes: file ? Number(file.plain) : null,
        };
      }),
      served: served && buildRow(served),
      open: open ? open.state : null,
      remarks: remarks
        .map(({ reason, count, examples }) => ({ reason: reason as RemarkReason, count, examples }))
        .sort((a, b) => (a.reason < b.reason ? -1 : 1)),
    },
    builds: builds.map(buildRow),
  };
}
export type CatalogPage = Awaited<ReturnType<typeof catalogScreen>>;

const NONE = "00000000-0000-0000-0000-000000000000";

function buildRow(build: CatalogBuild) {
  return {
    id: build.id,
    state: build.state,
    failure: build.failure,
    message: build.message ?? "",
    startedAt: build.startedAt.toISOString(),
    endedAt: build.endedAt?.toISOString() ?? null,
    products: build.products,
    variants: build.variants,
  };
}
export type BuildRow = ReturnType<typeof buildRow>;

/** Null: it was sealed with a key that is gone. The address works, but nobody can be told it. */
function opened(shop: string, sealed: string): string | null {
  try {
    return unseal(sealed, ownerOf("CatalogFeed", shop, "token"));
  } catch {
    return null;
  }
}
