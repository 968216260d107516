import type { ProbeIssue } from "#app/erp/port/probe.ts";
import { trytonTexts } from "../texts.en.ts";

const fill = (text: string, params: Record<string, string>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => params[name] ?? "");

/** An issue in English; screens have the same texts in other languages under its code. */
export function issue(
  code: string,
  severity: ProbeIssue["severity"],
  params: Record<string, string> = {},
): ProbeIssue {
  const text = (part: string): string => {
    const found = trytonTexts[`connection.issue.${code}.${part}`];
    if (found === undefined) throw new Error(`no text for the issue ${code}`);
    return fill(found, params);
  };
  return {
    code,
    severity,
    message: text("message"),
    action: text("action"),
    ...(Object.keys(params).length > 0 ? { params } : {}),
  };
}
