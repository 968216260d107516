/** Neighbours of one kind together, in the order they came. */
export function byKind<Group extends { kind: string }>(
  groups: readonly Group[],
): [Group, ...Group[]][] {
  const together: [Group, ...Group[]][] = [];
  for (const group of groups) {
    const last = together.at(-1);
    if (last?.[0].kind === group.kind) last.push(group);
    else together.push([group]);
  }
  return together;
}
