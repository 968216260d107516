import { spawnSync } from "node:child_process";
import { randomBytes } from "node:crypto";
import {
  chownSync,
  existsSync,
  linkSync,
  mkdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from "node:fs";
import path from "node:path";
import { lookAtData, type Place } from "./place.server.ts";

/**
 * Creates the data folder where there is none, and gives the password. Everything is made in a folder of this start's own and moved
 * into place whole: of two first starts at once one wins and the other uses its data, and only the own folder is ever removed.
 */
export function prepareData(place: Place, bin: string): string {
  if (lookAtData(place) === "present") return knownPassword(place);
  const password = agreeOnPassword(place.password);
  initialize(place, bin, password);
  return password;
}

function knownPassword({ password, data }: Place): string {
  if (existsSync(password)) return readFileSync(password, "utf8").trim();
  throw new Error(
    `The file ${password} with the password of the database in ${data} is missing. ` +
      `Restore it from the backup of DATA_DIR. Nothing was changed.`,
  );
}

/** The first of several processes decides: a link is made only where no file is yet. */
function agreeOnPassword(file: string): string {
  const own = `${file}-${randomBytes(4).toString("hex")}`;
  writeFileSync(own, randomBytes(24).toString("base64url"), { mode: 0o600 });
  try {
    linkSync(own, file);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    if (code !== "EEXIST") renameSync(own, file); // a file system without links
  } finally {
    rmSync(own, { force: true });
  }
  return readFileSync(file, "utf8").trim();
}

function initialize(place: Place, bin: string, password: string): void {
  const own = path.join(place.home, `initial-${randomBytes(4).toString("hex")}`);
  const data = path.join(own, "data");
  const secret = path.join(own, "password");
  mkdirSync(own, { mode: 0o700 });
  mkdirSync(data, { mode: 0o700 });
  writeFileSync(secret, password, { mode: 0o600 });
  const { uid, gid } = place.as;
  if (uid !== undefined && gid !== undefined)
    for (const file of [own, data, secret]) chownSync(file, uid, gid);
  try {
    const run = spawnSync(
      path.join(bin, "initdb"),
      [
        ...["-D", data, "-U", "app", `--pwfile=${secret}`, "-A", "scram-sha-256"],
        ...["-E", "UTF8", "--locale=C", "--no-sync"],
      ],
      { ...place.as, encoding: "utf8" },
    );
    if (run.status !== 0)
      throw new Error(
        `The embedded database could not be created in ${place.data}: ` +
          (run.error?.message ?? (run.stderr.trim() || `initdb ended with ${run.status}`)),
      );
    moveIntoPlace(data, place);
  } finally {
    rmSync(own, { recursive: true, force: true }); // made by this start
  }
}

function moveIntoPlace(own: string, place: Place): void {
  try {
    renameSync(own, place.data);
  } catch (error) {
    // Another first start was faster, and its data are whole since they were moved likewise.
    if (lookAtData(place) === "none") throw error;
  }
}
