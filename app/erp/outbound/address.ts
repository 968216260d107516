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
  { ok: true; url: URL; exempt: boolean } | { ok: false; problem: AddressProblem; message: string };

/** Names that mean this machine or this network. */
const PRIVATE_NAMES =
  /(^|\.)(localhost|local|localdomain|internal|intranet|lan|home|corp|private|home\.arpa|test|invalid|onion)$/;

/**
 * Checks the address of an ERP before anything is asked of the network: https, a public name or address, a port ERPs use, nothing else in it.
 * `allowed` are the host:port entries of ERP_ALLOWED_HOSTS; what they name may be private and plain http. Names are checked again when
 * they are looked up, since what they stand for can change.
 */
export function checkAddress(text: string, allowed: readonly string[]): CheckedAddress {
  const no = (problem: AddressProblem, message: string): CheckedAddress => ({
    ok: false,
    problem,
    message,
  });
  // The URL parser drops or turns these silently; an address that needs it is not meant well.
  if (text.length > 2_000 || !/^[\x21-\x7e\u00a1-\uffff]+$/.test(text) || text.includes("\\"))
    return no("notAnAddress", "This is not a web address. Write it like https://erp.example.com");
  let url: URL;
  try {
    url = new URL(text);
  } catch {
    return no("notAnAddress", "This is not a web address. Write it like https://erp.example.com");
  }
  if (url.protocol !== "https:" && url.protocol !== "http:")
    return no("notHttps", "The address must start with https://");
  if (url.username !== "" || url.password !== "")
    return no(
      "credentials",
      "The address must not hold a user name or password. Enter them in their own fields.",
    );
  if (url.search !== "" || url.hash !== "" || text.includes("#") || text.includes("?"))
    return no("extras", "The address must end after the path: leave out what follows ? or #.");
  const port = Number(url.port || (url.protocol === "https:" ? 443 : 80));
  if (isAllowed(url.hostname, port, allowed)) return { ok: true, url, exempt: true };
  if (url.protocol !== "https:")
    return no(
      "notHttps",
      "The address must start with https:// so that the password and the orders travel encrypted.",
    );
  if (!PORTS.includes(port))
    return no(
      "port",
      `The port ${port} is not one this app connects to (${PORTS.join(", ")}). Let the ERP answer on one of these, or ask who runs this app to allow ${url.host}.`,
    );
  return checkHost(url, text, no);
}

function checkHost(
  url: URL,
  text: string,
  no: (problem: AddressProblem, message: string) => CheckedAddress,
): CheckedAddress {
  const host = url.hostname;
  const literal = host.startsWith("[") ? host.slice(1, -1) : isIPv4(host) ? host : undefined;
  if (literal !== undefined) {
    if (!isPublicAddress(literal))
      return no(
        "privateAddress",
        `${host} is not an address on the public internet. Enter the address under which the ERP is reached from outside.`,
      );
    // 0x08.8, 134744072 and other disguises of an address.
    if (!host.startsWith("[") && !text.includes(`//${host}`))
      return no("oddHost", `Write the address plainly: ${host}.`);
    return { ok: true, url, exempt: false };
  }
  if (host === "" || host.endsWith(".") || !/^[a-z0-9_-]+(\.[a-z0-9_-]+)*$/.test(host))
    return no(
      "notAnAddress",
      "The host name in this address is not complete. Write it like https://erp.example.com",
    );
  if (!host.includes(".") || PRIVATE_NAMES.test(host))
    return no(
      "privateName",
      `${host} is a name inside a private network. Enter the name under which the ERP is reached from outside.`,
    );
  return { ok: true, url, exempt: false };
}

/** Entries are host:port, e.g. "127.0.0.1:8000", "erp.lan:443", "[::1]:8000". */
function isAllowed(hostname: string, port: number, allowed: readonly string[]): boolean {
  const wanted = `${hostname}:${port}`;
  return allowed.some((entry) => entry.toLowerCase() === wanted);
}
