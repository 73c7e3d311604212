<section id="network">
<h2>Network</h2>
<ol class="strip" aria-label="Layers in stream order">
[#list page.strip as cell]
<li>[=cell.svg?no_esc]<strong>[@name cell.name/]</strong><span>[@name cell.what/]</span><span class="shape">[=cell.shape]</span><span class="then">[=cell.then]</span></li>
[/#list]
</ol>
<div class="wide" tabindex="0" role="region" aria-label="Layers">
<table>
<caption>Layers, what they yield, and what they cost for one image. Weights are counted and stored as bits: one each where binary.</caption>
<thead><tr><th scope="col">Layer</th><th scope="col">Kind</th><th scope="col">Output</th><th scope="col">Values</th><th scope="col" class="num">Weights</th><th scope="col" class="num">Weight bits</th><th scope="col" class="num">MACs</th></tr></thead>
<tbody>
[#list page.layers as layer]
<tr class="[=layer.macs?has_content?then('strong', 'minor')]"><th scope="row">[=layer.name]</th><td>[=layer.kind]</td><td class="nowrap">[=layer.shape]</td><td class="nowrap">[=layer.values]</td><td class="num">[=layer.weights]</td><td class="num">[=layer.bits]</td><td class="num">[=layer.macs]</td></tr>
[/#list]
</tbody>
<tfoot><tr><th scope="row">[=page.total.name]</th><td></td><td></td><td></td><td class="num">[=page.total.weights]</td><td class="num">[=page.total.bits]</td><td class="num">[=page.total.macs]</td></tr></tfoot>
</table>
</div>
<p class="classes">[#if page.classes?has_content]Classes: [#list page.classes as name]<code>[=name]</code>[#sep] [/#list][/#if]</p>
</section>
