import ts from "typescript";

/**
 * What the actions of a route take: the fields beside each intent, as its zod schemas spell them. Read from the source, so that a field
 * is found the moment somebody writes it.
 */
export function intentFields(source: string): Map<string, Set<string>> {
  const file = ts.createSourceFile("route.tsx", source, ts.ScriptTarget.Latest, true);
  const named = new Map<string, ts.ObjectLiteralExpression>();
  const objects: ts.ObjectLiteralExpression[] = [];
  const look = (node: ts.Node): void => {
    if (ts.isVariableDeclaration(node) && node.initializer && ts.isIdentifier(node.name)) {
      if (ts.isObjectLiteralExpression(node.initializer))
        named.set(node.name.text, node.initializer);
    }
    if (ts.isObjectLiteralExpression(node)) objects.push(node);
    ts.forEachChild(node, look);
  };
  look(file);
  const found = new Map<string, Set<string>>();
  for (const object of objects) {
    const intent = object.properties.find((one) => nameOf(one) === "intent");
    if (!intent || !ts.isPropertyAssignment(intent)) continue;
    const quoted = /^z\.(?:literal|enum)\(([^)]*)\)/.exec(intent.initializer.getText(file))?.[1];
    if (quoted === undefined) continue;
    const fields = fieldsOf(object, named).filter((field) => field !== "intent");
    for (const [, name = ""] of quoted.matchAll(/"([^"]+)"/g))
      found.set(name, new Set([...(found.get(name) ?? []), ...fields]));
  }
  return found;
}

const nameOf = (property: ts.ObjectLiteralElementLike): string | undefined =>
  property.name && (ts.isIdentifier(property.name) || ts.isStringLiteral(property.name))
    ? property.name.text
    : undefined;

function fieldsOf(
  object: ts.ObjectLiteralExpression,
  named: ReadonlyMap<string, ts.ObjectLiteralExpression>,
): string[] {
  return object.properties.flatMap((property) => {
    if (!ts.isSpreadAssignment(property)) return nameOf(property) ?? [];
    const spread = ts.isIdentifier(property.expression)
      ? named.get(property.expression.text)
      : undefined;
    if (!spread) throw new Error(`not found: ${property.getText()}`);
    return fieldsOf(spread, named);
  });
}
