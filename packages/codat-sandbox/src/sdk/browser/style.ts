// Stylesheet of both modules, in a shadow root: page and module do not affect each other.

export const STYLE = `
:host {
  display: block; width: 100%; height: 100%; min-height: 0; color-scheme: light dark;
  --surface: #ffffff; --raised: #f5f7f9; --line: #d5dae0; --edge: #7b858f; --text: #16191d; --soft: #4b535c;
  --good: #11612f; --good-tint: #e6f4ea; --warn: #6b4a00; --warn-tint: #fdf3d8;
  --bad: #8f1d1d; --bad-tint: #fdecec; --link: var(--link-on-light); --focus: #0b57d0; --veil: rgb(15 20 25 / .55);
}
@media (prefers-color-scheme: dark) {
  :host {
    --surface: #1b1f24; --raised: #252b31; --line: #3b434c; --edge: #8b959f; --text: #eef1f4; --soft: #b8c1ca;
    --good: #9bdcb0; --good-tint: #17351f; --warn: #f4d88f; --warn-tint: #3a3013;
    --bad: #ffb4ab; --bad-tint: #46191a; --link: var(--link-on-dark); --focus: #a8c7fa; --veil: rgb(0 0 0 / .65);
  }
}
*, *::before, *::after { box-sizing: border-box; }
.frame {
  position: relative; width: 100%; height: 100%; overflow: hidden; background: var(--surface); color: var(--text);
  font: 400 16px/1.5 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", Arial, sans-serif;
  text-align: start; letter-spacing: normal; -webkit-text-size-adjust: 100%;
}
.frame.bordered { border: 1px solid var(--line); border-radius: 14px; }
.inside { display: flex; flex-direction: column; height: 100%; }
.bar { display: flex; justify-content: space-between; align-items: center; min-height: 56px; padding: 4px 8px; flex: none; }
.content { flex: 1 1 auto; min-height: 0; overflow-y: auto; overscroll-behavior: contain; padding: 4px 20px 0; display: flex; flex-direction: column; }
.foot {
  display: flex; justify-content: space-between; align-items: center; gap: 12px; flex: none; min-height: 52px;
  padding: 4px 20px; border-top: 1px solid var(--line); font-size: 13px; color: var(--soft);
}
h2 { margin: 4px 0 8px; font-size: 22px; line-height: 1.3; font-weight: 650; text-wrap: balance; overflow-wrap: anywhere; outline: none; }
h3 { margin: 0; font-size: 16px; font-weight: 600; overflow-wrap: anywhere; }
p, ul, ol { margin: 0 0 12px; overflow-wrap: anywhere; }
ul, ol { padding-inline-start: 22px; }
li { margin: 2px 0; }
a { color: var(--link); text-underline-offset: 3px; }
.soft { color: var(--soft); }
.small { font-size: 14px; }
.hidden { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
button, input { font: inherit; color: inherit; }
button { cursor: pointer; }
.icon { display: inline-flex; align-items: center; justify-content: center; width: 48px; height: 48px; border: 0; border-radius: 50%; background: none; color: var(--soft); padding: 0; }
button.icon:hover { background: var(--raised); color: var(--text); }
.plain { min-height: 44px; min-width: 44px; padding: 0 8px; border: 0; background: none; color: var(--link); text-decoration: underline; text-underline-offset: 3px; }
.button {
  display: flex; flex-wrap: wrap; align-items: center; justify-content: center; gap: 4px 8px; width: 100%; min-height: 48px; padding: 10px 16px;
  border: 1px solid var(--primary); border-radius: 10px; background: var(--primary); color: var(--primary-ink);
  font-weight: 600; text-align: center; text-decoration: none; overflow-wrap: anywhere;
}
.button:hover { box-shadow: inset 0 0 0 2px var(--primary-ink); }
.button.quiet { background: transparent; color: var(--text); border-color: var(--edge); }
.button.quiet:hover { background: var(--raised); box-shadow: none; }
.button[aria-disabled] { cursor: default; box-shadow: none; background: var(--raised); color: var(--soft); border-color: var(--line); }
:focus-visible { outline: 3px solid var(--focus); outline-offset: 2px; }
.actions, .stack { display: grid; gap: 10px; }
.actions { position: sticky; bottom: 0; margin: auto -20px 0; padding: 14px 20px 16px; background: var(--surface); }
.logo { width: 40px; height: 40px; border-radius: 9px; flex: none; }
.tag { display: inline-flex; align-items: center; gap: 4px; padding: 1px 8px; border-radius: 99px; font-size: 13px; font-weight: 500; background: var(--raised); color: var(--soft); white-space: nowrap; }
.tag.good { background: var(--good-tint); color: var(--good); }
.tag.warn { background: var(--warn-tint); color: var(--warn); }
.notice { padding: 10px 14px; border-radius: 10px; background: var(--bad-tint); color: var(--bad); }
.cards { list-style: none; margin: 8px 0 16px; padding: 0; display: grid; gap: 12px; }
.card { border: 1px solid var(--line); border-radius: 12px; padding: 14px 16px; margin: 0; }
.row { display: flex; align-items: center; justify-content: space-between; gap: 12px; flex-wrap: wrap; }
.card p { margin: 2px 0 0; }
.card .stack { margin-top: 12px; }
.who { display: flex; align-items: center; gap: 12px; min-width: 0; }
.who > span { min-width: 0; overflow-wrap: anywhere; }
.choices { list-style: none; margin: 0 0 16px; padding: 0; }
.choice {
  display: flex; align-items: center; gap: 12px; width: 100%; min-height: 60px; padding: 9px 10px; border: 0; border-bottom: 1px solid var(--line);
  background: none; text-align: start; font-weight: 500;
}
.choice:hover { background: var(--raised); }
.choice .name { flex: 1; min-width: 0; overflow-wrap: anywhere; }
.choice > svg { color: var(--soft); flex: none; }
.field { margin: 4px 0 12px; }
.field label { display: block; font-weight: 600; margin-bottom: 6px; }
.field input { width: 100%; min-height: 46px; padding: 10px 12px; border: 1px solid var(--edge); border-radius: 10px; background: var(--surface); }
details { border-top: 1px solid var(--line); }
details:last-of-type { border-bottom: 1px solid var(--line); margin-bottom: 14px; }
summary { display: flex; align-items: center; gap: 10px; min-height: 52px; cursor: pointer; list-style: none; }
summary::-webkit-details-marker { display: none; }
summary > :first-child { flex: 1; }
.card details { margin-top: 10px; }
.card details:last-of-type { margin-bottom: 0; }
summary svg { color: var(--soft); flex: none; transition: transform .15s; transform: rotate(90deg); }
details[open] > summary svg { transform: rotate(-90deg); }
details > div { padding-bottom: 4px; }
.files { list-style: none; margin: 0 0 12px; padding: 0; }
.files li { display: flex; align-items: center; justify-content: space-between; gap: 8px; min-height: 48px; border-bottom: 1px solid var(--line); }
.files span { min-width: 0; overflow-wrap: anywhere; }
.spinner { width: 40px; height: 40px; margin: 24px auto; border: 4px solid var(--line); border-top-color: var(--link); border-radius: 50%; animation: turn 1s linear infinite; }
.big { display: flex; align-items: center; justify-content: center; width: 56px; height: 56px; margin: 12px 0 14px; border-radius: 50%; background: var(--good-tint); color: var(--good); }
.big svg { width: 26px; height: 26px; }
.pair { display: flex; align-items: center; gap: 14px; margin: 8px 0 14px; }
.veil { position: absolute; inset: 0; display: flex; align-items: flex-end; background: var(--veil); padding: 12px; }
.dialog { width: 100%; max-height: 100%; overflow: auto; padding: 22px 20px 20px; border-radius: 14px; background: var(--surface); border: 1px solid var(--line); }
@keyframes turn { to { transform: rotate(360deg); } }
@media (prefers-reduced-motion: reduce) { .spinner { animation-duration: 4s; } summary svg { transition: none; } }
@media (forced-colors: active) { .button, .card, .dialog { border-color: CanvasText; } }
`;
