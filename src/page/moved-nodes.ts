/**
 * React takes a node out of the element where it put it, and puts others before it there. A translator or an extension may
 * have moved that node into its own element meanwhile, and then both throw, in the middle of a change to the page.
 * Here they do what was meant: the node is removed wherever it is, and an insertion before it goes before the element it
 * was moved into, or to the end if it is no longer on the page.
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
