// A figure as elements. The policy of the page allows no style in a picture, so its movement is a sheet that is adopted.

import type { Drawing } from "./types";

let sheet: CSSStyleSheet | undefined;

/** The picture, standing still; `side` is what the coach calls it. */
export function picture(drawing: Drawing, side = ""): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(drawing.svg, "image/svg+xml").documentElement;
  const svg = document.importNode(parsed, true) as unknown as SVGSVGElement;
  turn(svg, drawing, side);
  return svg;
}

/** Show `side`: it is drawn on the right one, and the left is its mirror image. */
export function turn(svg: SVGSVGElement, drawing: Drawing, side: string): void {
  svg.classList.toggle("mirrored", side === "left" && "left" in drawing.alt);
  svg.setAttribute("aria-label", drawing.alt[side] ?? drawing.alt[""] ?? "");
}

/** Let the figure of `drawing` be moved, and no other. */
export function animate(drawing: Drawing): void {
  if (!sheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, (sheet = new CSSStyleSheet())];
  sheet.replaceSync(drawing.style);
}

/** Put the parts of `svg` where they are `round` ms into a round, and its breath where it is at `ms` of the sound. */
export function pose(svg: SVGSVGElement, round: number, ms: number): void {
  for (const part of svg.getAnimations({ subtree: true })) {
    const target = (part.effect as KeyframeEffect | null)?.target;
    part.currentTime = target?.classList.contains("gb-b") ? ms : round;
  }
}
