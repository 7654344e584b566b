// A figure as elements. The page's policy allows no style in a picture, so its movement is an adopted style sheet.

import type { Drawing } from "./types";

let sheet: CSSStyleSheet | undefined;

/** The picture without movement; `side` is the name that the coach uses. */
export function picture(drawing: Drawing, side = ""): SVGSVGElement {
  const parsed = new DOMParser().parseFromString(drawing.svg, "image/svg+xml").documentElement;
  const svg = document.importNode(parsed, true) as unknown as SVGSVGElement;
  turn(svg, drawing, side);
  return svg;
}

/** Show `side`: figures are drawn on the right side, and mirrored for the left. */
export function turn(svg: SVGSVGElement, drawing: Drawing, side: string): void {
  svg.classList.toggle("mirrored", side === "left" && "left" in drawing.alt);
  svg.setAttribute("aria-label", drawing.alt[side] ?? drawing.alt[""] ?? "");
}

/** Move the figure of `drawing`, and no other. */
export function animate(drawing: Drawing): void {
  if (!sheet) document.adoptedStyleSheets = [...document.adoptedStyleSheets, (sheet = new CSSStyleSheet())];
  sheet.replaceSync(drawing.style);
}

/** Pose the parts of `svg` as `round` ms into a round, and its breath as at `ms` of the sound. */
export function pose(svg: SVGSVGElement, round: number, ms: number): void {
  for (const part of svg.getAnimations({ subtree: true })) {
    const target = (part.effect as KeyframeEffect | null)?.target;
    part.currentTime = target?.classList.contains("gb-b") ? ms : round;
  }
}
