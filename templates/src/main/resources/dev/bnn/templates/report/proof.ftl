[#if page.simulation??]
<section id="simulation">
<h2>C simulation</h2>
<p class="verdict [=page.simulation.mood]">[=page.simulation.headline]</p>
[@facts page.simulation.facts/]
</section>
[/#if]
[#if page.rtl??]
<section id="rtl">
<h2>RTL</h2>
<p class="verdict [=page.rtl.verdict.mood]">[=page.rtl.verdict.headline]</p>
[@facts page.rtl.verdict.facts/]
[#if page.rtl.board?has_content]
<h3>On the board</h3>
[@facts page.rtl.board/]
[/#if]
[#if page.rtl.rows?has_content]
<div class="wide" tabindex="0" role="region" aria-label="Units in RTL">
<table>
<caption>What yosys makes of each unit, with the streams that it writes, on a seven-series part; LUT also by our estimate.</caption>
<thead><tr><th scope="col">Unit</th><th scope="col" class="num">LUT</th><th scope="col" class="num">LUT, estimate</th><th scope="col" class="num">FF</th><th scope="col" class="num">BRAM18</th><th scope="col" class="num">DSP</th></tr></thead>
<tbody>
[#list page.rtl.rows as row]
<tr><th scope="row">[=row.unit]</th><td class="num">[=row.lut]</td><td class="num">[=row.estimate]</td><td class="num">[=row.ff]</td><td class="num">[=row.bram18]</td><td class="num">[=row.dsp]</td></tr>
[/#list]
</tbody>
</table>
</div>
[/#if]
</section>
[/#if]
[#if page.passes?has_content]
<section id="passes">
<h2>Lowering passes</h2>
<div class="wide" tabindex="0" role="region" aria-label="Lowering passes">
<table class="top">
<caption>From the float network to integers. After each pass the golden inputs must give the same values as before it.</caption>
<thead><tr><th scope="col" class="num">#</th><th scope="col">Pass</th><th scope="col">Why</th><th scope="col" class="num">Operations</th><th scope="col">Checks</th></tr></thead>
<tbody>
[#list page.passes as pass]
<tr><td class="num">[=pass.number]</td><th scope="row">[=pass.name]</th><td>[=pass.purpose]</td><td class="num">[=pass.nodes]</td><td>[#if pass.checks?has_content]<ul class="checks">[#list pass.checks as check]<li><span class="badge [=check.passed?then('good-badge', 'bad-badge')]">[=check.passed?then('passed', 'failed')]</span> [=check.name][#if check.detail?has_content]: [=check.detail][/#if]</li>[/#list]</ul>[/#if]</td></tr>
[/#list]
</tbody>
</table>
</div>
</section>
[/#if]
[#if page.budgets?has_content]
<section id="budgets">
<h2>Budgets</h2>
<div class="wide" tabindex="0" role="region" aria-label="Budgets">
<table>
<caption>Limits that the build asks for; one that is not met fails it.</caption>
<thead><tr><th scope="col">Metric</th><th scope="col">Rule</th><th scope="col" class="num">Measured</th><th scope="col">Verdict</th></tr></thead>
<tbody>
[#list page.budgets as budget]
<tr><th scope="row">[=budget.metric]</th><td>[=budget.rule]</td><td class="num">[=budget.measured]</td><td><span class="badge [=budget.met?then('good-badge', 'bad-badge')]">[=budget.met?then('met', 'not met')]</span></td></tr>
[/#list]
</tbody>
</table>
</div>
</section>
[/#if]
[#if page.provenance?has_content]
<section id="provenance">
<h2>Provenance</h2>
<table class="keys">
<caption>What this result was made from.</caption>
<tbody>
[#list page.provenance as fact]
<tr><th scope="row">[=fact.key]</th><td>[=fact.value]</td></tr>
[/#list]
</tbody>
</table>
</section>
[/#if]
