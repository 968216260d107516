import { existsSync } from "node:fs";
import chromiumPackage from "@sparticuz/chromium";
import { chromium } from "playwright";

/** Path of a Chromium: CHROMIUM_PATH, Playwright's own, the system's, else the packaged one (Linux x64), unpacked once. */
export async function findBrowser() {
  const candidates = [
    process.env.CHROMIUM_PATH,
    chromium.executablePath(),
    "/usr/bin/chromium",
    "/usr/bin/google-chrome",
    "/Applications/Google Chrome.app/Contents/MacOS/Google Chrome",
  ];
  return (
    candidates.find((file) => file && existsSync(file)) ?? (await chromiumPackage.executablePath())
  );
}

export const browserArguments = [
  "--no-sandbox",
  "--disable-background-networking",
  "--disable-component-update",
  "--disable-sync",
  "--no-first-run",
  "--disable-quic",
];
