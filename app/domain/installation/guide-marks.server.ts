import { db } from "#app/db/client.server.ts";

/** What the setup guide of the home page remembers: ISO times. */
export interface GuideMarks {
  hiddenAt?: string;
  previewedAt?: string;
  /** The card was shown on Shopify's order page. */
  blockSeenAt?: string;
  /** The version whose news somebody has read. */
  newsRead?: string;
}

/** Hides the guide or shows it again; it goes on where it was. */
export async function hideGuide(shop: string, at: Date | null): Promise<void> {
  const row = await db.shop.findUnique({ where: { domain: shop }, select: { guide: true } });
  const { hiddenAt: _old, ...marks } = (row?.guide ?? {}) as GuideMarks;
  await db.shop.update({
    where: { domain: shop },
    data: { guide: at ? { ...marks, hiddenAt: at.toISOString() } : marks },
  });
}

/** Remembers the first look at a preview (a step of the guide). */
export async function markPreviewed(shop: string, at: Date): Promise<void> {
  const row = await db.shop.findUnique({ where: { domain: shop }, select: { guide: true } });
  const marks = (row?.guide ?? {}) as GuideMarks;
  if (row && marks.previewedAt === undefined)
    await db.shop.update({
      where: { domain: shop },
      data: { guide: { ...marks, previewedAt: at.toISOString() } },
    });
}

/** Remembers that the card on Shopify's order page asked for an order (a step of the guide): a person has added it there. */
export async function markBlockSeen(shop: string, at: Date): Promise<void> {
  await db.$executeRaw`
    UPDATE "Shop" SET guide = guide || jsonb_build_object('blockSeenAt', ${at.toISOString()}::text)
    WHERE domain = ${shop} AND guide ->> 'blockSeenAt' IS NULL`;
}

/** Remembers that what is new in this version was read, by whoever was first. */
export async function markNewsRead(shop: string, version: string): Promise<void> {
  await db.$executeRaw`
    UPDATE "Shop" SET guide = guide || jsonb_build_object('newsRead', ${version}::text) WHERE domain = ${shop}`;
}
