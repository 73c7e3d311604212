[#if page.training??]
<section id="training">
<h2>Training</h2>
[@facts page.training.facts/]
<div class="charts">
[#list page.training.charts as chart]
<figure><figcaption>[=chart.title]</figcaption>[=chart.svg?no_esc]</figure>
[/#list]
</div>
[#if page.training.byLayer.rows?has_content]
<h3>Layer by layer</h3>
<p>Each picture runs from the first epoch on the left to the last. In a heat map a column is one epoch's histogram, from the lowest value at the foot to the highest at the top: the darker a cell, the more values.</p>
<div class="wide" tabindex="0" role="region" aria-label="Layer by layer">
<table class="heat">
<caption>Norm of the gradient by the layer's weights, the latent weights, and the values that the sign or the levels behind it decide on. Outer cells hold all that lies beyond.</caption>
<thead><tr><th scope="col">Layer</th><th scope="col" class="num">Gradient</th><th scope="col" class="bar"></th><th scope="col" class="num">Latent weights</th><th scope="col" class="bar"></th><th scope="col" class="num">Before the sign</th><th scope="col" class="bar"></th></tr></thead>
<tbody>
[#list page.training.byLayer.rows as r]
<tr><th scope="row">[=r.layer]</th><td class="num nowrap">[=r.gradient]</td><td class="bar">[=r.spark?no_esc]</td><td class="num">[=r.weightRange]</td><td class="bar">[=r.weights?no_esc]</td><td class="num">[=r.valueRange]</td><td class="bar">[=r.values?no_esc]</td></tr>
[/#list]
</tbody>
</table>
</div>
[/#if]
</section>
[/#if]
[#if page.accuracy??]
<section id="accuracy">
<h2>Accuracy</h2>
<p>On the test set, which took no part in training or in the choice of the epoch.</p>
[@facts page.accuracy.facts/]
[#if page.accuracy.byClass?has_content]
<div class="wide">
<table>
<caption>[#if page.accuracy.map]IoU by class, and what the other positions of the class are most often taken for.[#else]TOP1 by class, and what the other images of the class are most often taken for.[/#if]</caption>
<tbody>
[#list page.accuracy.byClass as c]
<tr><th scope="row">[=c.name]</th><td class="bar">[=c.bar?no_esc]</td><td class="num nowrap">[=c.share]</td><td class="rest">[=c.mistaken]</td></tr>
[/#list]
</tbody>
</table>
</div>
[/#if]
[#if page.accuracy.confusion?has_content]
<figure class="confusion"><figcaption>Confusion matrix: a row for each true class, a column for each given one</figcaption><div style="max-width: [=page.accuracy.confusionWidth]px">[=page.accuracy.confusion?no_esc]</div></figure>
[/#if]
[#if page.accuracy.mistakes?has_content]
<h3>Worst mistakes</h3>
[#if page.accuracy.map]
<p>The images with most wrong positions: image, truth and what the network gives, side by side. Each class has a color of its own; black does not count.</p>
[#else]
<p>The images that are wrong by the widest margin of scores: the given class, and below it the true one.</p>
[/#if]
<ul class="thumbs[#if page.accuracy.map] maps[/#if]">
[#list page.accuracy.mistakes as m]
<li><img src="[=m.src?no_esc]" alt="test image [=m.image]"/><strong>[=m.given]</strong><span>[=m.label]</span></li>
[/#list]
</ul>
[/#if]
</section>
[/#if]
[#if page.filters??]
<section id="filters">
<h2>First layer</h2>
<p>[=page.filters.caption]</p>
<ul class="filters" style="--side: [=page.filters.side]rem" aria-label="Weights of [=page.filters.layer]">
[#list page.filters.sources as src]
<li><img src="[=src?no_esc]" alt="filter [=src?counter]"/></li>
[/#list]
</ul>
</section>
[/#if]
