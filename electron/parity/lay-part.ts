import { chmodSync, mkdirSync, symlinkSync, writeFileSync } from 'node:fs'
import { dirname, join } from 'node:path'
import { encodeFileName } from '../core/python/file-names.ts'

/** Small files of every sort that collects without an error: graphs of CSS and modules, maps, odd names, links, modes. */
const FILES: Readonly<Record<string, string | Buffer>> = {
  'css/site.css':
    '@import "base.css";\n@import url("./sub/more.css") screen;\nbody { background: URL( \'../img/bg.png\' ) }\n',
  'css/base.css':
    '\ufeff.a { background: url(../img/bg.png?v=2#x) }\r\n.b { src: url("data:font/woff2;base64,AA==") }\r\n',
  'css/sub/more.css': 'i { cursor: url("/static/p/img/bg.png") }\n/*# sourceMappingURL=more.css.map */\n',
  'css/sub/more.css.map': '{"version": 3, "sources": [], "mappings": ""}',
  'css/print.css': '@import "site.css" print;\n',
  'js/app.js':
    'import "./side.js";\nimport { a } from "./lib/a.js";\nexport * from "./lib/b.js";\nconst late = () => import("./lib/b.js");\n//# sourceMappingURL=app.js.map\n',
  'js/app.js.map': '{"version": 3}',
  'js/side.js': 'console.log("side")\n',
  'js/lib/a.js': 'import { b } from "./b.js"\nexport const a = b\n',
  'js/lib/b.js': 'export const b = "https://example.com/x.js"; // é\n',
  'img/bg.png': Buffer.from([0x89, 0x50, 0x4e, 0x47, 0, 255, 254, 13, 10]),
  'img/big.bin': Buffer.alloc(200_000, 'abcdefghij'),
  'img/random.bin': Buffer.from(
    Array.from({ length: 5000 }, (_, index) => (index * 7919 + (index >> 3) * 104_729) % 256),
  ),
  'names/é ü.txt': 'é',
  'names/a%20b.txt': 'percent',
  'names/q?x#y.txt': 'query',
  'names/LICENSE': 'L'.repeat(3000),
  'names/archive.tar.gz': 'not really',
  'names/ends.': '.',
  'names/__proto__': 'p',
  'names/1': '1',
  'names/raw\udce9.txt': 'raw',
  'empty.css': '',
  'empty.txt': '',
  'CVS/Entries': 'ignored',
  '.hidden': 'ignored',
  'page.html': '<p>' + 'compress me '.repeat(400),
}

/** Writes the part into a new folder. */
export function layPart(folder: string): void {
  for (const [name, content] of Object.entries(FILES)) {
    const path = join(folder, name)
    mkdirSync(dirname(path), { recursive: true })
    writeFileSync(encodeFileName(path), content)
  }
  chmodSync(join(folder, 'js/side.js'), 0o755)
  chmodSync(join(folder, 'empty.txt'), 0o600)
  symlinkSync('../img/bg.png', join(folder, 'css/linked.png'))
  symlinkSync('js', join(folder, 'scripts'))
}
