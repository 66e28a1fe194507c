import { gzipSync } from "node:zlib";
import type { Plugin } from "vite";

const text = /\.(js|mjs|css|html|svg|json)$/;

/** Writes `file.gz` beside each file that gains by it: the server sends that to whom it suits. */
export function precompress(): Plugin {
  return {
    name: "dageng:precompress",
    apply: "build",
    enforce: "post",
    generateBundle: {
      order: "post",
      handler(_, bundle) {
        for (const [fileName, file] of Object.entries(bundle)) {
          if (!text.test(fileName)) continue;
          const plain = Buffer.from(file.type === "chunk" ? file.code : file.source);
          const packed = gzipSync(plain, { level: 9 });
          if (packed.length >= plain.length) continue;
          this.emitFile({ type: "asset", fileName: `${fileName}.gz`, source: packed });
        }
      },
    },
  };
}
