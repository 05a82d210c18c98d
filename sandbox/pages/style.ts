// Owns the look of every page the sandbox shows: a calm third party, clearly not the bank.

export const STYLE = `
:root {
  color-scheme: light dark;
  --canvas: #eef0f2; --surface: #ffffff; --line: #c9ced4; --ink: #16191d; --soft: #4b535c;
  --accent: #24506b; --accent-ink: #ffffff; --accent-strong: #1a3c51; --tint: #f5f7f9;
  --notice: #fdf3d8; --notice-ink: #4d3a04; --critical: #9c1c1c; --focus: #0b57d0;
}
@media (prefers-color-scheme: dark) {
  :root {
    --canvas: #121417; --surface: #1c2024; --line: #434b54; --ink: #eef1f4; --soft: #b4bdc7;
    --accent: #9fcbe6; --accent-ink: #0d2331; --accent-strong: #c4e1f2; --tint: #23282d;
    --notice: #3a3013; --notice-ink: #f6e3ac; --critical: #ffb0a8; --focus: #a8c7fa;
  }
}
.banking { --accent: #43408c; --accent-strong: #312e69; }
.commerce { --accent: #2c5e3f; --accent-strong: #1f442d; }
@media (prefers-color-scheme: dark) {
  .banking { --accent: #c0bdf5; --accent-strong: #dbd9fb; }
  .commerce { --accent: #a5d8b6; --accent-strong: #c8ead3; }
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
input[type="text"], input[type="email"], input[type="password"] {
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
ul.shared { margin: 0 0 20px; padding: 0; list-style: none; }
ul.shared li { padding: 7px 0; border-bottom: 1px solid var(--line); }
ul.shared li:last-child { border-bottom: 0; }
.actions { display: grid; gap: 10px; margin-top: 20px; }
@media (min-width: 480px) { .actions.two { grid-template-columns: 1fr 1fr; } }
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
.error { color: var(--critical); font-weight: 600; }
footer { margin-top: 20px; text-align: center; font-size: 14px; color: var(--soft); }
`;
