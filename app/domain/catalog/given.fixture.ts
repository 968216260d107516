import { gunzipSync } from "node:zlib";
import type { FormatName } from "./formats/list.ts";
import { bytesOf, findFile } from "./serve.server.ts";
import { catalogScreen } from "./views/catalog-screen.server.ts";

/** What a shop's address gives to whoever reads it. */
export async function given(shop: string, format: FormatName, address?: string): Promise<string> {
  const { feed } = await catalogScreen(shop);
  const url = address ?? feed?.files.find((file) => file.format === format)?.url ?? "";
  const file = await findFile(url.slice(url.lastIndexOf("/") + 1));
  if (file === undefined || file === "later") throw new Error("no such file");
  const chunks: Uint8Array[] = [];
  for await (const chunk of bytesOf(file)) chunks.push(chunk);
  const bytes = gunzipSync(Buffer.concat(chunks));
  if (bytes.length !== file.plain) throw new Error("another length than it is said");
  return bytes.toString("utf8");
}
