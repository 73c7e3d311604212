[#if page.thresholds?has_content]
<section id="thresholds">
<h2>Thresholds</h2>
<p>Batch norm and sign became one integer comparison a channel. Each bar is the range that the accumulator can reach, filled where the layer's thresholds lie, with a mark at the median.</p>
<div class="wide" tabindex="0" role="region" aria-label="Thresholds">
<table>
<caption>Thresholds by layer. A constant channel gives the same bit for every image. Classes tell positions apart that see different padding.</caption>
<thead><tr><th scope="col">Layer</th><th scope="col" class="num">Channels</th><th scope="col" class="num">Classes</th><th scope="col" class="num">Least</th><th scope="col" class="num">Median</th><th scope="col" class="num">Greatest</th><th scope="col" class="num">Reachable</th><th scope="col" class="bar">Position</th><th scope="col">Constant</th></tr></thead>
<tbody>
[#list page.thresholds as t]
<tr><th scope="row">[=t.layer]</th><td class="num">[=t.channels]</td><td class="num">[=t.classes]</td><td class="num">[=t.min]</td><td class="num">[=t.median]</td><td class="num">[=t.max]</td><td class="num nowrap">[=t.range]</td><td class="bar">[=t.bar?no_esc]</td><td class="nowrap">[=t.constant]</td></tr>
[/#list]
</tbody>
</table>
</div>
</section>
[/#if]
[#if page.dataflow??]
<section id="dataflow">
<h2>Folding and cycles</h2>
[@facts page.dataflow.facts/]
<ol class="strip units" aria-label="Units in stream order">
[#list page.dataflow.strip as cell]
<li>[=cell.svg?no_esc]<strong>[@name cell.name/]</strong><span>[@name cell.kind/]</span><span class="shape">[=cell.fold]</span><span class="shape">[=cell.busy]</span><span>[=cell.stream]</span></li>
[/#list]
</ol>
<p>Each box is filled as far as the unit is busy, and each arrow is as thick as its stream is wide; below a unit stand the bits of a word and the words of the stream behind it, whose depth was found by simulation unless the target says it.</p>
<p>Every unit works at the same time, so the slowest sets the pace.[#if page.dataflow.limit?has_content] The mark in each bar is the limit of [=page.dataflow.limit] cycles that the wanted rate leaves.[/#if]</p>
<div class="wide" tabindex="0" role="region" aria-label="Folding and cycles">
<table>
<caption>Units in stream order, their folding (PE × SIMD), and their cycles for one image, as estimated.</caption>
<thead><tr><th scope="col">Unit</th><th scope="col">Kind</th><th scope="col" class="num">PE × SIMD</th><th scope="col" class="bar">Share of the interval</th><th scope="col" class="num">Cycles</th><th scope="col" class="num">Alone, frames/s</th></tr></thead>
<tbody>
[#list page.dataflow.stages as s]
<tr[#if s.slowest] class="slowest"[/#if]><th scope="row">[=s.name]</th><td class="nowrap">[=s.kind][#if s.slowest] <span class="badge slow-badge">bottleneck</span>[/#if]</td><td class="num nowrap">[=s.fold]</td><td class="bar">[=s.bar?no_esc]</td><td class="num">[=s.cycles]</td><td class="num">[=s.fps]</td></tr>
[/#list]
</tbody>
</table>
</div>
[#if page.dataflow.fronts?has_content]
<h3>Speed against size</h3>
<p>Every point is the cheapest design of its interval; those that another beats in speed and size are left out.</p>
<div class="charts">
[#list page.dataflow.fronts as chart]
<figure>[=chart?no_esc]</figure>
[/#list]
</div>
[/#if]
</section>
[/#if]
[#if page.resources??]
<section id="resources">
<h2>Resources</h2>
<div class="wide" tabindex="0" role="region" aria-label="Resources">
<table>
<caption>Estimated use of [=page.resources.part], before synthesis.</caption>
<thead><tr><th scope="col">Resource</th><th scope="col" class="bar">Of the device</th><th scope="col" class="num">Share</th><th scope="col" class="num">Used</th><th scope="col" class="num">Available</th></tr></thead>
<tbody>
[#list page.resources.uses as use]
<tr><th scope="row">[=use.resource]</th><td class="bar">[=use.bar?no_esc]</td><td class="num nowrap">[=use.share][#if use.over] <span class="badge bad-badge">too much</span>[/#if]</td><td class="num">[=use.used]</td><td class="num">[=use.available]</td></tr>
[/#list]
</tbody>
</table>
</div>
</section>
[/#if]
[#if page.vendor??]
<section id="vendor">
<h2>Estimates and the vendor's tools</h2>
[@facts page.vendor.facts/]
<div class="wide" tabindex="0" role="region" aria-label="Estimates and the vendor's tools">
<table>
<caption>HLS sees the pipeline alone, the routed design has the board's shell too; each stands beside our estimate of the same. The error is the estimate's, as a share of what the tool found.</caption>
<thead><tr><th scope="col">Resource</th><th scope="col" class="num">Estimate, pipeline</th><th scope="col" class="num">After HLS</th><th scope="col" class="num">Error</th><th scope="col" class="num">Estimate, design</th><th scope="col" class="num">After route</th><th scope="col" class="num">Error</th></tr></thead>
<tbody>
[#list page.vendor.rows as r]
<tr><th scope="row">[=r.resource]</th><td class="num">[=r.core]</td><td class="num">[=r.hls]</td><td class="num nowrap">[=r.hlsError]</td><td class="num">[=r.whole]</td><td class="num">[=r.routed]</td><td class="num nowrap">[=r.routedError]</td></tr>
[/#list]
</tbody>
</table>
</div>
</section>
[/#if]
