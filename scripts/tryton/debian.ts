import { spawnSync } from "node:child_process";
import { existsSync } from "node:fs";

/** The Debian packages a whole Tryton for this app is made of; the first one brings the server, the others their modules. */
export const DEBIAN_PACKAGES = [
  "tryton-server",
  "tryton-modules-sale",
  "tryton-modules-account-invoice-stock",
  "tryton-modules-stock-package-shipping",
  "tryton-modules-carrier",
  "tryton-modules-sale-shipment-cost",
] as const;

/** What is activated in the template; the server adds what these rest on. */
export const MODULES = [
  "sale",
  "account_invoice_stock",
  "stock_package_shipping",
  "carrier",
  "sale_shipment_cost",
] as const;

export const APT_LINE = `sudo apt-get install --no-install-recommends ${DEBIAN_PACKAGES.join(" ")}`;

/** Debian's own: another python3 first on the PATH would not find the modules. */
const SERVER = "/usr/bin/trytond";
const ADMIN = "/usr/bin/trytond-admin";
const MODULE_FOLDER = "/usr/lib/python3/dist-packages/trytond/modules";

export interface Installation {
  server: string;
  admin: string;
  version: string;
}

/** Where Tryton is, or in words why there is none here. */
export function findTryton(): { found: Installation } | { missing: string } {
  if (!existsSync(SERVER) || !existsSync(ADMIN))
    return { missing: `Tryton is not installed on this machine. On Debian 12 run:\n  ${APT_LINE}` };
  const lacking = MODULES.filter((name) => !existsSync(`${MODULE_FOLDER}/${name}`));
  if (lacking.length > 0)
    return {
      missing: `Tryton is installed but lacks its modules ${lacking.join(", ")}. On Debian 12 run:\n  ${APT_LINE}`,
    };
  const { stdout, status, stderr } = spawnSync(SERVER, ["--version"], { encoding: "utf8" });
  const version = /(\d+\.\d+\.\d+)/.exec(stdout)?.[1];
  if (status !== 0 || version === undefined)
    return {
      missing: `Tryton is installed but does not run: ${stderr.trim().split("\n").at(-1) ?? "no answer"}. On Debian 12 run:\n  ${APT_LINE}`,
    };
  if (!version.startsWith("6.0."))
    return {
      missing: `This machine has Tryton ${version}; the adapter is written for 6.0, which is Debian 12's.`,
    };
  return { found: { server: SERVER, admin: ADMIN, version } };
}
