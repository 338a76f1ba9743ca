/** Written apart, so that the tool that loads this file does not look for the maps of the files in it. */
const MAP = 'sourceMappingURL'

/**
 * Forms of references, each written once: what a real browser makes of them is compared with the check. Names say what
 * is meant; files that are not listed are missing on purpose.
 */
export const REFERENCE_FORMS: Readonly<Record<string, string>> = {
  'css/forms.css': `@charset "utf-8";
@import "imported.css";
@import url("printed.css") print;
@import url(unsupported.css) supports(display: impossible);
@namespace svg url(http://www.w3.org/2000/svg);
/* url(in-comment.png) */
.a { background: url(plain.png) }
.b { background: url("quoted.png?v=1#x") }
.c { background: url( 'single.png' ) no-repeat }
.d { background: URL(upper.png) }
.e { background: url(esc\\61 ped.png) }
.f { background-image: url(missing.png), url("second.png") }
.g { background: url(first.png); background: url(later.png) }
.h { background-image: url(fallback.png); background-image: image-set("one.png" 1x, "two.png" 2x) }
.i { background: -webkit-image-set(url(old-one.png) 1x, url(old-two.png) 2x) }
.j { colour: url(no-property.png) }
.k { background: url(bad token.png) }
.l { background: url(data:image/gif;base64,R0lGODlhAQABAAAAACw=) }
.m { fill: url(#fragment) }
.n { filter: url(filter.svg#blur) }
.o { mask: url(mask.svg#m) }
.p { clip-path: url(clip.svg#c) }
.q { fill: url(paint.svg#gradient) }
.r { list-style: url(bullet.png) }
.s { cursor: url(pointer.cur), auto }
.t { border-image: url(border.png) 30 }
.u { shape-outside: url(shape.png); float: left }
.v::before { content: url(before.png) }
.w { --image: url(property.png) }
.x { color: red; background: url(../up/level.png) }
.y { background: url(/static/rooted.png) }
.z { background: url(https://cdn.example/remote.png) }
.aa { background: url(//cdn.example/relative-scheme.png) }
.ab { -webkit-mask-image: url(webkit-mask.png) }
.ac { mask-image: url(mask-image.png) }
.ad { offset-path: url(path.svg#p) }
.ae { marker-start: url(marker.svg#m) }
.af { background-image: cross-fade(url(fade-a.png) 50%, url(fade-b.png)) }
.ag { background: image-set(url("typed.avif") type("image/avif"), url("typed.png") type("image/png")) }
.ah { behavior: url(ancient.htc); background: src("src-function.png") }
.ai { filter: progid:DXImageTransform.Microsoft.AlphaImageLoader(src='ancient.png') }
.aj { background: url(spaced%20name.png) }

.al { -webkit-box-reflect: below 0 url(reflect.png) }
.am { backdrop-filter: url(backdrop.svg#b) }
.an { *background: url(star-hack.png); _background: url(underscore-hack.png) }
.ao { background: url(important.png) !important }
.ap { BACKGROUND-IMAGE: url(upper-property.png) }
.aq { background: url(nested-parent.png); & .inner { background: url(nested.png) } }
.ar { color: red;; background: url(after-empty.png) }
.as:hover { background: url(hovered.png) }
.at, .au:hover { background: url(list.png) }
@media (max-width: 1px) { .a { background: url(in-media.png) } }
@supports (display: impossible) { .a { background: url(in-supports.png) } }
@supports (display: grid) { .a { background: url(in-grid.png) } }
@container (width > 1px) { .a { background: url(in-container.png) } }
@layer base { .a { background: url(in-layer.png) } }
@scope (.a) { :scope { background: url(in-scope.png) } }
@unknown-rule { .a { background: url(in-unknown.png) } }
@keyframes turn { from { background-image: url(frame.png) } to { background-image: url(frame-two.png) } }
@font-face { font-family: one; src: url(one.eot); src: url("one.eot?#iefix") format("embedded-opentype"), url(one.woff2) format("woff2"), url(one.ttf) format("truetype"), url(one.svg#one) format("svg") }
@font-face { font-family: two; src: local("Nothing"), url(two.woff2) format(woff2) tech(variations), url(two.woff) }
@page { background: url(page.png) }
@import "too-late.css";
.last { background: url(last.png) }
`,
  'css/imported.css': '.i { background: url(from-imported.png) }',
  'css/printed.css': '.i { color: red }',
  'css/plain.png': 'x',
  'css/quoted.png': 'x',
  'css/one.png': 'x',
  'css/last.png': 'x',
  'css/mapped.css': 'a { color: red }\n/*# sourceMappingURL=first.css.map */\n/*# sourceMappingURL=mapped.css.map */\n',
  'css/mapped.css.map': '{"version":3,"sources":["a.scss"],"names":[],"mappings":""}',
  'css/unclosed.css':
    '.a { background: url(open.png) } .b { background: url("never-closed.png) ; } .c { background: url(swallowed.png) }\n.d { background: url(next-line.png) }',
  'css/braces.css':
    '.a { background: url(one.png) }} .b { background: url(after-brace.png) }\n.c { background: url(third.png)',
  'css/bom.css': '\uFEFF@import "imported.css";\n.a { background: url(plain.png) }',
  'css/html-comment.css': '<!-- .a { background: url(in-html-comment.png) } -->\n.b { background: url(behind.png) }',
  'css/semicolon.css':
    '.a { background: url(plain.png) };\n.b { background: url(behind-semicolon.png) }\n.c { background: url(third.png) };\n@media all { ; .d { background: url(within.png) } }',
  'css/layers.css': '@layer a;\n@import "one.css";\n@layer b;\n@import "two.css";',
  'css/unknown-first.css': '@foo bar;\n@import "one.css";\n] {}\n@import "two.css";\n.a {}\n@import "three.css";',
  'css/overridden.css': `.a { background: url(a1.png) !important; background: url(a2.png) }
.b { background: url(b1.png); background-image: none }
.c { background-image: url(c1.png); background-color: red }
.d { -webkit-mask: url(d1.svg); mask: url(d2.svg) }
.e { list-style-image: url(e1.png); list-style: none }
.f { background-image: url(f1.png); background-image: -ms-linear-gradient(red, blue) }
.g { background: url(g1.png); background: unknown-function(x) }
`,
  'css/open-bracket.css':
    '.a { background: url(plain.png) } .b { width: calc(1px } .c { background: url(swallowed.png) }\n.d { background: url(too.png) }',
  'css/quirks.css': `.a { background: url(plain.png)\n}\n.d { background: url(e\\)scaped.png) }
.e { background: url("line\\
joined.png") }
.f { background: url(tab\\9 name.png) }
@import url(late.css);
@font-face { font-family: x; src: url(font-in-comment.woff) /* url(c.woff) */ format("woff") }
`,
  'css/broken-string.css': `.a { background: url(plain.png) }
.b { background: url("broken
string.png") }
.c { background: url(after-broken.png) }
`,
  'js/module.js': ` import one from "./one.js"
 import * as two from '/static/js/two.js'
 import "./side%20effect.js"
 import data from "./data.json" with { type: "json" }
 export { three } from "./three.js"
 export * from "../up/four.js"
 import bare from "bare-name"
 import remote from "https://cdn.example/remote.js"
 // import "./in-comment.js"
 const text = 'import "./in-string.js"'
 const template = \`import "./in-template.js"\`
if (never) {
  import("./dynamic.js")
  import(/* webpackChunkName: "x" */ './commented.js')
  import(\`./literal.js\`)
  import(\`./\${one}.js\`)
  new Worker(new URL("./worker.js", import.meta.url), { type: "module" })
  new Worker("/static/js/rooted-worker.js")
  new Worker("page-worker.js")
  new SharedWorker("/static/js/shared.js")
  fetch("/static/js/data.json")
  fetch(new URL("./fetched.json", import.meta.url))
  navigator.serviceWorker.register("/static/js/sw.js")
  context.audioWorklet.addModule("/static/js/worklet.js")
  const icon = new URL("icon.png?x=1", import.meta.url)
  const escaped = new URL("esc\\x61ped.png", import.meta.url)
}
//# ${MAP}=module.js.map
`,
  'js/one.js': 'export default 1',
  'js/classic.js': `var a = 1
if (a === 2) {
  importScripts("scripts-a.js", 'scripts-b.js')
  import("./dynamic-classic.js")
}
var s = "//# sourceMappingURL=in-string.map"
//# ${MAP}=first.js.map
//# ${MAP}=classic.js.map
`,
  'js/classic.js.map': '{"version":3,"sources":["a.ts"],"names":[],"mappings":""}',
  'js/old-comment.js': 'run = 1\n/*# sourceMappingURL=old.js.map */\n',
  'js/at-comment.js': 'run = 1\n//@ sourceMappingURL=at.js.map\n',
  'js/in-the-middle.js': '//# sourceMappingURL=middle.js.map\nrun = 1\n',
  'js/blank.js': 'run = 1\n//# sourceMappingURL= blank.js.map  \n',
  'html/page.html': `<!doctype html>
<html>
<head>
<link rel="stylesheet" href="style.css">
<link rel="stylesheet" href="print.css" media="print">
<link rel="alternate stylesheet" title="other" href="alternate.css">
<link rel="stylesheet" href="disabled.css" disabled>
<link rel="stylesheet" type="text/less" href="style.less">
<link rel="preload" as="image" href="preload.png">
<link rel="preload" href="preload-without-as.png">
<link rel="modulepreload" href="preload.js">
<link rel="prefetch" href="prefetch.png">
<link rel="icon" href="icon.png">
<link rel="canonical" href="canonical.html">
<link rel="manifest" href="app.webmanifest">
<link rel="preload" as="image" imagesrcset="set-1.png 1x, set-2.png 2x">
<style>@import "styled.css"; html { background: url(style-element.png) }</style>
<script src="script.js"></script>
<script type="module" src="module.js"></script>
<script nomodule src="legacy.js"></script>
<script type="text/template" src="template.js"></script>
<script type="text/plain">import "./no-script.js"</script>
<script type="module">import "./inline-import.js"</script>
<script src="deferred.js" defer></script>
</head>
<body background="body.png"><p style="background-image: url(style-attribute.png)"></p>
<img src="image.png">
<img src="a&amp;b.png">
<img src="lazy.png" loading="lazy">
<img src="fallback.png" srcset="small.png 480w, large.png 800w">
<img srcset="only-1.png, only-2.png 2x">
<picture><source srcset="picture.avif" type="image/avif"><source media="(max-width: 1px)" srcset="narrow.png"><img src="picture.png"></picture>
<video src="video.mp4" poster="poster.png"></video>
<video preload="none" src="later.mp4"></video>
<video><source src="source.mp4" type="video/mp4"><source src="source.webm"><track src="track.vtt"></video>
<audio src="audio.mp3"></audio>
<iframe src="frame.html"></iframe>
<iframe src="lazy-frame.html" loading="lazy"></iframe>
<embed src="embed.html">
<object data="object.html"></object>
<input type="image" src="button.png">
<input type="text" src="no-button.png">
<table background="table.png"><tr><td background="cell.png">x</td></tr></table>
<a href="linked.html">x</a>
<map><area href="area.html"></map>
<noscript><img src="noscript.png"></noscript>
<template><img src="templated.png"></template>
<!-- <img src="in-comment.png"> -->
<svg><use href="sprite.svg#icon"></use><image href="svg-image.png" width="1" height="1"></image><image xlink:href="xlink-image.png" width="1" height="1"></image><filter id="f"><feImage href="filter-image.png"></feImage></filter><linearGradient href="gradient.svg#g" id="g"></linearGradient><pattern href="pattern.svg#p" id="p"></pattern><textPath href="path.svg#p"></textPath><script href="svg-script.js"></script><a href="svg-link.html"><text>x</text></a></svg>
<img src="data:image/gif;base64,R0lGODlhAQABAAAAACw=">
<img src="">
<img src="#x">
<img src="  spaced.png  ">
<img src="http://cdn.example/remote.png">
<img src="/elsewhere/rooted.png">
<p style="background: url(&quot;entity.png&quot;)">x</p>
<p style='background: url("in-attribute.png")'>x</p>
</body>
</html>
`,
  'html/image.png': 'x',
  'html/style.css': 'a { color: red }',
  'html/based.html':
    '<!doctype html><base href="/static/deep/er/"><base href="/ignored/"><img src="from-base.png"><link rel=stylesheet href="../up.css"><a href="x.html">x</a>',
  'html/mapped.html':
    '<!doctype html><script type="importmap">{"imports":{"lib":"./lib.js","dir/":"./dir/"}}</script><script type="module">import "lib"; import "dir/a.js"</script>',
  'html/old.htm': '<frameset cols="50%,50%"><frame src="left.html"><frame src="right.html"></frameset>',
  'svg/picture.svg': `<?xml version="1.0"?>
<?xml-stylesheet href="sheet.css" type="text/css"?>
<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" width="10" height="10">
<style>rect { fill: url(#g) } circle { filter: url(filter.svg#f) } @import "late.css";</style>
<defs><linearGradient id="g" xlink:href="#h"/><linearGradient id="i" xlink:href="other.svg#h"/><path id="p" d="M0 0"/></defs>
<image xlink:href="bitmap.png" width="1" height="1"/>
<image href="new.png" xlink:href="old.png" width="1" height="1"/>
<use xlink:href="#p"/>
<use href="symbols.svg#s"/>
<rect width="1" height="1" style="mask: url(mask.svg#m)" filter="url(attribute-filter.svg#f)" clip-path="url(attribute-clip.svg#c)"/>
<circle r="1"/><ellipse fill="url(paint.svg#p)" stroke="url(#h)"/>
<a xlink:href="linked.html"><text>x</text></a>
<script xlink:href="script.js"/>
<filter id="f"><feImage xlink:href="fe.png"/></filter>
</svg>
`,
  'svg/prefixed.svg':
    '<s:svg xmlns:s="http://www.w3.org/2000/svg" width="1" height="1"><s:image href="prefixed.png" width="1" height="1"/></s:svg>',
  'app.webmanifest':
    '{"name":"x","start_url":"/","icons":[{"src":"icon.png","sizes":"48x48"},{"src":"/static/rooted.png"},{"src":"../above.png"}],"screenshots":[{"src":"shot.png","sizes":"640x480","type":"image/png"}],"shortcuts":[{"name":"s","url":"/","icons":[{"src":"short.png"}]}]}',
  'icon.png': 'x',
}
