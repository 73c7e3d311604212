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
<p>The test set was scored once, after training.</p>
[@facts page.accuracy/]
</section>
[/#if]
