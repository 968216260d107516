import type { IncomingMessage } from "node:http";
import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { inEnglish, refusal } from "#app/i18n/refusal-text.ts";
import type { OutboundCode } from "./failure.ts";

/**
 * The whole body within `maxBytes`, plain: a packed one could unfold into any size. Calls `stop`
 * and rejects when it is neither.
 */
export function readBody(
  incoming: IncomingMessage,
  maxBytes: number,
  stop: (code: OutboundCode, text: RefusalText) => void,
): Promise<Buffer> {
  return new Promise((resolve, reject) => {
    const refuse = (code: OutboundCode, text: RefusalText): void => {
      stop(code, text);
      reject(new Error(inEnglish(text)));
    };
    incoming.on("error", reject);
    incoming.on("close", () => {
      if (!incoming.complete) reject(new Error("the answer ended early"));
    });
    const encoding = incoming.headers["content-encoding"];
    if (encoding !== undefined && encoding !== "identity")
      return refuse(
        "badAnswer",
        refusal("outbound.compressed", { encoding: encoding.slice(0, 40) }),
      );
    const tooLarge = (): void =>
      refuse(
        "tooLarge",
        refusal("outbound.tooLarge", { megabytes: Math.round(maxBytes / 1_000_000) }),
      );
    if (Number(incoming.headers["content-length"] ?? 0) > maxBytes) return tooLarge();
    const parts: Buffer[] = [];
    let size = 0;
    incoming.on("data", (part: Buffer) => {
      size += part.length;
      if (size > maxBytes) return tooLarge();
      parts.push(part);
    });
    incoming.on("end", () => resolve(Buffer.concat(parts)));
  });
}
