// A figure as elements. The page's policy allows no style in a picture, so its movement is an adopted style sheet.

import type { Drawing } from "./types";

/** The side that exercises start on. */
export const FIRST_SIDE = "left";

let sheet: CSSStyleSheet | undefined;

/** The picture without movement; `side` is the name that the coach uses. */
export function picture(drawing: Drawing, side = FIRST_SIDE): SVGSVGElement {
  const key = side in drawing.svg ? side : "";
  const parsed = new DOMParser().parseFromString(drawing.svg[key] ?? "", "image/svg+xml").documentElement;
  const svg = document.importNode(parsed, true) as unknown as SVGSVGElement;
  svg.setAttribute("aria-label", drawing.alt[key] ?? "");
  return svg;
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
