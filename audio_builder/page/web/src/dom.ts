// Elements in one line each. Text is set as text: content is never parsed as HTML.

type Value = string | number | boolean | undefined | ((event: never) => void);
type Child = Node | string | false | undefined;

export function h<Tag extends keyof HTMLElementTagNameMap>(
  tag: Tag,
  values: Record<string, Value> = {},
  ...children: Child[]
): HTMLElementTagNameMap[Tag] {
  const element = document.createElement(tag);
  for (const [name, value] of Object.entries(values)) {
    if (typeof value === "function") element.addEventListener(name, value as EventListener);
    else if (value === true) element.setAttribute(name, "");
    else if (value !== false && value !== undefined) element.setAttribute(name, String(value));
  }
  element.append(...children.filter((child): child is Node | string => child !== false && child !== undefined));
  return element;
}

/** A copy of a picture in the page: `<symbol id="icon-NAME">`. Screen readers ignore it. */
export function icon(name: string): SVGSVGElement {
  const space = "http://www.w3.org/2000/svg";
  const svg = document.createElementNS(space, "svg");
  svg.setAttribute("class", "icon");
  svg.setAttribute("viewBox", "0 0 24 24");
  svg.setAttribute("aria-hidden", "true");
  const use = document.createElementNS(space, "use");
  use.setAttribute("href", `#icon-${name}`);
  svg.append(use);
  return svg;
}

/** The logo of the page. */
export function pebbles(): SVGSVGElement {
  const picture = icon("pebbles");
  picture.setAttribute("class", "pebbles");
  picture.setAttribute("viewBox", "0 0 64 64");
  return picture;
}

/** Set the text of `element` if it is another one. */
export function put(element: Element, text: string): boolean {
  if (element.textContent === text) return false;
  element.textContent = text;
  return true;
}

export function list(items: string[], kind = ""): HTMLUListElement {
  return h("ul", kind ? { class: kind } : {}, ...items.map((item) => h("li", {}, item)));
}

/** Have a screen reader announce `text` once, when it is silent. */
export function announce(text: string): void {
  const region = document.getElementById("live");
  if (region) put(region, text);
}
