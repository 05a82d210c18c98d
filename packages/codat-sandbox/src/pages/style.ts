// Stylesheet of every page: a calm third party, clearly not the bank.

export const STYLE = `
:root {
  color-scheme: light dark;
  --canvas: #eef0f2; --surface: #ffffff; --line: #c9ced4; --ink: #16191d; --soft: #4b535c;
  --accent: #24506b; --accent-ink: #ffffff; --accent-strong: #1a3c51; --tint: #f5f7f9;
  --notice: #fdf3d8; --notice-ink: #4d3a04; --critical: #9c1c1c; --good: #1d6136; --focus: #0b57d0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #121417; --surface: #1c2024; --line: #434b54; --ink: #eef1f4; --soft: #b4bdc7;
    --accent: #9fcbe6; --accent-ink: #0d2331; --accent-strong: #c4e1f2; --tint: #23282d;
    --notice: #3a3013; --notice-ink: #f6e3ac; --critical: #ffb0a8; --good: #9adbb0; --focus: #a8c7fa;
  }
}
.banking { --canvas: #e9eaf1; --accent: #2f3a7a; --accent-strong: #222a5c; --band: #222a5c; --band-ink: #ffffff; }
.commerce { --canvas: #f6f0e6; --line: #d9cdb9; --accent: #2c5e3f; --accent-strong: #1f442d; --tint: #f3f7f2; }
.link { --accent: #2b3138; --accent-strong: #14181c; }
@media (prefers-color-scheme: dark) {
  .banking { --canvas: #0f1120; --surface: #191c2e; --tint: #22263c; --accent: #c0c7f8; --accent-ink: #171c3d; --accent-strong: #dbdffb; --band: #2a3163; }
  .commerce { --canvas: #171410; --surface: #211d18; --line: #4d453a; --tint: #282721; --accent: #a5d8b6; --accent-ink: #10291a; --accent-strong: #c8ead3; }
  .link { --accent: #e3e8ed; --accent-ink: #14181c; --accent-strong: #ffffff; }
}
*, *::before, *::after { box-sizing: border-box; }
body {
  margin: 0; min-height: 100vh; background: var(--canvas); color: var(--ink);
  font: 400 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
}
.notice { background: var(--notice); color: var(--notice-ink); text-align: center; padding: 10px 16px; font-size: 14px; margin: 0; }
.wrap { max-width: 480px; margin: 0 auto; padding: 24px 16px 48px; }
@media (min-width: 640px) { .wrap { padding-top: 56px; } }
.brand { display: flex; justify-content: center; align-items: center; gap: 12px; margin-bottom: 20px; }
.brand img { width: 44px; height: 44px; border-radius: 10px; }
.brand span { font-weight: 600; font-size: 18px; overflow-wrap: anywhere; }
.card { background: var(--surface); border: 1px solid var(--line); border-radius: 14px; padding: 24px 20px; }
@media (min-width: 640px) { .card { padding: 32px; } }
h1 { font-size: 22px; line-height: 1.3; margin: 0 0 8px; font-weight: 650; text-wrap: balance; }
h2 { font-size: 16px; margin: 24px 0 8px; }
p { margin: 0 0 16px; overflow-wrap: anywhere; }
.soft { color: var(--soft); }
.small { font-size: 14px; }
label, legend { display: block; font-weight: 600; margin: 0 0 6px; padding: 0; }
.field { margin-bottom: 16px; }
input[type="text"], input[type="email"], input[type="password"], input[type="search"] {
  width: 100%; min-height: 46px; padding: 10px 12px; font: inherit; color: var(--ink);
  background: var(--surface); border: 1px solid #7b858f; border-radius: 8px;
}
fieldset { border: 0; margin: 20px 0 0; padding: 0; min-width: 0; }
.choice {
  display: flex; gap: 12px; align-items: center; min-height: 56px; padding: 10px 14px; margin: 0 0 8px;
  border: 1px solid var(--line); border-radius: 10px; font-weight: 400; cursor: pointer;
}
.choice:has(input:checked) { border-color: var(--accent); background: var(--tint); box-shadow: inset 0 0 0 1px var(--accent); }
.choice input { width: 20px; height: 20px; margin: 0; flex: none; accent-color: var(--accent); }
.choice strong, .choice small { display: block; overflow-wrap: anywhere; }
.choice small { color: var(--soft); font-size: 14px; }
.actions { display: grid; gap: 10px; margin-top: 20px; }
@media (min-width: 480px) { .actions.two { grid-template-columns: 1fr 1fr; } .actions.two > :only-child { grid-column: 1 / -1; } }
button, .button {
  display: flex; align-items: center; justify-content: center; width: 100%; min-height: 48px; padding: 10px 16px;
  font: inherit; font-weight: 600; text-align: center; text-decoration: none; cursor: pointer; border-radius: 8px;
  border: 1px solid var(--accent); background: var(--accent); color: var(--accent-ink);
}
button:hover, .button:hover { background: var(--accent-strong); border-color: var(--accent-strong); }
button.quiet, .button.quiet { background: var(--surface); color: var(--ink); border-color: #7b858f; }
button.quiet:hover, .button.quiet:hover { background: var(--tint); }
button.person { justify-content: flex-start; text-align: left; min-height: 60px; margin-bottom: 8px; }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
details { margin-top: 20px; font-size: 14px; color: var(--soft); }
details.card { padding: 6px 20px; background: transparent; }
summary { min-height: 44px; display: flex; align-items: center; cursor: pointer; }
summary::before { content: "›"; display: inline-block; width: 1.2em; font-size: 18px; }
details[open] > summary::before { transform: rotate(90deg); transform-origin: 35% 55%; }
details form { margin: 0 0 10px; }
details.wrong { padding: 0 20px; }
.tick { display: flex; gap: 12px; align-items: center; min-height: 44px; margin: 0; font-weight: 400; border-bottom: 1px solid var(--line); cursor: pointer; }
.tick:last-of-type { border-bottom: 0; }
.tick input { width: 20px; height: 20px; margin: 0; flex: none; accent-color: var(--accent); }
.permissions { margin-top: 28px; }
.permissions p { margin-bottom: 4px; }
.money { margin-left: auto; padding-left: 8px; white-space: nowrap; font-variant-numeric: tabular-nums; font-weight: 600; }
ol.steps { margin: 0; padding-left: 24px; }
ol.steps li { padding: 6px 0 6px 4px; }
fieldset .error { margin-bottom: 8px; }
/* Accounting: a ledger sheet with a coloured edge. */
.accounting .card { border-top: 4px solid var(--accent); }
/* A bank: a dark band across the top of one solid sheet. */
.banking .brand { justify-content: flex-start; margin: 0; padding: 14px 20px; background: var(--band, var(--accent)); color: var(--band-ink, #fff); border-radius: 6px 6px 0 0; }
.banking .brand img { width: 36px; height: 36px; }
.banking .card { border-radius: 0 0 6px 6px; border-top: 0; }
.banking button, .banking .button, .banking .choice, .banking input { border-radius: 4px; }
/* A store: warm paper, round corners, its sign to the left. */
.commerce .brand { justify-content: flex-start; }
.commerce .brand img { width: 56px; height: 56px; border-radius: 16px; }
.commerce .brand span { font-size: 22px; }
.commerce .card { border-radius: 22px; }
.commerce .choice { border-radius: 16px; }
.commerce button, .commerce .button { border-radius: 24px; }
/* The hosted link: wider, plain, a list to go through. */
.link .wrap { max-width: 608px; }
.link h1 { font-size: 24px; }
.link h2 { margin-top: 32px; }
ul.rows { list-style: none; margin: 0 0 16px; padding: 0; }
ul.rows li { margin: 0 0 8px; }
.row { display: flex; flex-wrap: wrap; gap: 12px; align-items: center; min-height: 60px; padding: 10px 14px; border: 1px solid var(--line); border-radius: 10px; }
.row > span { flex: 1 1 104px; min-width: 0; overflow-wrap: anywhere; }
.row strong, .row small { display: block; }
.row small { color: var(--soft); font-size: 14px; }
.row .logo { border-radius: 9px; flex: none; }
.row form { flex: none; }
.row form button { min-height: 44px; width: auto; padding: 8px 12px; }
.row.waiting { border-color: var(--accent); border-left-width: 4px; background: var(--tint); }
a.row, button.row { color: var(--ink); background: var(--surface); border-color: var(--line); text-decoration: none; font-weight: 400; text-align: left; justify-content: flex-start; }
a.row:hover, button.row:hover { background: var(--tint); border-color: var(--accent); }
.row.go::after { content: "›"; font-size: 22px; line-height: 1; color: var(--soft); }
.state.Linked { color: var(--good); }
.state.Deauthorized { color: var(--critical); }
.said { padding: 12px 14px; border-radius: 10px; background: var(--tint); border: 1px solid var(--line); }
.search label { font-weight: 600; }
.search div { display: flex; gap: 8px; }
.search button { width: auto; }
form.search { margin: 20px 0; }
.managed + .managed { margin-top: 20px; }
.managed > form, .managed > details { margin: 8px 0 0; }
.managed p { margin: 0 0 12px; color: var(--ink); }
button.danger { background: var(--surface); color: var(--critical); border-color: var(--critical); }
button.danger:hover { background: var(--tint); border-color: var(--critical); }
.error { color: var(--critical); font-weight: 600; }
footer { margin-top: 20px; text-align: center; font-size: 14px; color: var(--soft); }
`;
