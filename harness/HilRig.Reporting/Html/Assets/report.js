// Themes and tabs. Without scripts everything is shown, in the colours of a bright page.
(function () {
  var root = document.documentElement, dark = window.matchMedia("(prefers-color-scheme: dark)");
  root.classList.add("js");
  function theme(name) { root.dataset.theme = name; }
  theme(dark.matches ? "dark" : "light");
  dark.addEventListener("change", function (e) { theme(e.matches ? "dark" : "light"); });
  document.addEventListener("click", function (e) {
    var tab = e.target.closest("[data-panel]");
    if (tab) { open(tab); }
    if (e.target.closest(".theme")) { theme(root.dataset.theme === "dark" ? "light" : "dark"); }
  });
  function open(tab) {
    var group = tab.closest(".tabbed");
    group.querySelectorAll("[data-panel]").forEach(function (t) { t.setAttribute("aria-selected", t === tab); });
    group.querySelectorAll(".panel").forEach(function (p) { p.classList.toggle("open", p.id === tab.dataset.panel); });
  }
  document.querySelectorAll(".tabbed").forEach(function (group) {
    var first = group.querySelector("[data-panel][data-first]") || group.querySelector("[data-panel]");
    if (first) { open(first); }
  });
  window.addEventListener("beforeprint", function () { document.querySelectorAll("details[data-print]").forEach(function (d) { d.open = true; }); });
})();
