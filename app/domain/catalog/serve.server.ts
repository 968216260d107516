import { timingSafeEqual } from "node:crypto";
import { db } from "#app/db/client.server.ts";
import type { BuildId } from "#app/lib/ids.ts";
import { FORMATS } from "./formats/list.ts";
import type { FormatName } from "./formats/list.ts";
import { isToken, tokenHash } from "./token.ts";

/** A file that its address gives. */
export interface ServedFile {
  shop: string;
  buildId: BuildId;
  format: FormatName;
  contentType: string;
  bytes: number;
  plain: number;
  madeAt: Date;
}

/** "<secret>.<ending>"; undefined: an address that is not known, was replaced, or is of a shop that left. "later": there is no file yet. */
export async function findFile(name: string): Promise<ServedFile | "later" | undefined> {
  const [, token = "", ending = ""] = /^([^.]*)\.(\w+)$/.exec(name) ?? [];
  const format = FORMATS.find((one) => one.ending === ending);
  if (!format || !isToken(token)) return undefined;
  const hash = tokenHash(token);
  const feed = await db.catalogFeed.findUnique({ where: { tokenHash: hash } });
  if (!feed || !timingSafeEqual(feed.tokenHash, hash)) return undefined;
  const { shop, servedId } = feed;
  const here = await db.shop.findFirst({ where: { domain: shop, uninstalledAt: null } });
  if (!here) return undefined;
  if (servedId === null) return "later";
  const where = { shop, buildId: servedId, format: format.name };
  const file = await db.catalogFile.findUnique({ where: { shop_buildId_format: where } });
  const build = await db.catalogBuild.findUnique({ where: { shop_id: { shop, id: servedId } } });
  if (!file || !build?.endedAt) return "later";
  return {
    ...where,
    contentType: format.contentType,
    bytes: Number(file.bytes),
    plain: Number(file.plain),
    madeAt: build.endedAt,
  };
}

/** The file's compressed bytes, a row at a time. Throws when a newer build took its place meanwhile: half a file is none. */
export async function* bytesOf({ shop, buildId, format, bytes }: ServedFile) {
  let given = 0;
  for (let place = 0; given < bytes; place += 1) {
    const chunk = await db.catalogChunk.findUnique({
      where: { shop_buildId_format_place: { shop, buildId, format, place } },
    });
    if (!chunk) throw new Error("a newer catalog took the place of this one while it was read");
    given += chunk.body.length;
    yield chunk.body;
  }
}
