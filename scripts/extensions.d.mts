export interface DeclaredExtension {
  folder: string;
  handle: string;
  apiVersion: string;
  type: string;
  uid: string;
  target: string;
  modules: { name: "render" | "should-render"; target: string; module: string }[];
}

export type ExtensionText = string | { [key: string]: ExtensionText };

export interface ExtensionTexts {
  default: string | undefined;
  languages: Record<string, Record<string, ExtensionText>>;
}

export function declaredExtensions(): DeclaredExtension[];
export function extensionTexts(extension: Pick<DeclaredExtension, "folder">): ExtensionTexts;
