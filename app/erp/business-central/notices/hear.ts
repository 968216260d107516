import { z } from "zod";
import type { ConnectionSettings } from "#app/erp/port/adapter.ts";
import type { HeardNotice, Notice } from "#app/erp/port/notices.ts";
import { isSecret, noticeSecret } from "./secret.ts";

const notices = z.object({ value: z.array(z.object({ clientState: z.unknown() })) });

/**
 * What Business Central sends to a subscription's address. Before it takes or renews one it wants its token back; in a notice only the secret counts:
 * what changed is read from the feeds, and no address in it is followed.
 */
export function hearNotice(connection: ConnectionSettings, { search, body }: Notice): HeardNotice {
  const token = search.get("validationToken");
  if (token !== null) return { answer: token, news: false };
  const read = notices.safeParse(jsonOf(body));
  const secret = noticeSecret(connection);
  const told = read.success ? read.data.value : [];
  return { answer: "", news: told.some(({ clientState }) => isSecret(clientState, secret)) };
}

function jsonOf(body: string): unknown {
  try {
    return JSON.parse(body);
  } catch {
    return undefined;
  }
}
