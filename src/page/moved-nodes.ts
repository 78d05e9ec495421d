/**
 * React removes nodes from, and inserts nodes into, the elements where it put them. If a translator or an extension has
 * meanwhile moved such a node into its own element, both calls throw in the middle of an update. Here they do what was
 * meant: a node is removed wherever it is, and an insertion before it goes before the element it was moved into, or to
 * the end if it is no longer on the page.
 */
const { prototype } = Node;
// oxlint-disable-next-line typescript/unbound-method
const { removeChild, insertBefore } = prototype;

prototype.removeChild = function <T extends Node>(this: Node, child: T): T {
  const parent = child.parentNode;
  if (parent !== null) removeChild.call(parent, child);
  return child;
};

prototype.insertBefore = function <T extends Node>(this: Node, node: T, before: Node | null): T {
  let place = before;
  while (place !== null && place.parentNode !== this) place = place.parentNode;
  insertBefore.call(this, node, place);
  return node;
};
