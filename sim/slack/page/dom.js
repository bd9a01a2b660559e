import { flatten } from '../render/tree.ts';

/** From the renderer's trees to DOM nodes. Text becomes text nodes, so nothing that a bot sends can be markup. */

const svgTags = new Set(['svg', 'path', 'circle', 'rect']);

export function build(tree) {
  if (typeof tree === 'string') return document.createTextNode(tree);
  const node = svgTags.has(tree.tag)
    ? document.createElementNS('http://www.w3.org/2000/svg', tree.tag)
    : document.createElement(tree.tag);
  for (const [name, value] of Object.entries(tree.attributes)) {
    if (value === undefined || value === false) continue;
    // The page's policy forbids style attributes; a style set from a script is allowed.
    if (name === 'style') node.style.cssText = value;
    else node.setAttribute(name, value === true ? '' : String(value));
  }
  node.append(...tree.children.map(build));
  return node;
}

export function show(container, ...trees) {
  container.replaceChildren(...flatten(trees).map(build));
}

/**
 * Makes `container` hold these items in this order and leaves the nodes of unchanged ones alone, so that focus,
 * open menus and selections survive a redraw.
 *
 * @param items `{ key, tree }[]`
 */
export function sync(container, items) {
  const known = new Map([...container.children].map((node) => [node.dataset.key, node]));
  const nodes = items.map(({ key, tree }) => {
    const signature = JSON.stringify(tree);
    const old = known.get(key);
    if (old !== undefined && signatures.get(old) === signature) return old;
    const node = build(tree);
    node.dataset.key = key;
    signatures.set(node, signature);
    if (old !== undefined) node.classList.add('changed');
    return node;
  });
  const kept = new Set(nodes);
  for (const node of [...container.children]) if (!kept.has(node)) node.remove();
  nodes.forEach((node, index) => {
    if (container.children[index] !== node) container.insertBefore(node, container.children[index] ?? null);
  });
}

const signatures = new WeakMap();

export function byId(id) {
  return document.getElementById(id);
}

let toastTimer;

/** A short word at the foot of the page. */
export function toast(words) {
  const box = byId('toast');
  box.textContent = words;
  box.hidden = false;
  clearTimeout(toastTimer);
  toastTimer = setTimeout(() => {
    box.hidden = true;
  }, 6000);
}
