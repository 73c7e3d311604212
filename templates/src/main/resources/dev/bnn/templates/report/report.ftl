[#-- A name may be broken behind an underscore, and nowhere else. --]
[#macro name text][#list text?split("_") as part][=part][#sep]_<wbr/>[/#sep][/#list][/#macro]
[#macro facts list]
<dl class="facts">
[#list list as fact]
<div><dt>[=fact.key]</dt><dd>[=fact.value]</dd></div>
[/#list]
</dl>
[/#macro]
<!DOCTYPE html>
<html xmlns="http://www.w3.org/1999/xhtml" lang="en">
<head>
<meta charset="utf-8"/>
<meta name="viewport" content="width=device-width, initial-scale=1"/>
<meta name="color-scheme" content="light dark"/>
<title>[=page.title]</title>
<style>
[#include "style.css"]
</style>
</head>
<body>
<header>
<p class="eyebrow">Model report [#if page.title != page.name]<code>[=page.name]</code>[/#if]</p>
<h1>[=page.title]</h1>
<p class="subtitle">[=page.subtitle]</p>
[#list page.notices as notice]
<p class="notice" role="note">[=notice]</p>
[/#list]
<ul class="tiles">
[#list page.tiles as tile]
<li class="tile [=tile.mood]"><span class="tile-label">[=tile.label]</span><span class="tile-value">[=tile.value]</span><span class="tile-note">[=tile.note]</span></li>
[/#list]
</ul>
<nav aria-label="Sections">
[#list page.sections() as section]
<a href="#[=section.key]">[=section.value]</a>
[/#list]
</nav>
</header>
<main>
[#include "network.ftl"]
[#include "training.ftl"]
[#include "hardware.ftl"]
[#include "proof.ftl"]
</main>
</body>
</html>
