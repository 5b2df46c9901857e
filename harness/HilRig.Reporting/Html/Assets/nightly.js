// The filter: words that a job must hold, and an outcome. In the matrix it works on cells, by their row and column.
(function () {
  var bar = document.querySelector(".filter");
  if (!bar) { return; }
  var box = bar.querySelector("input"), said = bar.querySelector("output"), outcome = "", waiting = 0;
  var items = Array.prototype.map.call(document.querySelectorAll("[data-o]"), function (e) { return { e: e, t: e.textContent.toLowerCase() }; });
  var cells = [];
  document.querySelectorAll("table.matrix").forEach(function (table) {
    var heads = Array.prototype.map.call(table.tHead.rows[0].cells, function (c) { return c.title.toLowerCase(); });
    Array.prototype.forEach.call(table.tBodies, function (body) {
      Array.prototype.forEach.call(body.rows, function (row) {
        Array.prototype.forEach.call(row.querySelectorAll("td.c"), function (c) {
          cells.push({ e: c, t: (body.title + " " + row.cells[0].textContent).toLowerCase() + " " + heads[c.cellIndex] });
        });
      });
    });
  });
  function apply() {
    waiting = 0;
    var words = box.value.toLowerCase().split(/\s+/).filter(Boolean), on = words.length > 0 || outcome !== "", shown = 0, all = 0;
    function fits(text) { return words.every(function (w) { return text.indexOf(w) >= 0; }); }
    items.forEach(function (i) {
      var ok = fits(i.t) && (outcome === "" || i.e.dataset.o === outcome);
      i.e.classList.toggle("off", !ok);
      if (i.e.hasAttribute("data-count")) { all++; shown += ok ? 1 : 0; }
    });
    cells.forEach(function (c) { c.e.classList.toggle("off", !(fits(c.t) && (outcome === "" || c.e.classList.contains(outcome)))); });
    document.querySelectorAll("table.matrix tbody tr:not(.name)").forEach(function (row) { row.classList.toggle("off", on && !row.querySelector("td.c:not(.off)")); });
    document.querySelectorAll("table.matrix tbody").forEach(function (body) {
      var name = body.querySelector("tr.name");
      if (name) { name.classList.toggle("off", on && !body.querySelector("tr:not(.name):not(.off)")); }
    });
    if (on) { document.querySelectorAll("details[data-all]").forEach(function (d) { d.open = true; }); }
    bar.querySelectorAll("button").forEach(function (b) { b.setAttribute("aria-pressed", b.dataset.pick === outcome); });
    said.textContent = on ? shown + " of " + all : "";
  }
  function later() { if (!waiting) { waiting = window.setTimeout(apply, 30); } }
  box.addEventListener("input", later);
  document.addEventListener("click", function (e) {
    var pick = e.target.closest("[data-pick]"), ask = e.target.closest("[data-ask]"), link = e.target.closest("a[href^='#j']");
    if (pick) { outcome = outcome === pick.dataset.pick ? "" : pick.dataset.pick; later(); }
    if (ask) { e.preventDefault(); box.value = ask.dataset.ask; outcome = ""; apply(); bar.scrollIntoView(); }
    if (link) { var card = document.getElementById(link.hash.slice(1)); if (card) { card.open = true; } }
  });
  document.addEventListener("keydown", function (e) { if (e.key === "/" && document.activeElement !== box) { e.preventDefault(); box.focus(); } });
  apply();
})();
