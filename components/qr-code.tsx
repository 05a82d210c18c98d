// QR code as inline SVG: no image to load, sharp at every size, dark on white in both themes.
import qrcode from 'qrcode-generator';

/** Quiet zone around the code, in modules: scanners need it. */
const QUIET = 4;

export function QrCode({ text, label }: { text: string; label: string }) {
  const code = qrcode(0, 'M');
  code.addData(text);
  code.make();
  const size = code.getModuleCount();
  const modules = Array.from({ length: size * size }, (_, n) => [n % size, Math.floor(n / size)] as const);
  const path = modules
    .filter(([x, y]) => code.isDark(y, x))
    .map(([x, y]) => `M${x + QUIET} ${y + QUIET}h1v1h-1z`)
    .join('');
  const side = size + 2 * QUIET;
  return (
    <figure className="grid justify-items-start gap-2">
      <svg viewBox={`0 0 ${side} ${side}`} className="size-44 rounded-control" role="img" aria-label={label}>
        <rect width={side} height={side} fill="#fff" />
        <path d={path} fill="#000" shapeRendering="crispEdges" />
      </svg>
      <figcaption className="text-14 text-ink-soft">{label}</figcaption>
    </figure>
  );
}
