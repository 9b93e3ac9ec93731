"""What is measured in a page: accessibility by axe, what a finger can hit, sideways scroll."""

from __future__ import annotations

from pathlib import Path

AXE = Path(__file__).parents[2] / "node_modules" / "axe-core" / "axe.min.js"
RULES = [
    "wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice",
]  # fmt: skip
RUN = """async rules => {
  const found = await axe.run(document, {runOnly: {type: 'tag', values: rules}});
  return found.violations.map(each => each.id + ': ' + each.nodes.map(
    node => node.target.join(' ') + ' ' + node.html.slice(0, 120)).join(' | '));
}"""
SMALL = """() => [...document.querySelectorAll(
  'a, button, summary, select, textarea, label.pick, input:not([type=hidden])')]
  .filter(each => {
    if (['radio', 'checkbox'].includes(each.type) && each.closest('label')) return false;
    const box = each.getBoundingClientRect();
    if (!box.width || !box.height || each.className === 'skip') return false;
    const around = each.parentElement.closest('p, li, dd, div, td, small');
    const inside = getComputedStyle(each).display === 'inline';
    const beside = around ? around.textContent.replace(each.textContent, '').trim() : '';
    const inSentence = inside && beside.length > 3;
    return !inSentence && (box.height < 43.5 || box.width < 43.5);
  })
  .map(each => {
    const box = each.getBoundingClientRect();
    return `${each.outerHTML.slice(0, 90)} ${box.width.toFixed()}x${box.height.toFixed()}`;
  })"""
# What reaches over the edge of a page that can be scrolled sideways, innermost first.
WIDE = """() => {
  const page = document.documentElement, width = page.clientWidth;
  if (page.scrollWidth <= width) return [];
  const over = [...document.body.querySelectorAll('*')].filter(each => {
    const box = each.getBoundingClientRect();
    return box.width && (box.right > width + 0.5 || box.left < -0.5);
  });
  return over.filter(each => !over.some(other => other !== each && each.contains(other)))
    .slice(0, 3).map(each => each.outerHTML.slice(0, 100)).concat(over.length ? [] : ['words']);
}"""
