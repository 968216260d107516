import { readdirSync, readFileSync } from "node:fs";
import path from "node:path";

export interface SourceFile {
  /** Below app/, e.g. "domain/orders/import/claims.server.ts". */
  file: string;
  text: string;
}

/** The app's own TypeScript: no tests, no fixtures, nothing generated. */
export function appSources(): SourceFile[] {
  return readdirSync("app", { recursive: true, encoding: "utf8" })
    .filter((file) => /\.tsx?$/.test(file) && !/\.(test|fixture)\.|generated\//.test(file))
    .map((file) => ({
      file: file.replaceAll(path.sep, "/"),
      text: readFileSync(path.join("app", file), "utf8"),
    }));
}

/** Template literals that hold SQL, with `?` for each value put in. */
export function sqlOf(text: string): string[] {
  return [...text.matchAll(/(?:\$queryRaw|\$executeRaw|Prisma\.sql)(?:<[^`]*?>)?\s*`/g)].map(
    (match) => readTemplate(text, match.index + match[0].length),
  );
}

function readTemplate(text: string, start: number): string {
  let sql = "";
  for (let at = start; at < text.length; at += 1) {
    if (text[at] === "\\") at += 1;
    else if (text[at] === "`") break;
    else if (text.startsWith("${", at)) {
      sql += "?";
      at = endOfValue(text, at + 2);
    } else sql += text[at];
  }
  return sql;
}

/** The closing brace of a value in a template literal; templates inside it are passed over. */
function endOfValue(text: string, start: number): number {
  let depth = 1;
  let at = start;
  for (; depth > 0 && at < text.length; at += 1) {
    if (text[at] === "{") depth += 1;
    else if (text[at] === "}") depth -= 1;
    else if (text[at] === "`") {
      at += 1;
      for (; at < text.length && text[at] !== "`"; at += 1)
        if (text.startsWith("${", at)) at = endOfValue(text, at + 2);
    }
  }
  return at - 1;
}
