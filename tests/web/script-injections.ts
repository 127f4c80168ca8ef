// Texts that would run a script on a page that took them for more than text. Each says so by `window.ran`.
const RUNS = 'window.ran=1';

/** Ways to get a script to run, as they stand in the lists of those who look for holes. */
const VECTORS = [
  `<script>${RUNS}</script>`,
  `<ScRiPt>${RUNS}</sCrIpT>`,
  `<script src="data:text/javascript,${RUNS}"></script>`,
  `<script type="module">${RUNS}</script>`,
  `<img src=x onerror=${RUNS}>`,
  `<img src="x" OnErRoR="${RUNS}">`,
  `<img/src=x/onerror=${RUNS}>`,
  `<img src=x onerror\n=${RUNS}>`,
  `<image href=x onerror=${RUNS}>`,
  `<svg onload=${RUNS}>`,
  `<svg/onload=${RUNS}//`,
  `<svg><script>${RUNS}</script></svg>`,
  `<svg><animate onbegin=${RUNS} attributeName=x dur=1s>`,
  `<svg><a xlink:href="javascript:${RUNS}"><text>x</text></a></svg>`,
  `<math><mtext></form><form><mglyph><style></math><img src onerror=${RUNS}>`,
  `<iframe srcdoc="<script>parent.ran=1</script>"></iframe>`,
  `<iframe src="javascript:parent.ran=1"></iframe>`,
  `<object data="javascript:${RUNS}"></object>`,
  `<embed src="javascript:${RUNS}">`,
  `<body onload=${RUNS}>`,
  `<details open ontoggle=${RUNS}>x</details>`,
  `<video><source onerror=${RUNS}></video>`,
  `<audio src=x onerror=${RUNS}></audio>`,
  `<input autofocus onfocus=${RUNS}>`,
  `<select autofocus onfocus=${RUNS}></select>`,
  `<marquee onstart=${RUNS}>x</marquee>`,
  `<a href="javascript:${RUNS}" autofocus onfocus=${RUNS}>x</a>`,
  `<form action="javascript:${RUNS}"><button autofocus onfocus=${RUNS}>x</button></form>`,
  `<link rel=stylesheet href="javascript:${RUNS}">`,
  `<style>@import "javascript:${RUNS}";</style><style onload=${RUNS}></style>`,
  `<meta http-equiv=refresh content="0;url=javascript:${RUNS}">`,
  `<base href="javascript:/${RUNS}/">`,
  `<template><img src=x onerror=${RUNS}></template>`,
  `<noscript><p title="</noscript><img src=x onerror=${RUNS}>">`,
  `<p style="animation-name:x" onanimationstart=${RUNS}>x</p>`,
  `[link](javascript:${RUNS})`,
  `![picture](x"onerror="${RUNS})`,
  `{{constructor.constructor('${RUNS}')()}}`,
  `\${${RUNS}}`,
  `javascript:${RUNS}`,
  `data:text/html,<script>opener.ran=1</script>`,
  `&lt;script&gt;${RUNS}&lt;/script&gt;`,
  `\\u003cscript\\u003e${RUNS}\\u003c/script\\u003e`,
] as const;

/** What would end the place that a text stands in. */
const ENDS = ['', '">', "'>", '-->', '</title></textarea></script>'] as const;

/** All of them: more than two hundred. */
export const SCRIPT_INJECTIONS: readonly string[] = ENDS.flatMap((end) => VECTORS.map((vector) => `${end}${vector}`));
