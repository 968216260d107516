import type { RefusalText } from "#app/i18n/refusal-text.ts";
import { refusal } from "#app/i18n/refusal-text.ts";
import { isIPv4 } from "node:net";
import { isPublicAddress } from "./ip.ts";

/** Where ERPs answer; another port needs an entry in ERP_ALLOWED_HOSTS. */
const PORTS: readonly number[] = [443, 8000, 8443];

export type AddressProblem =
  | "notAnAddress"
  | "notHttps"
  | "credentials"
  | "extras"
  | "port"
  | "oddHost"
  | "privateName"
  | "privateAddress";

export type CheckedAddress =
  | { ok: true; url: URL; exempt: boolean }
  | { ok: false; problem: AddressProblem; text: RefusalText };

/** Names that mean this machine or this network. */
const PRIVATE_NAMES =
  /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid|onion)$/;

/**
 * Checks the address of an ERP before anything is asked of the network: https, a public name or
 * address, a port ERPs use, nothing else in it.
 * `allowed` are the host:port entries of ERP_ALLOWED_HOSTS; what they name may be private and plain
 * http. Names are checked again when
 * they are looked up, since what they stand for can change.
 */
export function checkAddress(text: string, allowed: readonly string[]): CheckedAddress {
  const no = (problem: AddressProblem, text: RefusalText): CheckedAddress => ({
    ok: false,
    problem,
    text,
  });
  // The URL parser drops or turns these silently; an address that needs it is not meant well.
  if (text.length > 2_000 || !/^[\x21-\x7e\u00a1-\uffff]+$/.test(text) || text.includes("\\"))
    return no("notAnAddress", refusal("address.notAnAddress"));
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return no("notAnAddress", refusal("address.notAnAddress"));
  }
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return no("notHttps", refusal("address.notHttps"));
  if (url.username !== "" || url.password !== "")
    return no("credentials", refusal("address.credentials"));
  if (url.search !== "" || url.hash !== "" || text.includes("#") || text.includes("?"))
    return no("extras", refusal("address.query"));
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (isAllowed(url.hostname, port, allowed)) return { ok: true, url, exempt: true };
  if (url.protocol !== "https:") return no("notHttps", refusal("address.notEncrypted"));
  if (!PORTS.includes(port))
    return no("port", refusal("address.port", { port, ports: PORTS.join(", "), host: url.host }));
  return checkHost(url, text, no);
}

function checkHost(
  url: URL,
  text: string,
  no: (problem: AddressProblem, text: RefusalText) => CheckedAddress,
): CheckedAddress {
  const host = url.hostname;
  const literal = host.startsWith("[") ? host.slice(1, -1) : isIPv4(host) ? host : undefined;
  if (literal !== undefined) {
    if (!isPublicAddress(literal))
      return no("privateAddress", refusal("address.private", { host }));
    // 0x08.8, 134744072 and other disguises of an address.
    if (!host.startsWith("[") && !text.includes(`//${host}`))
      return no("oddHost", refusal("address.plain", { host }));
    return { ok: true, url, exempt: false };
  }
  if (host === "" || host.endsWith(".") || !/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(host))
    return no("notAnAddress", refusal("address.incomplete"));
  if (!host.includes(".") || PRIVATE_NAMES.test(host))
    return no("privateName", refusal("address.internalName", { host }));
  return { ok: true, url, exempt: false };
}

/** Entries are host:port, e.g. "127.0.0.1:8000", "erp.lan:443", "[::1]:8000". */
function isAllowed(hostname: string, port: number, allowed: readonly string[]): boolean {
  const wanted = `${hostname}:${port}`;
  return allowed.some((entry) => entry.toLowerCase() === wanted);
}
