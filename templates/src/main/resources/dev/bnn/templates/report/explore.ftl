<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>Foldings of [=page.title]</title>
<style>
[#include "style.css"]
</style>
</head>
<body>
<header>
<p class="eyebrow">Foldings [#if page.title != page.name]<code>[=page.name]</code>[/#if]</p>
<h1>[=page.title]</h1>
<p class="subtitle">[=page.subtitle]</p>
<ul class="tiles">
[#list page.tiles as tile]
<li class="tile [=tile.mood]"><span class="tile-label">[=tile.label]</span><span class="tile-value">[=tile.value]</span><span class="tile-note">[=tile.note]</span></li>
[/#list]
</ul>
</header>
<main>
<section id="front">
<h2>Speed against size</h2>
<p>[#if page.trained]Accumulators are as wide as the trained parameters make them.[#else]The network was not trained yet: accumulators are as wide as weights of alternating signs make them, and trained ones may take a little more or less.[/#if]</p>
<ul class="advice">
[#list page.advice as sentence]
<li>[=sentence]</li>
[/#list]
</ul>
<div class="charts">
[#list page.charts as chart]
<figure>[=chart?no_esc]</figure>
[/#list]
</div>
</section>
<section id="designs">
<h2>Designs</h2>
<div class="wide" tabindex="0" role="region" aria-label="Designs">
<table>
<caption>For each interval the cheapest design, by the shares of the part that it takes, without those that another beats in speed and size. Figures are estimates, the shell included, with streams of the least depth: before their depths are found by simulation, which was done for the target's design only.</caption>
<thead><tr><th scope="col" class="num">Frames/s</th><th scope="col" class="num">Cycles</th><th scope="col" class="num">LUT</th><th scope="col" class="num">FF</th><th scope="col" class="num">BRAM18</th><th scope="col" class="num">URAM</th><th scope="col" class="num">DSP</th><th scope="col">Limited by</th><th scope="col"></th></tr></thead>
<tbody>
[#list page.front as p]
<tr><th scope="row" class="num">[=p.fps]</th><td class="num">[=p.interval]</td>[#list p.cost as amount]<td class="num">[=amount]</td>[/#list]<td>[=p.bottleneck]</td><td>[=p.note]</td></tr>
[/#list]
</tbody>
</table>
</div>
</section>
<section id="units">
<h2>Units of the target's design</h2>
<div class="wide" tabindex="0" role="region" aria-label="Units">
<table>
<caption>In stream order, each with the stream behind it, whose depth was found by simulation unless the target says it. FINN-R: LUT by its model, to compare. The shell around them is not in the table.</caption>
<thead><tr><th scope="col">Unit</th><th scope="col">Kind</th><th scope="col">PE × SIMD</th><th scope="col" class="num">Cycles</th><th scope="col" class="num">Depth</th><th scope="col" class="num">FINN-R</th><th scope="col" class="num">LUT</th><th scope="col" class="num">FF</th><th scope="col" class="num">BRAM18</th><th scope="col" class="num">URAM</th><th scope="col" class="num">DSP</th></tr></thead>
<tbody>
[#list page.units as u]
<tr><th scope="row">[=u.name]</th><td class="nowrap">[=u.kind]</td><td class="nowrap">[=u.fold]</td><td class="num">[=u.cycles]</td><td class="num">[=u.depth]</td><td class="num">[=u.finnLut]</td>[#list u.cost as amount]<td class="num">[=amount]</td>[/#list]</tr>
[/#list]
</tbody>
</table>
</div>
</section>
</main>
</body>
</html>
