/* Search in the browser: one Pagefind index per month, merged here. Texts are shown as text, never as markup. */
const form = document.getElementById("search");
const field = document.getElementById("q");
const found = document.getElementById("found");
const list = document.getElementById("results");
const more = document.getElementById("more");
const root = new URL(form.dataset.root, location.href).href;
const PAGE = 10;

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
function pattern(query) {
  const words = query.match(new RegExp(`${SPACELESS}+|[\\p{L}\\p{N}]+`, "gu")) ?? [];
  const stems = words.map((word) => escaped(word.length > 4 ? word.replace(/(?:ings?|ed|es|s)$/u, "") : word));
  return stems.length ? new RegExp(`(${stems.join("|")})`, "giu") : null;
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

function item(data, query) {
  const entry = document.createElement("li");
  const link = document.createElement("a");
  link.href = root + data.meta.path;
  link.textContent = data.meta.title;
  const when = document.createElement("p");
  when.className = "when";
  when.append(link);
  entry.append(when);
  const wanted = pattern(query);
  const lines = unpaired(data.raw_content ?? data.content).split(" ¶ ");
  const hits = wanted ? lines.filter((text) => text.search(wanted) >= 0) : [];
  for (const text of (hits.length ? hits : lines).slice(0, 3)) entry.append(line(text, wanted ?? /(?!)/));
  return entry;
}

let run = 0;
async function search(query) {
  const mine = ++run;
  const address = new URL(location.href);
  if (query) address.searchParams.set("q", query); else address.searchParams.delete("q");
  history.replaceState(null, "", address);
  if (!query) return show([], query, mine);
  try {
    const { results } = await (await open()).search(pairs(query).trim());
    return show(results, query, mine);
  } catch (error) {
    engine = undefined;
    found.textContent = "The search index could not be loaded. Please try again, or use the archive.";
    throw error;
  }
}

async function show(results, query, mine, from = 0) {
  const data = await Promise.all(results.slice(from, from + PAGE).map((result) => result.data()));
  if (mine !== run) return;
  if (!from) list.replaceChildren();
  list.append(...data.map((one) => item(one, query)));
  found.textContent = query ? `${results.length} ${results.length === 1 ? "digest" : "digests"} found` : "";
  more.hidden = from + PAGE >= results.length;
  more.firstElementChild.onclick = () => show(results, query, mine, from + PAGE);
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
