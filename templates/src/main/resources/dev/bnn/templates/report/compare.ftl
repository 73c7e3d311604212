<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>Trained networks compared</title>
<style>
[#include "style.css"]
</style>
</head>
<body>
<header>
<p class="eyebrow">Comparison</p>
<h1>Trained networks</h1>
<p class="subtitle">[=lines?size] of them, side by side</p>
</header>
<main>
<section id="networks">
<h2>Accuracy, size and speed</h2>
<div class="wide" tabindex="0" role="region" aria-label="Networks">
<table>
<caption>TOP1 and TOP5 on the test set. Memory is that of the weights alone: 1 bit each where bipolar, 32 where float; batch norms and thresholds are not counted. MACs are XNORs where weights and activations are binary. CPU: the runtime's engine on one thread of this machine. FPGA figures are estimates for the target.</caption>
<thead><tr><th scope="col">Network</th><th scope="col">Recipe</th><th scope="col">Weights</th><th scope="col" class="num">TOP1</th><th scope="col" class="bar"></th><th scope="col" class="num">TOP5</th><th scope="col" class="num">Memory</th><th scope="col" class="num">MACs</th><th scope="col" class="num">CPU, images/s</th><th scope="col" class="num">FPGA, frames/s</th><th scope="col" class="num">LUT</th><th scope="col">Target</th></tr></thead>
<tbody>
[#list lines as line]
<tr><th scope="row">[=line.network]</th>[#list line.words as word]<td>[=word]</td>[/#list]<td class="num nowrap">[=line.top1]</td><td class="bar">[=line.bar?no_esc]</td>[#list line.numbers as number]<td class="num nowrap">[=number]</td>[/#list]<td class="nowrap">[=line.target]</td></tr>
[/#list]
</tbody>
</table>
</div>
</section>
</main>
</body>
</html>
