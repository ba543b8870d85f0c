#include "report/sections.hpp"

namespace percuta::report {

// Series use the hues of Okabe and Ito, which people with any common colour vision tell apart; each also has its own
// dash and its name beside it. Every colour of text reaches 4.5:1 and every mark 3:1 against the paper, in both themes.
std::string_view style_sheet() {
    return R"css(:root {
  color-scheme: light dark;
  --paper: #ffffff; --ink: #1a1f26; --muted: #57606a; --rule: #e3e7eb; --axis: #858e97; --wash: #f5f7f9;
  --link: #005a8e; --s1: #0072b2; --s2: #d55e00; --s3: #00855f; --s4: #9a4a86;
  --sc: #b99f78; --ve: #e3cdb0; --pd: #f1e3d3; --rd: #f8f0e8; --hy: #fbf4d9;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --paper: #14181d; --ink: #e8ebee; --muted: #a6b0ba; --rule: #2b323a; --axis: #77818c; --wash: #1c2229;
    --link: #7cc4ee; --s1: #56b4e9; --s2: #e69f00; --s3: #2bb98c; --s4: #d48fb6;
    --sc: #94805c; --ve: #61523f; --pd: #473d33; --rd: #372f29; --hy: #474026;
  }
}
* { box-sizing: border-box; }
html { -webkit-text-size-adjust: 100%; }
body { margin: 0; background: var(--paper); color: var(--ink);
  font: 1rem/1.6 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
main { max-width: 928px; margin: 0 auto; padding: 56px 24px 96px; }
p, ul, h1, h2, h3, h4 { max-width: 44rem; }
h1 { font-size: 2.25rem; line-height: 1.2; letter-spacing: -.015em; margin: 0 0 8px; text-wrap: balance; }
h2 { font-size: 1.5rem; line-height: 1.25; letter-spacing: -.01em; margin: 0 0 12px; }
h3 { font-size: 1.125rem; line-height: 1.3; margin: 40px 0 8px; }
h4 { font-size: 1rem; margin: 0; }
p { margin: 0 0 16px; }
a { color: var(--link); text-underline-offset: 2px; overflow-wrap: anywhere; }
a:focus-visible, summary:focus-visible, .scroll:focus-visible { outline: 2px solid var(--link); outline-offset: 3px; }
section { margin: 0 0 72px; }
.kicker { color: var(--muted); font-size: .875rem; margin: 0 0 24px; }
.lead { font-size: 1.125rem; line-height: 1.65; margin: 24px 0; }
.notice { border-left: 3px solid var(--s2); background: var(--wash); padding: 10px 16px; margin: 24px 0; max-width: none; }
.warnings { border: 1px solid var(--s2); border-left-width: 6px; padding: 14px 20px 8px; margin: 28px 0 36px; break-inside: avoid; }
.warnings h2 { font-size: 1.125rem; letter-spacing: 0; display: flex; align-items: center; gap: 10px; margin: 0 0 8px; }
.warnings ul { list-style: none; padding: 0; margin: 0; max-width: none; }
.warnings li { padding: 6px 0; max-width: 48rem; }
.warnings li.severe { background: var(--wash); border-left: 6px solid var(--ink); padding: 10px 14px; margin: 4px 0 8px; font-weight: 600; }
.warnings li.severe .grade { background: var(--ink); color: var(--paper); }
.alert { fill: none; stroke: var(--s2); stroke-width: 1.8; stroke-linejoin: round; stroke-linecap: round; }
.muted { color: var(--muted); }
.small { font-size: .875rem; }
nav ul { list-style: none; padding: 14px 0; margin: 0 0 64px; display: flex; flex-wrap: wrap; gap: 4px 24px;
  border-top: 1px solid var(--rule); border-bottom: 1px solid var(--rule); font-size: .875rem; max-width: none; }
dl.figures { display: grid; grid-template-columns: repeat(auto-fit, minmax(190px, 1fr)); gap: 24px; margin: 32px 0; }
dl.figures div { border-top: 2px solid var(--ink); padding-top: 10px; display: flex; flex-direction: column; }
dl.figures dt { color: var(--muted); font-size: .875rem; line-height: 1.4; }
dl.figures dd { margin: 2px 0 0; }
dl.figures .value { font-size: 1.75rem; line-height: 1.25; font-weight: 600; letter-spacing: -.01em; }
dl.figures .note { color: var(--muted); font-size: .875rem; line-height: 1.4; }
figure { margin: 24px 0 32px; }
figcaption, caption { color: var(--muted); font-size: .875rem; line-height: 1.5; text-align: left; }
figcaption { margin-top: 8px; max-width: 48rem; }
caption { padding-bottom: 8px; }
figcaption strong, caption strong { color: var(--ink); }
.scroll { overflow-x: auto; }
svg { display: block; height: auto; font: 13px system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", "DejaVu Sans", sans-serif; }
figure .scroll > svg { max-width: 100%; min-width: 640px; }
ul.legend svg { flex: none; }
table { border-collapse: collapse; width: 100%; font-size: .875rem; line-height: 1.45; margin: 8px 0 24px; }
th, td { padding: 7px 12px 7px 0; border-bottom: 1px solid var(--rule); vertical-align: top; text-align: right;
  font-variant-numeric: tabular-nums; }
thead th { border-bottom: 1px solid var(--axis); color: var(--muted); font-weight: 600; vertical-align: bottom; }
th:first-child { text-align: left; } tbody th { font-weight: 600; }
th:last-child, td:last-child { padding-right: 0; }
th .muted { font-weight: 400; } table:not(.text) td .muted { white-space: nowrap; }
table.text td, table.text th { text-align: left; }
table.narrow { max-width: 34rem; }
table.plans { table-layout: fixed; min-width: 640px; } table.plans th:first-child { width: 36%; }
details { border-top: 1px solid var(--rule); padding: 10px 0; }
details + details { margin-top: -1px; }
details:last-of-type { border-bottom: 1px solid var(--rule); }
summary { cursor: pointer; font-size: .875rem; font-weight: 600; color: var(--link); }
details[open] summary { margin-bottom: 12px; }
ul.legend { list-style: none; display: flex; flex-wrap: wrap; gap: 4px 24px; padding: 0; margin: 8px 0 0; font-size: .875rem; max-width: none; }
ul.legend li { display: flex; align-items: center; gap: 8px; }
.readers { display: grid; grid-template-columns: repeat(auto-fill, minmax(380px, 1fr)); gap: 16px 40px; }
.readers > div { display: grid; grid-row: span 5; grid-template-rows: subgrid; gap: 0; align-content: start; }
.readers > div > * { min-width: 0; }
.readers figure { margin: 8px 0 16px; }
.readers figure .scroll > svg { min-width: 0; width: 100%; }
.arrays { display: flex; flex-wrap: wrap; gap: 16px 20px; margin-bottom: 24px; }
.arrays div { flex: 1 1 118px; max-width: 190px; font-size: .875rem; line-height: 1.45; }
.arrays svg { width: 114px; margin-bottom: 8px; }
.grade { display: inline-block; border: 1px solid var(--axis); border-radius: 99px; padding: 0 10px; font-size: .8125rem; white-space: nowrap; }
.grade.validated { background: var(--s1); border-color: var(--s1); color: var(--paper); }
.grade.warning { border-color: var(--ink); font-weight: 600; margin-right: 4px; }
.grade.hypothesis { border-style: dashed; }
pre { background: var(--wash); padding: 14px 16px; font: .875rem/1.5 ui-monospace, "DejaVu Sans Mono", monospace;
  white-space: pre-wrap; overflow-wrap: anywhere; margin: 8px 0 24px; }
dl.facts { display: grid; grid-template-columns: max-content 1fr; gap: 4px 24px; font-size: .875rem; margin: 0 0 24px; }
dl.facts dt { color: var(--muted); } dl.facts dd { margin: 0; overflow-wrap: anywhere; }

text { fill: var(--ink); }
.tick, .axis-title, .quiet { fill: var(--muted); font-size: 12px; }
.tick { font-variant-numeric: tabular-nums; }
.axis-title, .strong { font-weight: 600; }
.halo { paint-order: stroke; stroke: var(--paper); stroke-width: 4px; stroke-linejoin: round; }
.axis { stroke: var(--axis); } .grid { stroke: var(--rule); } .rest { stroke: var(--axis); stroke-dasharray: 2 3; }
.leader { stroke: var(--axis); stroke-width: .8; fill: none; }
.bar { stroke: var(--ink); stroke-width: 1.5; }
.session { fill: var(--ink); } .session-line { stroke: var(--rule); }
.line { fill: none; stroke-width: 2; stroke-linejoin: round; stroke-linecap: round; }
.line.s1 { stroke: var(--s1); }
.line.s2 { stroke: var(--s2); stroke-dasharray: 8 4; stroke-linecap: butt; }
.line.s3 { stroke: var(--s3); stroke-dasharray: 2.5 3; stroke-linecap: butt; }
.line.s4 { stroke: var(--s4); stroke-dasharray: 11 3 2 3; stroke-linecap: butt; }
.line.t2 { stroke: var(--s2); } .line.t3 { stroke: var(--s3); }
.line.intact { stroke: var(--ink); stroke-width: 1.5; stroke-dasharray: 6 3; stroke-linecap: butt; }
.casing { fill: none; stroke: var(--paper); stroke-width: 4.5; stroke-opacity: .75; stroke-linejoin: round; }
.band.intact { fill: var(--ink); opacity: .12; }
.edge { fill: none; stroke: var(--ink); stroke-width: 1; stroke-dasharray: 2 3; } .total { fill: none; stroke: var(--ink); stroke-width: 1.5; }
.heap { stroke: var(--paper); stroke-width: .8; } .heap.s1 { fill: var(--s1); fill-opacity: .75; } .heap.s2 { fill: var(--s2); fill-opacity: .85; }
.heap.s3 { fill: var(--s3); fill-opacity: .5; } .heap.lost { fill: var(--axis); fill-opacity: .5; }
.central { fill: none; stroke-width: 1.25; stroke-linejoin: round; }
.central.s1 { stroke: var(--s1); } .central.s2 { stroke: var(--s2); } .central.s3, .central.t3 { stroke: var(--s3); }
.band { stroke: none; opacity: .2; }
.band.s1 { fill: var(--s1); } .band.s2, .band.t2 { fill: var(--s2); } .band.s3, .band.t3 { fill: var(--s3); } .band.s4 { fill: var(--s4); } .band.faint { opacity: .1; }
.point { stroke: var(--paper); stroke-width: 1; } .point.s1 { fill: var(--s1); } .point.s2 { fill: var(--s2); } .point.s3 { fill: var(--s3); } .point.s4 { fill: var(--s4); }
.mark { stroke-width: 2; } .mark.s1, .whisker.s1 { stroke: var(--s1); } .mark.s2, .whisker.s2 { stroke: var(--s2); }
.mark.s3, .whisker.s3 { stroke: var(--s3); } .mark.s4, .whisker.s4 { stroke: var(--s4); }
.before { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 2 3; }
.predicted { fill: var(--s1); fill-opacity: .3; } .expected { fill: var(--wash); } .published-range { stroke: var(--ink); stroke-width: 2; }
.hit { fill: var(--s1); stroke: var(--paper); stroke-width: 1; } .miss { fill: var(--s2); stroke: var(--ink); stroke-width: 1; }
.dot { fill: var(--s1); stroke: var(--paper); stroke-width: 1; } .whisker { stroke: var(--s1); stroke-width: 2; }
.printed { fill: var(--ink); stroke: var(--ink); stroke-width: 1.5; }
.unprinted { fill: var(--paper); stroke: var(--ink); stroke-width: 1.5; }
.printed-bar { stroke: var(--ink); stroke-width: 1.2; }
.sc { fill: var(--sc); } .ve { fill: var(--ve); } .pd { fill: var(--pd); } .rd { fill: var(--rd); } .hy { fill: var(--hy); } .bo { fill: var(--rule); }
.surface { stroke: var(--ink); stroke-width: 1; }
.track { fill: var(--s1); fill-opacity: .55; stroke: var(--s1); stroke-width: .8; stroke-linejoin: round; }
.open { fill: var(--paper); stroke: var(--s1); stroke-width: 1; stroke-linejoin: round; }
.nominal { stroke: var(--ink); stroke-width: 1.2; stroke-dasharray: 7 5; }
.mean { stroke: var(--s1); stroke-width: 1.2; stroke-dasharray: 1.5 3; }
.frame { fill: none; stroke: var(--axis); }
.box { fill: var(--s1); fill-opacity: .25; stroke: var(--s1); } .box-line { stroke: var(--s1); stroke-width: 1.5; }
.histogram { fill: var(--s1); fill-opacity: .55; stroke: var(--s1); stroke-width: .8; } .boundary { stroke: var(--axis); stroke-dasharray: 1 3; }
.skin-above { fill: var(--wash); }
.mouth { fill: var(--s1); } .mouth.wide { fill-opacity: .2; stroke: var(--s1); } .pointer { fill: none; stroke: var(--ink); stroke-width: .8; } .dent { fill: none; stroke: var(--axis); }
.plexus { stroke: var(--s2); stroke-width: 1.6; stroke-dasharray: 9 3 2 3; } .bulge { stroke: var(--ink); stroke-width: 4; }
.person { fill: var(--s1); } .person.perhaps { fill-opacity: .45; } .nobody { fill: none; stroke: var(--axis); } .nobody.perhaps { stroke: var(--s1); stroke-width: 2; }

@media (forced-colors: active) { svg { forced-color-adjust: none; background: var(--paper); } }
@media (max-width: 560px) { .readers { grid-template-columns: 1fr; } h1 { font-size: 1.75rem; } main { padding: 32px 16px 64px; } }
@page { size: A4; margin: 16mm 15mm 18mm; @bottom-right { content: counter(page) " / " counter(pages); font: 8pt sans-serif; }
  @bottom-left { content: "Percuta · research and education software, no medical device"; font: 8pt sans-serif; } }
@media print {
  * { print-color-adjust: exact; -webkit-print-color-adjust: exact; }
  body { font-size: 10pt; line-height: 1.5; }
  main { max-width: none; padding: 0; }
  nav { display: none; }
  section { margin-bottom: 28pt; }
  figure .scroll > svg { min-width: 0; width: 100%; max-height: 18cm; }
  .scroll { overflow: visible; }
  h2, h3, h4, caption, summary, thead, section > p:first-of-type, h3 + p { break-after: avoid; }
  figure, tr, section > .scroll > table, .notice, .arrays, dl.figures { break-inside: avoid; }
  p, dl.facts { break-inside: avoid; }
  header { break-after: page; }
  dl.figures { grid-template-columns: repeat(4, 1fr); gap: 16px; }
  details:not([open], .paper) { display: none; }
  details { border: 0; }
  details.paper::details-content { content-visibility: visible; display: block; block-size: auto; }
  .readers { display: block; columns: 2; column-gap: 24px; }
  .readers > div { display: block; break-inside: avoid; }
  table { font-size: 8.5pt; }
  a { color: inherit; text-decoration: none; }
}
)css";
}

}  // namespace percuta::report
