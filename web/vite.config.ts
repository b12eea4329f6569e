// Builds one script for each file in src/islands; the server embeds what lies in dist/.
import { readdirSync } from "node:fs";
import { defineConfig } from "vite";

const islands = readdirSync(new URL("src/islands", import.meta.url)).filter((name) => name.endsWith(".ts"));

export default defineConfig({
  base: "/assets/",
  build: {
    outDir: "dist",
    emptyOutDir: true,
    assetsInlineLimit: 0,
    modulePreload: false,
    target: "es2022",
    rollupOptions: {
      input: Object.fromEntries(islands.map((name) => [name.slice(0, -3), `src/islands/${name}`])),
      output: { entryFileNames: "[name].js", chunkFileNames: "part-[hash].js", assetFileNames: "[name]-[hash][extname]" },
    },
  },
});
