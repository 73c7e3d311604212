[#if page.training??]
<section id="training">
<h2>Training</h2>
[@facts page.training.facts/]
<div class="charts">
[#list page.training.charts as chart]
<figure><figcaption>[=chart.title]</figcaption>[=chart.svg?no_esc]</figure>
[/#list]
</div>
</section>
[/#if]
[#if page.accuracy?has_content]
<section id="accuracy">
<h2>Accuracy</h2>
<p>On the test set, which took no part in training or in the choice of the epoch.</p>
[@facts page.accuracy/]
[#if page.byClass?has_content]
<table class="narrow">
<caption>TOP1 by class.</caption>
<tbody>
[#list page.byClass as c]
<tr><th scope="row">[=c.name]</th><td class="bar">[=c.bar?no_esc]</td><td class="num nowrap">[=c.share]</td></tr>
[/#list]
</tbody>
</table>
[/#if]
</section>
[/#if]
