"""How a sheet looks. Sizes in points and millimetres: it is made for paper."""

from __future__ import annotations

STYLE = """
:root { color-scheme: light dark }
* { box-sizing: border-box; margin: 0 }
body { font: 11pt/1.35 system-ui, "Helvetica Neue", Arial, "Liberation Sans", sans-serif; max-width: 190mm;
  margin: 0 auto; padding: 6mm }
h1 { font-size: 1.9em; line-height: 1.15 }
h2 { font-size: 1.15em; line-height: 1.25 }
header p { margin-top: 1mm }
.care { border: 1.5pt solid; border-radius: 2mm; padding: 2.5mm 3.5mm; margin: 3mm 0 }
.care p { margin-top: .8mm }
.exercises { list-style: none; padding: 0; counter-reset: exercise }
.exercises li { display: flow-root; padding: 2.5mm 0; border-top: .75pt solid; counter-increment: exercise;
  break-inside: avoid }
.exercises h2::before { content: counter(exercise) ". " }
.exercises p { margin-top: .6mm }
.figure { float: inline-start; width: 44mm; height: 33mm; margin: .5mm 4mm 1mm 0 }
.dose { font-weight: bold }
.warning { font-style: italic; font-weight: bold }
main > section:last-child { border-top: .75pt solid; padding-top: 2.5mm; break-inside: avoid }
footer { border-top: .75pt solid; margin-top: 3mm; padding-top: 1.5mm; font-size: .8em }
@page { margin: 11mm 12mm }
@media print {
  :root { color-scheme: light }
  body { max-width: none; padding: 0; color: #000; background: #fff }
  a { color: inherit }
  .some, .many { font-size: 8.5pt; line-height: 1.22; columns: 2; column-gap: 7mm }
  .many { font-size: 8pt; line-height: 1.2 }
  header, .care { column-span: all }
  footer { break-inside: avoid }
  .some li, .many li { padding: 1.6mm 0 }
  .figure > rect { display: none }
  .some .figure, .many .figure { width: 23mm; height: 17.25mm; margin-inline-end: 2.5mm }
}
"""
