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
<table class="cards">
<caption>TOP1 and TOP5 on the test set, as scored once at the end of training; TOP5 where there are more than five classes. Memory is that of the weights alone: 1 bit each where bipolar, 32 where float; batch norms and thresholds are not counted. MACs are XNORs where weights and activations are binary. CPU: the runtime's engine on one thread of this machine. FPGA figures are estimates for the target.</caption>
<thead><tr><th scope="col">[=headings[0]]</th>[#list headings[1..2] as heading]<th scope="col">[=heading]</th>[/#list]<th scope="col" class="num">[=headings[3]]</th><th scope="col" class="bar"></th>[#list headings[4..9] as heading]<th scope="col" class="num">[=heading]</th>[/#list]<th scope="col">[=headings[10]]</th></tr></thead>
<tbody>
[#list lines as line]
<tr><th scope="row">[=line.network]</th>[#list line.words as word]<td data-label="[=headings[1 + word?index]]">[=word]</td>[/#list]<td class="num nowrap" data-label="[=headings[3]]">[=line.top1]</td><td class="bar">[=line.bar?no_esc]</td>[#list line.numbers as number]<td class="num nowrap" data-label="[=headings[4 + number?index]]">[=number]</td>[/#list]<td class="nowrap" data-label="[=headings[10]]">[=line.target]</td></tr>
[/#list]
</tbody>
</table>
</div>
</section>
</main>
</body>
</html>
