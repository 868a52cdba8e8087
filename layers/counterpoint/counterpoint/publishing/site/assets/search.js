/* Search in the browser: one Pagefind index per month, merged here. Texts are shown as text, never as markup. */
const form = document.getElementById("search");
const field = document.getElementById("q");
const found = document.getElementById("found");
const list = document.getElementById("results");
const more = document.getElementById("more");
const root = new URL(form.dataset.root, location.href).href;
const PAGE = 10;
const LOOK = 200;

/* Chinese and Japanese have no spaces: both the index and the query hold overlapping pairs of characters. The spaces
   between them are marked in the index (U+2060 once between pairs, twice around a run), so that none is shown.
   The same characters and marks as in publishing/search/words.py. */
const SPACELESS = "[\\u3005-\\u3007\\u3040-\\u30ff\\u3400-\\u4dbf\\u4e00-\\u9fff\\uf900-\\ufaff\\u{20000}-\\u{323af}]";
const RUN = new RegExp(`${SPACELESS}+`, "gu");

function pairs(text) {
  return text.replace(RUN, (run) => {
    const signs = [...run];
    const words = signs.length < 2 ? signs : signs.slice(1).map((sign, index) => signs[index] + sign);
    return ` ${words.join(" ")} `;
  });
}

function unpaired(text) {
  return text.replace(/\u2060\u2060 /gu, "").replace(/\u2060 ./gu, "");
}

let engine;
function open() {
  engine ??= (async () => {
    const pagefind = await import(`${root}search/pagefind/pagefind.js`);
    await pagefind.options({ noWorker: true });
    await pagefind.init();
    const { months } = await (await fetch(`${root}search/months.json`)).json();
    /* Newest first: of digests that match equally well, the later month leads. */
    await Promise.all(months.map(({ month, tag }, age) =>
      pagefind.mergeIndex(`${root}search/${month}/`, { metaCacheTag: tag, indexWeight: 50 / (50 + age) })));
    return pagefind;
  })();
  return engine;
}

function escaped(text) {
  return text.replace(/[.*+?^${}()|[\]\\]/g, "\\$&");
}

/* A word also stands for its other endings, as in the index: "vessels" marks "vessel". */
const ENDING = /(?:ations?|at(?:e[ds]?|ing|ors?)|ings?|e[drs]|ers|ied|ies|ments?|ness|ly|al|ity|s|e|y)$/u;

function stem(word) {
  const bare = word.replace(ENDING, "");
  return escaped(bare.length > 3 ? bare : word);
}

function pattern(query) {
  const words = query.match(new RegExp(`${SPACELESS}+|(?:(?!${SPACELESS})[\\p{L}\\p{M}\\p{N}])+`, "gu")) ?? [];
  const stems = words.map((word) =>
    new RegExp(SPACELESS, "u").test(word) ? escaped(word) : `(?<![\\p{L}\\p{N}])${stem(word)}`);
  return stems.length ? new RegExp(`(${stems.join("|")})`, "giu") : null;
}

function plain(text) {
  return text.normalize("NFD").replace(/\p{M}/gu, "");
}

/* The lines of a digest that hold a word of the query. The index also gives what only begins like one ("trump" for
   "trumpet"), and its runtime brings a page of its own: neither is a find. */
function hits(data, query) {
  const wanted = pattern(query), bare = pattern(plain(query));
  if (!wanted || !/\/\d{4}-\d\d-\d\d\/$/.test(data.meta.path)) return [];
  return unpaired(data.raw_content ?? data.content).split(" ¶ ")
    .filter((text) => text.search(wanted) >= 0 || plain(text).search(bare) >= 0);
}

/* A headline stands in a highlight, in a point and among the sources: it is shown once. */
function distinct(lines) {
  const shown = new Set();
  return lines.filter((text) => {
    const words = text.toLowerCase().match(/[\p{L}\p{M}\p{N}]+/gu) ?? [];
    const known = words.filter((word) => shown.has(word)).length;
    if (known > 0.6 * words.length) return false;
    words.forEach((word) => shown.add(word));
    return true;
  });
}

function line(text, wanted) {
  const paragraph = document.createElement("p");
  text.split(wanted).forEach((piece, index) => {
    if (index % 2) {
      const mark = document.createElement("mark");
      mark.textContent = piece;
      paragraph.append(mark);
    } else {
      paragraph.append(piece);
    }
  });
  return paragraph;
}

function item({ data, lines }, query) {
  const entry = document.createElement("li");
  const link = document.createElement("a");
  link.href = root + data.meta.path;
  link.textContent = data.meta.title;
  const when = document.createElement("p");
  when.className = "when";
  when.append(link);
  entry.append(when);
  const wanted = pattern(query);
  for (const text of distinct(lines).slice(0, 3)) entry.append(line(text.replace(/^- /, ""), wanted));
  return entry;
}

let run = 0;
async function search(query) {
  const mine = ++run;
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  try {
    const results = query ? (await (await open()).search(pairs(query).trim())).results : [];
    return await show({ results, query, mine, looked: 0, shown: 0 });
  } catch (error) {
    engine = undefined;
    found.textContent = "The search index could not be loaded. Please try again, or use the archive.";
    throw error;
  }
}

/* Results, the best first, are looked through until a page of them holds what was asked for, or LOOK do not. */
async function show(state) {
  const { results, query, mine } = state;
  const page = [], end = Math.min(results.length, state.looked + LOOK);
  while (page.length < PAGE && state.looked < end) {
    const next = results.slice(state.looked, Math.min(end, state.looked + PAGE - page.length));
    const loaded = await Promise.all(next.map((result) => result.data()));
    if (mine !== run) return;
    state.looked += next.length;
    page.push(...loaded.map((data) => ({ data, lines: hits(data, query) })).filter(({ lines }) => lines.length));
  }
  if (mine !== run) return;
  if (!state.shown) list.replaceChildren();
  list.append(...page.map((one) => item(one, query)));
  state.shown += page.length;
  more.hidden = state.looked >= results.length || !state.shown;
  more.firstElementChild.onclick = () => show(state);
  if (query) say(state, query); else found.textContent = "";
}

function say({ shown }, query) {
  if (shown) {
    found.textContent = `${shown} ${shown === 1 ? "digest" : "digests"} found${more.hidden ? "" : " so far"}`;
    return;
  }
  const link = document.createElement("a");
  link.href = `${root}archive/`;
  link.textContent = "archive";
  found.replaceChildren(`Nothing for “${query}”. Try fewer words, or the `, link, ".");
}

let waiting;
field.addEventListener("focus", () => open().catch(() => {}), { once: true });
field.addEventListener("input", () => {
  clearTimeout(waiting);
  waiting = setTimeout(() => search(field.value.trim()), 200);
});
form.addEventListener("submit", (event) => {
  event.preventDefault();
  clearTimeout(waiting);
  search(field.value.trim());
});
field.value = new URL(location.href).searchParams.get("q") ?? "";
if (field.value) search(field.value.trim());
