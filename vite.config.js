import { defineConfig } from "vite";

// Of Tabler we take the resets, the variables, buttons and form controls; everything else would only be weight
// on a village's connection. A selector stays when each class in it starts with one of these.
const TABLER_PARTS = /^\.(btn|form-|input-|invalid-|visually-hidden|is-invalid|disabled)/;

/** Drop the rules of Tabler that no page of ours uses. */
function trimTabler() {
  const keeps = (selector) => (selector.match(/\.-?[_a-z][\w-]*/gi) ?? []).every((name) => TABLER_PARTS.test(name));
  return {
    postcssPlugin: "trim-tabler",
    OnceExit(root) {
      root.walkRules((rule) => {
        if (!rule.source?.input.file?.includes("@tabler") || rule.parent?.name?.endsWith("keyframes")) return;
        const kept = rule.selectors.filter(keeps);
        if (kept.length === 0) rule.remove();
        else rule.selectors = kept;
      });
      root.walkAtRules((rule) => {
        const isTabler = rule.source?.input.file?.includes("@tabler");
        if (isTabler && (rule.name === "keyframes" || rule.nodes?.length === 0)) rule.remove();
      });
    },
  };
}

// File names are stable: the server adds content hashes when it collects static files.
export default defineConfig({
  root: "frontend",
  base: "./",
  publicDir: "public",
  css: { postcss: { plugins: [trimTabler()] } },
  worker: { format: "es", rollupOptions: { output: { entryFileNames: "[name].js", chunkFileNames: "[name].js" } } },
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0, // the content policy allows fonts from our own address only
    modulePreload: false,
    chunkSizeWarningLimit: 1500,
    rollupOptions: {
      preserveEntrySignatures: "strict", // pages import { drawTrend } and { drawMap } late, by address
      input: { app: "frontend/app.js", charts: "frontend/charts.js", map: "frontend/map.js" },
      output: {
        entryFileNames: "[name].js",
        chunkFileNames: "[name].js",
        assetFileNames: "[name][extname]",
      },
    },
  },
});
