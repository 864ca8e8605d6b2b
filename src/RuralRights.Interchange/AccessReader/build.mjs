// Bundles the reader and everything it needs into one file, which is all that a published register carries of it.
import { build } from "esbuild";

const chineseTexts = {
  name: "chinese-texts",
  setup(bundle) {
    bundle.onResolve({ filter: /dependencies\/iconv-lite\/index\.js$/ }, () => ({
      path: new URL("chinese.mjs", import.meta.url).pathname,
    }));
  },
};

await build({
  entryPoints: [new URL("reader.mjs", import.meta.url).pathname],
  outfile: process.argv[2] ?? "access-reader.mjs",
  bundle: true,
  format: "esm",
  platform: "node",
  target: "node18",
  legalComments: "inline",
  plugins: [chineseTexts],
});
