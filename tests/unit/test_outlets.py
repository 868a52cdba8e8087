"""The outlet registry: what it finds, what it refuses to guess, and the state of its shipped file."""

import csv
import re
import unicodedata
from collections import Counter
from importlib.resources import files
from pathlib import Path

import pytest

from counterpoint.errors import ConfigurationError
from counterpoint.model import Kind, Outlet, Ownership
from counterpoint.operator_outlets import read_outlets
from counterpoint.outlets import OVERRIDES, SHIPPED, Registry, is_host, is_public_suffix, spelled

COURIER = Outlet(name="The Hillside Courier", country="XA", domains=("hillside-courier.example",))
GAZETTE = Outlet(name="Valley Gazette", country="XB", domains=("valley.example", "press.valley.example"))
LAKE = Outlet(name="Lake Post", country="XC", domains=("lake.valley.example",), names=("Post", "Lake  POST Online"))
HARBOUR = Outlet(name="Harbour Post", country="XA", domains=("harbour.example",), names=("Post",))


def named(name: str) -> Outlet | None:
    """The shipped outlet of a name met in a Google News feed."""
    return Registry.load().find("", name, by_name=True)


def at(domain: str) -> Outlet | None:
    """The shipped outlet of a host."""
    return Registry.load().find(domain)


def override(tmp_path: Path, text: str) -> Path:
    """An operator's file of this text."""
    path = tmp_path / OVERRIDES
    path.write_text(text, encoding="utf-8")
    return path


# ---- by domain


@pytest.mark.parametrize(
    "host", ["valley.example", "www.valley.example", "m.valley.example", "amp.news.valley.example", "VALLEY.example."]
)
def test_a_host_is_found_by_the_registered_domain_above_it(host: str) -> None:
    """Mobile, AMP and section hosts belong to the paper; case and a final dot do not matter."""
    assert Registry.of([GAZETTE]).find(host) is GAZETTE


def test_the_longest_registered_domain_wins() -> None:
    """A subsite of another owner is not its host's."""
    registry = Registry.of([GAZETTE, LAKE])
    assert registry.find("www.lake.valley.example") is LAKE
    assert registry.find("river.valley.example") is GAZETTE


@pytest.mark.parametrize("host", ["evilvalley.example", "valley.example.net", "example", "", "   ", "."])
def test_a_host_that_only_looks_alike_is_unknown(host: str) -> None:
    """Labels are compared, not endings of text."""
    assert Registry.of([GAZETTE]).find(host) is None


@pytest.mark.parametrize("host", ["unheard-of.gov.cn", "www.unheard-of.com.pk", "unheard-of.co.jp", "com.pk", "gov.cn"])
def test_no_shipped_entry_swallows_a_country_registry(host: str) -> None:
    """`www.gov.cn` is one web site; what else ends in gov.cn is not that site."""
    assert at(host) is None


def test_the_chinese_government_site_is_found_below_its_own_host_only() -> None:
    """An entry may be a host such as www.gov.cn, and subsites of that host are its."""
    site = at("www.gov.cn")
    assert site is not None
    assert site.kind is Kind.GOVERNMENT
    assert at("english.www.gov.cn") is site


@pytest.mark.parametrize(
    ("host", "name", "country"),
    [
        ("asia.nikkei.com", "Nikkei Asia", "JP"),
        ("www.nikkei.com", "Nikkei", "JP"),
        ("biz.chosun.com", "Chosunbiz", "KR"),
        ("zeenews.india.com", "Zee News", "IN"),
        ("www.india.com", "India.com", "IN"),
        ("money.udn.com", "Economic Daily News", "TW"),
        ("tribune.com.pk", "The Express Tribune", "PK"),
        ("www.tribuneindia.com", "The Tribune (Chandigarh)", "IN"),
        ("www.telegraphindia.com", "The Telegraph (India)", "IN"),
        ("economictimes.indiatimes.com", "The Economic Times", "IN"),
        ("feeds.bbci.co.uk", "BBC", "GB"),
        ("www.arabnews.pk", "Arab News", "SA"),
        ("www.independenturdu.com", "Independent Urdu", "SA"),
        ("www.scmp.com", "South China Morning Post", "HK"),
        ("news.yahoo.co.jp", "Yahoo! JAPAN News", "JP"),
    ],
)
def test_editions_and_subsites_belong_to_the_right_house(host: str, name: str, country: str) -> None:
    """An edition read in one country keeps the home of its newsroom; a subsite of another outlet is that outlet's."""
    outlet = at(host)
    assert outlet is not None
    assert (outlet.name, outlet.country) == (name, country)


# ---- by name


def test_names_count_only_where_the_feed_names_its_sources() -> None:
    """In a publisher's own feed the domain decides, whatever name the item claims."""
    registry = Registry.of([COURIER])
    assert registry.find("elsewhere.example", "The Hillside Courier") is None
    assert registry.find("elsewhere.example", "The Hillside Courier", by_name=True) is COURIER


def test_the_domain_decides_before_the_name() -> None:
    """A known domain is not overruled by the name it goes under."""
    assert Registry.of([COURIER, GAZETTE]).find("valley.example", "The Hillside Courier", by_name=True) is GAZETTE


@pytest.mark.parametrize(
    "name",
    ["The Hillside Courier", "hillside courier", "THE  HILLSIDE\u00a0COURIER ", "Ｈｉｌｌｓｉｄｅ Courier"],
)
def test_names_match_whatever_case_width_white_space_and_article(name: str) -> None:
    """Spellings are compared after NFKC, casefolding and collapsing white space, with or without "The"."""
    assert Registry.of([COURIER]).find("", name, by_name=True) is COURIER


def test_an_article_may_also_be_added() -> None:
    """Valley Gazette is found as "The Valley Gazette", too."""
    assert Registry.of([GAZETTE]).find("", "The Valley Gazette", by_name=True) is GAZETTE


def test_an_exact_spelling_goes_before_one_without_the_article() -> None:
    """Two papers that differ by "The" alone stay two papers."""
    rival = Outlet(name="Hillside Courier", country="XB")
    registry = Registry.of([COURIER, rival])
    assert registry.find("", "The Hillside Courier", by_name=True) is COURIER
    assert registry.find("", "Hillside Courier", by_name=True) is rival


def test_a_name_two_outlets_share_names_neither() -> None:
    """It fails closed, also with the article before it; their other names still work."""
    registry = Registry.of([LAKE, HARBOUR])
    assert registry.find("", "Post", by_name=True) is None
    assert registry.find("", "The Post", by_name=True) is None
    assert registry.find("", "lake post online", by_name=True) is LAKE


def test_a_name_that_is_a_host_is_looked_up_as_one() -> None:
    """Feeds list small outlets, and some large ones, by their host."""
    assert Registry.of([GAZETTE]).find("", "News.Valley.Example", by_name=True) is GAZETTE
    assert Registry.of([GAZETTE]).find("", "news.hill.example", by_name=True) is None


@pytest.mark.parametrize("spelling", ["新华网", "xinhuanet.com", "Xinhua", "Xinhua News Agency", "新華社"])
def test_the_spellings_of_xinhua_are_one_outlet(spelling: str) -> None:
    """One outlet, one name, one family, in every script."""
    assert named(spelling) is at("english.news.cn")


@pytest.mark.parametrize("spelling", ["Global Edition", "China Daily - Global Edition", "chinadailyasia.com"])
def test_the_editions_of_china_daily_are_china_daily(spelling: str) -> None:
    """What looks like a cut-off headline is how feeds list China Daily's global edition."""
    assert named(spelling) is at("www.chinadaily.com.cn")


@pytest.mark.parametrize(
    ("spelling", "name"),
    [
        ("Japan Times", "The Japan Times"),
        ("Japan Wire by KYODO NEWS", "Kyodo News"),
        ("news.cgtn.com", "CGTN"),
        ("The Nation (Pakistan )", "The Nation (Pakistan)"),
        ("Página | 12", "Página/12"),
        ("WSJ", "The Wall Street Journal"),
        ("聯合新聞網", "United Daily News"),
        ("조선일보", "Chosun Ilbo"),
    ],
)
def test_further_names_lead_to_the_outlet(spelling: str, name: str) -> None:
    """Feeds list one outlet under many names; the digest prints one."""
    outlet = named(spelling)
    assert outlet is not None
    assert outlet.name == name


@pytest.mark.parametrize(
    "spelling",
    [
        "The Nation",
        "The Tribune",
        "The Telegraph",
        "The Statesman",
        "The Financial Express",
        "The Daily Star",
        "The Star",
        "The Sun",
        "The Standard",
        "The Week",
        "Independent",
        "El Nacional",
        "El Universal",
        "El Comercio",
        "La Nación",
        "La Razón",
        "CNA",
        "VTV",
        "Times",
        "The News",
        "Tribune",
    ],
)
def test_names_that_papers_of_several_countries_bear_are_not_guessed(spelling: str) -> None:
    """A wrong home would let one side's paper speak for the other."""
    assert named(spelling) is None


def test_a_rival_that_differs_by_its_article_is_kept_apart() -> None:
    """Feeds list Lahore's Daily Times and Maryville's The Daily Times just so."""
    lahore, maryville = named("Daily Times"), named("The Daily Times")
    assert lahore is not None
    assert maryville is not None
    assert (lahore.country, maryville.country) == ("PK", "US")


def test_republishers_can_be_told_from_voices() -> None:
    """The passport lets nobody speak through an aggregator or a portal, so their kinds must be right."""
    kinds = {at(host).kind for host in ("msn.com", "finance.yahoo.com", "aol.com", "newsbreak.com", "news.google.com")}  # type: ignore[union-attr]  # unknown: the test fails
    assert kinds == {Kind.AGGREGATOR}
    assert {at(host).kind for host in ("x.com", "m.facebook.com", "any.substack.com")} == {Kind.PORTAL}  # type: ignore[union-attr]  # as above


# ---- the shipped file


def rows() -> list[dict[str, str]]:
    """The shipped file as it is written."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def test_the_shipped_file_is_wide() -> None:
    """Fewer outlets would leave many articles without a home."""
    assert len(rows()) > 800


def test_names_and_domains_stand_once() -> None:
    """One row an outlet; a domain leads to one outlet; a name is not listed twice in one row."""
    outlets = Registry.load().outlets
    repeated = Counter(domain for outlet in outlets for domain in outlet.domains)
    assert [domain for domain, times in repeated.items() if times > 1] == []
    assert [name for name, times in Counter(spelled(outlet.name) for outlet in outlets).items() if times > 1] == []
    for outlet in outlets:
        spellings = [spelled(name) for name in (outlet.name, *outlet.names)]
        assert len(set(spellings)) == len(spellings), outlet.name


def test_domains_are_hosts_below_which_nobody_else_registers() -> None:
    """No scheme, path or upper case, and no public suffix."""
    domains = [domain for outlet in Registry.load().outlets for domain in outlet.domains]
    assert [domain for domain in domains if not is_host(domain) or is_public_suffix(domain)] == []


def test_texts_are_clean() -> None:
    """NFC, no stray white space, no empty part between separators."""
    for row in rows():
        for cell in row.values():
            assert unicodedata.is_normalized("NFC", cell), row
            assert all(part == " ".join(part.split()) for part in cell.split(";")), row
            assert cell == "" or all(cell.split(";")), row


def test_words_are_from_the_lists() -> None:
    """Ownership and kind are words of the model, languages tags, families identifiers."""
    for row in rows():
        assert row["ownership"] in set(Ownership), row
        assert row["kind"] in set(Kind), row
        assert all(re.fullmatch(r"[a-z]{2,3}(-[A-Za-z]+)?", tag) for tag in row["languages"].split(";")), row
        assert re.fullmatch(r"[a-z0-9]+(-[a-z0-9]+)*", row["family"]), row


def test_countries_are_iso_codes() -> None:
    """Only codes that a topic file may name; invented countries have no place among real outlets."""
    table = (files("tzdata") / "zoneinfo" / "iso3166.tab").read_text(encoding="utf-8")
    known = {line[:2] for line in table.splitlines() if not line.startswith("#")}
    assert {row["country"] for row in rows()} - known == {""}


def test_rows_are_sorted_by_country_then_name() -> None:
    """So that a change is one line, and a row can be found by eye."""
    keys = [(row["country"], row["name"]) for row in rows()]
    assert keys == sorted(keys)


def test_an_owner_is_spelled_one_way() -> None:
    """Families that differ by hyphens or an article alone would count one voice twice."""
    families = {row["family"] for row in rows()}
    plain = Counter(family.replace("-", "").removeprefix("the") for family in families)
    assert [family for family, times in plain.items() if times > 1] == []


@pytest.mark.parametrize(
    ("family", "hosts"),
    [
        ("nikkei", ("asia.nikkei.com", "nikkei.com", "ft.com")),
        ("alibaba-scmp", ("scmp.com", "yp.scmp.com")),
        ("china-media-group", ("cgtn.com", "cctv.com")),
        ("central-news-agency", ("cna.com.tw", "focustaiwan.tw")),
        ("nawaiwaqt-group", ("nation.com.pk", "nawaiwaqt.com.pk")),
        ("kyodo", ("english.kyodonews.net", "47news.jp")),
    ],
)
def test_outlets_of_one_owner_are_one_family(family: str, hosts: tuple[str, ...]) -> None:
    """A story told by two outlets of a family has one independent voice."""
    assert {outlet.family for host in hosts if (outlet := at(host))} == {family}


# ---- the operator's file


def test_without_a_file_the_shipped_registry_stands(tmp_path: Path) -> None:
    """The file is optional, and an empty list changes nothing."""
    assert Registry.load(None) is Registry.load(tmp_path / OVERRIDES)
    assert Registry.load(override(tmp_path, "outlets: []\n")).outlets == Registry.load().outlets


def test_an_operator_adds_an_outlet(tmp_path: Path) -> None:
    """A new outlet is found by domain and name, and stands in its place among the others."""
    path = override(
        tmp_path,
        "outlets:\n  - {name: The Hillside Courier, country: XA, domains: [hillside.example], names: [Courier XA],"
        " languages: [en], ownership: private, family: hillside-press, kind: newspaper}\n",
    )
    registry = Registry.load(path)
    found = registry.find("m.hillside.example")
    assert found == Outlet(
        name="The Hillside Courier",
        country="XA",
        domains=("hillside.example",),
        names=("Courier XA",),
        languages=("en",),
        ownership=Ownership.PRIVATE,
        family="hillside-press",
        kind=Kind.NEWSPAPER,
    )
    assert registry.find("", "courier xa", by_name=True) is found
    assert [outlet.country for outlet in registry.outlets] == sorted(outlet.country for outlet in registry.outlets)


def test_an_operator_changes_a_shipped_outlet_field_by_field(tmp_path: Path) -> None:
    """What the file leaves out stays as shipped."""
    registry = Registry.load(override(tmp_path, "outlets: [{name: Xinhua, ownership: unknown}]\n"))
    changed = registry.find("xinhuanet.com")
    assert changed is not None
    assert (changed.ownership, changed.country) == (Ownership.UNKNOWN, "CN")
    assert registry.find("", "新华网", by_name=True) is changed
    assert len(registry.outlets) == len(Registry.load().outlets)


def test_what_an_operator_claims_is_taken_from_ours(tmp_path: Path) -> None:
    """Domains and names of the file win over the shipped ones; a name ambiguous with us becomes the operator's."""
    text = "outlets: [{name: Our Nation, country: XA, domains: [nation.com.pk], names: [The Nation]}]\n"
    registry = Registry.load(override(tmp_path, text))
    ours = registry.find("www.nation.com.pk")
    assert ours is not None
    assert ours.name == "Our Nation"
    assert registry.find("", "The Nation", by_name=True) is ours
    assert registry.find("", "The Nation (Pakistan)", by_name=True) is not ours


def test_a_domain_given_up_is_no_longer_found(tmp_path: Path) -> None:
    """An override replaces the list of domains, it does not add to it."""
    registry = Registry.load(override(tmp_path, "outlets: [{name: Xinhua, domains: [xinhua.example]}]\n"))
    assert registry.find("xinhuanet.com") is None
    assert registry.find("xinhua.example") is not None


def test_every_mistake_of_the_file_is_named_at_once(tmp_path: Path) -> None:
    """With file, line, field, what is wrong and what would be right."""
    path = override(
        tmp_path,
        "outlets:\n"
        "  - name: One\n"
        "    domains: ['https://one.example/', com.pk, one.example, one.example]\n"
        "  - name: Two\n"
        "    country: UK\n"
        "  - name: one\n"
        "    domains: [two.example]\n"
        "    ownership: goverment\n"
        "    kind: paper\n"
        "    familly: x\n"
        "    languages: [english language]\n"
        "  - country: XA\n",
    )
    with pytest.raises(ConfigurationError) as caught:
        read_outlets(path)
    told = [(m.line, m.field) for m in caught.value.mistakes]
    assert told == [
        (3, "outlets[0].domains[0]"),
        (3, "outlets[0].domains[1]"),
        (3, "outlets[0].domains[3]"),
        (4, "outlets[1].name"),
        (5, "outlets[1].country"),
        (6, "outlets[2].name"),
        (8, "outlets[2].ownership"),
        (9, "outlets[2].kind"),
        (10, "outlets[2].familly"),
        (11, "outlets[2].languages[0]"),
        (12, "outlets[3].name"),
    ]
    assert all(m.file == str(path) and m.problem and m.remedy for m in caught.value.mistakes)


@pytest.mark.parametrize("text", ["", "- name: One\n", "outlets: Xinhua\n", "outlets: [One]\n", "outlets: [{]\n"])
def test_a_file_of_another_shape_is_a_mistake(tmp_path: Path, text: str) -> None:
    """Never a crash, never silently nothing."""
    with pytest.raises(ConfigurationError):
        read_outlets(override(tmp_path, text))


def test_the_example_beside_the_topics_changes_nothing() -> None:
    """The file we ship in infra/topics is a commented example."""
    assert read_outlets(Path(__file__).parents[2] / "infra" / "topics" / OVERRIDES) == ()


# ---- what is a host, what a suffix


@pytest.mark.parametrize("text", ["a.example", "asia.nikkei.com", "24.kg", "xn--fiqs8s.example"])
def test_hosts_are_hosts(text: str) -> None:
    """Letters, digits and hyphens, two labels at least."""
    assert is_host(text)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "example",
        "A.example",
        "a.example/x",
        "https://a.example",
        "*.a.example",
        "1.2.3.4",
        "a..b",
        "-a.example",
        "a b.c",
    ],
)
def test_what_is_not_a_host(text: str) -> None:
    """Schemes, paths, stars, addresses of four numbers and upper case are mistakes in an entry."""
    assert not is_host(text)


def test_public_suffixes() -> None:
    """A rule for the second level of country domains."""
    assert all(map(is_public_suffix, ("cn", "gov.cn", "com.pk", "co.jp", "gob.ve", "org.uk")))
    assert not any(map(is_public_suffix, ("www.gov.cn", "kp.ru", "x.com", "brecorder.com", "news.cn", "ft.com")))
