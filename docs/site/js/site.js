// SPDX-License-Identifier: Apache-2.0
// Anchors, diagrams and the search of the documentation. pages.js holds the Markdown of all pages.
(() => {
  'use strict';

  // The anchor of a heading as GitHub makes it, so that one link works there and here.
  const slug = text => text.trim().toLowerCase().replace(/[^\p{L}\p{N}\s_-]/gu, '').replace(/\s/g, '-');

  const seen = new Map();
  for (const heading of document.querySelectorAll('main h1, main h2, main h3, main h4, #bodyColumn h1, #bodyColumn h2, #bodyColumn h3')) {
    const base = slug(heading.textContent);
    const count = seen.get(base) ?? 0;
    seen.set(base, count + 1);
    heading.id = count ? `${base}-${count}` : base;
    const link = document.createElement('a');
    link.href = `#${heading.id}`;
    link.className = 'anchor';
    link.textContent = '#';
    link.setAttribute('aria-label', `Link to ${heading.textContent}`);
    heading.append(' ', link);
  }
  if (location.hash) {
    document.getElementById(decodeURIComponent(location.hash.slice(1)))?.scrollIntoView();
  }

  // On a phone the menu is folded.
  const menu = document.querySelector('#leftColumn');
  if (menu && matchMedia('(max-width: 767px)').matches) {
    const fold = document.createElement('details');
    const summary = document.createElement('summary');
    summary.textContent = 'All pages';
    fold.append(summary, ...menu.children);
    menu.append(fold);
  }

  const diagrams = [...document.querySelectorAll('code.language-mermaid')];
  for (const code of diagrams) {
    const diagram = document.createElement('div');
    diagram.className = 'mermaid';
    diagram.textContent = code.textContent;
    (code.closest('.source') ?? code.closest('pre')).replaceWith(diagram);
  }
  if (diagrams.length && window.mermaid) {
    mermaid.initialize({startOnLoad: false, securityLevel: 'strict'});
    mermaid.run();
  }

  // A section is what stands between two headings.
  const sections = [];
  for (const [page, markdown] of Object.entries(window.pages ?? {})) {
    let title = page;
    let section = null;
    let fence = false;
    for (const line of markdown.split('\n')) {
      fence = line.startsWith('```') ? !fence : fence;
      const heading = fence ? null : /^#{1,4} (.+)$/.exec(line);
      if (heading) {
        const text = heading[1].replace(/`/g, '');
        title = line.startsWith('# ') ? text : title;
        section = {page, title, heading: text, text: ''};
        sections.push(section);
      } else if (section) {
        section.text += `${line.replace(/[`*|\\]|-{3,}|\]\([^)]*\)|\[/g, ' ')} `;
      }
    }
  }

  const find = query => {
    const words = query.toLowerCase().split(/\s+/).filter(Boolean);
    return words.length === 0 ? [] : sections
        .map(section => {
          const heading = `${section.title} ${section.heading}`.toLowerCase();
          const text = section.text.toLowerCase();
          let score = 0;
          for (const word of words) {
            if (!heading.includes(word) && !text.includes(word)) {
              return {section, score: 0};
            }
            score += (heading.includes(word) ? 10 : 0) + Math.min(text.split(word).length - 1, 5);
          }
          return {section, score, at: Math.max(text.indexOf(words[0]), 0)};
        })
        .filter(hit => hit.score > 0)
        .sort((a, b) => b.score - a.score)
        .slice(0, 12);
  };

  const box = document.createElement('div');
  box.className = 'search';
  box.innerHTML = '<input type="search" placeholder="Search the documentation" aria-label="Search the documentation"><ol hidden></ol>';
  (menu ?? document.body).prepend(box);
  const input = box.querySelector('input');
  const list = box.querySelector('ol');
  const show = () => {
    const hits = find(input.value);
    list.hidden = input.value.trim() === '';
    list.replaceChildren(...hits.map(({section, at}) => {
      const item = document.createElement('li');
      const link = document.createElement('a');
      link.href = `${section.page}#${slug(section.heading)}`;
      link.textContent = section.heading === section.title ? section.title : `${section.title} › ${section.heading}`;
      const text = document.createElement('div');
      text.textContent = section.text.slice(Math.max(at - 40, 0), at + 100).trim();
      item.append(link, text);
      return item;
    }));
    if (hits.length === 0) {
      list.textContent = 'Nothing found';
    }
  };
  input.addEventListener('input', show);
  input.value = new URLSearchParams(location.search).get('q') ?? '';
  show();
})();
