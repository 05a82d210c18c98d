// Stylesheet of the control page, where it differs from the customer's pages: wide and dense.

export const SHEET = `
:root { --good: #1d6b3a; --wait: #7a5200; --bad: #9c1c1c; }
@media (prefers-color-scheme: dark) { :root { --good: #8fd6a8; --wait: #f0c878; --bad: #ffb0a8; } }
.wrap { max-width: 1040px; padding-top: 20px; }
h1 { font-size: 28px; margin: 24px 0 16px; overflow-wrap: anywhere; }
h2 { font-size: 18px; margin: 0 0 4px; overflow-wrap: anywhere; }
h3 { font-size: 16px; margin: 0; overflow-wrap: anywhere; }
a { color: var(--accent); text-underline-offset: 3px; }
.ui-tabs { display: flex; flex-wrap: wrap; gap: 4px; margin: 0; padding: 0; list-style: none; border-bottom: 1px solid var(--line); }
.ui-tabs a { display: flex; align-items: center; min-height: 44px; padding: 0 12px; text-decoration: none; color: var(--ink); border-bottom: 3px solid transparent; }
.ui-tabs a[aria-current] { border-color: var(--accent); font-weight: 600; }
.ui-tabs a:hover { background: var(--tint); }
.ui-said { margin: 16px 0 0; padding: 12px 16px; border: 1px solid var(--line); border-left: 4px solid var(--good); border-radius: 8px; background: var(--surface); }
.ui-said.ui-bad { border-left-color: var(--bad); }
.card { padding: 20px; border-radius: 12px; margin: 0 0 16px; }
.card > :last-child { margin-bottom: 0; }
.ui-grid { display: grid; gap: 16px; align-items: start; }
.ui-grid .card { margin: 0; }
@media (min-width: 860px) { .ui-grid { grid-template-columns: 1fr 1fr; } }
.ui-fields { display: grid; gap: 0 16px; }
@media (min-width: 560px) { .ui-fields { grid-template-columns: 1fr 1fr; align-items: end; } }
.card > .ui-hint { margin-bottom: 12px; }
.ui-hint { margin: 0 0 6px; font-size: 14px; color: var(--soft); }
input[type="number"], input[type="search"], input[type="file"], select {
  width: 100%; min-height: 46px; padding: 10px 12px; font: inherit; color: var(--ink);
  background: var(--surface); border: 1px solid #7b858f; border-radius: 8px;
}
.ui-check { display: flex; gap: 12px; align-items: center; min-height: 44px; font-weight: 400; }
.ui-check input { width: 20px; height: 20px; margin: 0; accent-color: var(--accent); }
.ui-row { display: flex; flex-wrap: wrap; gap: 8px; margin: 12px 0 0; align-items: center; }
.ui-row button, .ui-row .button, .ui-slim button { width: auto; min-height: 44px; padding: 6px 14px; }
button.ui-danger { background: var(--surface); color: var(--bad); border-color: var(--bad); }
button.ui-danger:hover { background: var(--tint); border-color: var(--bad); }
.ui-slim { display: flex; flex-wrap: wrap; gap: 8px; align-items: end; margin: 0 0 16px; }
.ui-slim .field { flex: 1 1 240px; margin: 0; }
.ui-chip { display: inline-flex; align-items: center; gap: 6px; font-size: 14px; font-weight: 600; }
.ui-chip::before { content: ""; width: 10px; height: 10px; border-radius: 50%; background: currentColor; flex: none; }
.ui-good { color: var(--good); } .ui-wait { color: var(--wait); } .ui-bad { color: var(--bad); } .ui-calm { color: var(--soft); }
.ui-calm.ui-chip::before { background: transparent; border: 2px solid currentColor; }
.ui-lines { margin: 12px 0 0; padding: 0; list-style: none; }
.ui-lines > li { padding: 12px 0; border-top: 1px solid var(--line); overflow-wrap: anywhere; }
.ui-lines > li:last-child { padding-bottom: 0; }
.ui-lines + form, .ui-row + form, h2 + form { margin-top: 16px; }
.ui-meta + .ui-grid, .ui-meta + .ui-log { margin-top: 12px; }
.ui-lines .soft, .ui-meta { font-size: 14px; }
.ui-meta { color: var(--soft); margin: 0; font-variant-numeric: tabular-nums; }
.ui-split { display: grid; grid-template-columns: minmax(0, 1fr) auto; gap: 4px 16px; align-items: center; }
.ui-split .ui-row { margin: 0; }
@media (max-width: 480px) { .ui-split { grid-template-columns: 1fr; } }
.ui-time { font-size: 22px; font-weight: 600; font-variant-numeric: tabular-nums; margin: 0 0 4px; }
.ui-stack { display: grid; gap: 16px; }
.ui-spaced { margin: 16px 0; }
.ui-below { margin: 0 0 16px; }
details { color: var(--ink); font-size: 16px; margin-top: 8px; }
.ui-log { padding: 0 20px; }
.ui-log details { margin: 0; border-top: 1px solid var(--line); }
.ui-log details:first-child { border-top: 0; }
.ui-log summary { display: grid; grid-template-columns: 1.2em 1fr; gap: 2px 8px; padding: 10px 0; align-items: baseline; }
.ui-log summary > span { grid-column: 2; min-width: 0; overflow-wrap: anywhere; font-variant-numeric: tabular-nums; }
@media (min-width: 760px) {
  .ui-log summary { grid-template-columns: 1.2em minmax(0, 1fr) 240px 200px; }
  .ui-log summary > span { grid-column: auto; }
}
dl { display: grid; gap: 4px 16px; margin: 0 0 12px; font-size: 14px; }
@media (min-width: 560px) { dl { grid-template-columns: max-content 1fr; } }
dt { color: var(--soft); } dd { margin: 0; overflow-wrap: anywhere; }
pre { margin: 0 0 16px; padding: 12px; background: var(--tint); border: 1px solid var(--line); border-radius: 8px; font-size: 13px; line-height: 1.45; white-space: pre-wrap; overflow-wrap: anywhere; }
code { font-size: 14px; overflow-wrap: anywhere; }
`;
