export interface DeclaredExtension {
  folder: string;
  handle: string;
  apiVersion: string;
  type: string;
  uid: string;
  target: string;
  modules: { name: "render" | "should-render"; target: string; module: string }[];
}

export interface DeclaredFlow {
  folder: string;
  handle: string;
  uid: string;
  name: string;
  type: "flow_trigger" | "flow_action" | "flow_trigger_lifecycle_callback";
  /** Where Flow posts to; a trigger has none. */
  url: string | undefined;
  /** What an action gives back. */
  returns: string | undefined;
  fields: { type: string; key: string | undefined; required: boolean }[];
}

export type ExtensionText = string | { [key: string]: ExtensionText };

export interface ExtensionTexts {
  default: string | undefined;
  languages: Record<string, Record<string, ExtensionText>>;
}

export function declaredFlow(): DeclaredFlow[];
export function declaredExtensions(): DeclaredExtension[];
export function extensionTexts(extension: Pick<DeclaredExtension, "folder">): ExtensionTexts;
