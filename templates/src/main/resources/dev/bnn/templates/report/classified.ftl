<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>[=title]: classified images</title>
<style>
[#include "style.css"]
.classified { display: grid; grid-template-columns: minmax(0, 22rem) minmax(0, 1fr); gap: 1rem 2rem; align-items: start; }
.photo { position: relative; line-height: 0; }
.photo img { display: block; width: 100%; height: auto; border-radius: .4rem; }
.photo span { position: absolute; border: 2px solid #fff; outline: 1px solid rgba(0, 0, 0, .6); border-radius: .2rem; }
.seen { display: flex; align-items: center; gap: .8rem; margin-top: .8rem; font-size: .82rem; color: var(--soft); }
.seen img { width: 6rem; height: auto; image-rendering: pixelated; border: 1px solid var(--rule); border-radius: .3rem; }
@media (max-width: 40rem) { .classified { grid-template-columns: minmax(0, 1fr); } }
@media print { section.image { break-inside: avoid; } }
</style>
</head>
<body>
<header>
<p class="eyebrow">Classified images <code>[=name]</code></p>
<h1>[=title]</h1>
<p class="subtitle">[=subtitle]</p>
</header>
<main>
[#if summary?has_content]
<section id="classes">
<h2>By class</h2>
<div class="wide" tabindex="0" role="region" aria-label="By class">
<table class="cards">
<caption>[#if map]Of how many images each class has most of the map, its share in the mean, and the image of which it has the least.[#else]How many of all images were taken for each class, how sure of it the network was in the mean, and the image of which it was the least sure.[/#if]</caption>
<thead><tr><th scope="col">Class</th><th scope="col" class="bar"></th><th scope="col" class="num">Images</th><th scope="col" class="num">[#if map]Mean share[#else]Mean probability[/#if]</th><th scope="col" class="num">Least</th><th scope="col">of</th></tr></thead>
<tbody>
[#list summary as c]
<tr><th scope="row">[=c.label]</th><td class="bar">[=c.bar?no_esc]</td><td class="num" data-label="Images">[=c.images]</td><td class="num nowrap" data-label="Mean probability">[=c.mean]</td><td class="num nowrap" data-label="Least">[=c.leastShare]</td><td data-label="of">[=c.least]</td></tr>
[/#list]
</tbody>
</table>
</div>
</section>
[/#if]
[#list cards as card]
<section class="image">
<p class="verdict">[=card.verdict], [=card.share]</p>
<div class="classified">
<figure>
<figcaption>[=card.name]</figcaption>
<div class="photo"><img src="[=card.photo?no_esc]" alt="[=card.name]"/><span style="[=card.box?no_esc]"></span></div>
<div class="seen"><img src="[=card.input?no_esc]" alt="the network's input"/>What the network sees of the marked part[#if map], and the map that it gives: a color for each class[/#if].</div>
</figure>
<table class="narrow">
<caption>[#if map]Share of the map by class.[#else]Probability by class: softmax of the scores.[/#if]</caption>
<tbody>
[#list card.bars as bar]
<tr[#if bar.best] class="strong"[/#if]><th scope="row">[=bar.label]</th><td class="bar">[=bar.svg?no_esc]</td><td class="num nowrap">[=bar.share]</td></tr>
[/#list]
</tbody>
</table>
</div>
</section>
[/#list]
</main>
</body>
</html>
