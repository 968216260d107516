import type { CatalogBuild } from "#app/db/generated/client.ts";
import { now } from "#app/lib/clock.ts";
import { FORMATS } from "../formats/list.ts";
import { offersOf } from "../offers-of.ts";
import { BrokenResult, linesOf } from "../read/lines.ts";
import { productsIn } from "../read/products.ts";
import { createRemarks, type Remark } from "../remarks.ts";
import { openFile } from "./file-writer.server.ts";
import { groupsOf } from "./groups.server.ts";

interface About {
  shopName: string;
  currency: string;
  /** As many lines Shopify says that it wrote. */
  objects: number;
}

interface Written {
  counts: { products: number; variants: number };
  remarks: Remark[];
}

/** Reads the result once and writes a file in every format: one product in memory at a time, whatever their number. */
export async function writeFiles(
  { shop, id }: Pick<CatalogBuild, "shop" | "id">,
  result: AsyncIterable<Uint8Array>,
  { objects, ...head }: About,
): Promise<Written> {
  const files = FORMATS.map((format) => ({
    format,
    file: openFile({ shop, buildId: id, format: format.name }),
  }));
  const each = async (text: (format: (typeof FORMATS)[number]) => string): Promise<void> => {
    for (const { format, file } of files) await file.write(text(format));
  };
  const remarks = createRemarks();
  const counts = { products: 0, variants: 0 };
  let lines = 0;
  try {
    const madeAt = now();
    await each((format) => format.head({ ...head, madeAt }));
    for await (const group of groupsOf(shop)) await each((format) => format.group(group));
    await each((format) => format.between());
    const products = productsIn(linesOf(result), () => {
      lines += 1;
    });
    for await (const product of products) {
      counts.products += 1;
      for (const offer of offersOf(product, remarks)) {
        counts.variants += 1;
        await each((format) => format.offer(offer));
      }
    }
    if (lines < objects) throw new BrokenResult(`The result has ${lines} of ${objects} lines.`);
    await each((format) => format.end());
    for (const { file } of files) await file.close();
  } catch (error) {
    for (const { file } of files) await file.drop();
    throw error;
  }
  return { counts, remarks: remarks.list() };
}
