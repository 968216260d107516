// Compresses what the build made for browsers, once and as small as it gets: app/web/http/assets.server.ts sends it as it is.
import { readdirSync, readFileSync, writeFileSync } from "node:fs";
import path from "node:path";
import { brotliCompressSync, constants, gzipSync } from "node:zlib";

const TEXT = /\.(js|css|svg|json|map|txt)$/;
/** Below this a second file is not worth its request's headers. */
const LEAST_BYTES = 1024;

export function compressAssets(folder) {
  for (const name of readdirSync(folder)) {
    if (!TEXT.test(name)) continue;
    const file = path.join(folder, name);
    const content = readFileSync(file);
    if (content.length < LEAST_BYTES) continue;
    writeFileSync(
      `${file}.br`,
      brotliCompressSync(content, {
        params: {
          [constants.BROTLI_PARAM_QUALITY]: constants.BROTLI_MAX_QUALITY,
          [constants.BROTLI_PARAM_SIZE_HINT]: content.length,
        },
      }),
    );
    writeFileSync(`${file}.gz`, gzipSync(content, { level: constants.Z_BEST_COMPRESSION }));
  }
}
