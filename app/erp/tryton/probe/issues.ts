import type { ProbeIssue } from "#app/erp/port/probe.ts";
import texts from "#app/i18n/locales/en/connection.json";

const fill = (text: string, params: Record<string, string>): string =>
  text.replace(/\{\{(\w+)\}\}/g, (_whole, name: string) => params[name] ?? "");

export type IssueCode = keyof typeof texts.issue;

/** An issue in English; screens have the same texts in other languages under its code. */
export function issue(
  code: IssueCode,
  severity: ProbeIssue["severity"],
  params: Record<string, string> = {},
): ProbeIssue {
  const { message, action } = texts.issue[code];
  return {
    code,
    severity,
    message: fill(message, params),
    action: fill(action, params),
    ...(Object.keys(params).length > 0 ? { params } : {}),
  };
}
