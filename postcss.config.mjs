// Configuration of PostCSS: Tailwind 4 as its only plugin.
export default { plugins: { '@tailwindcss/postcss': {} } };
