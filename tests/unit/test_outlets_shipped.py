"""The shipped registry: real outlets as feeds spell them, names it must not guess, and the order of the file."""

import csv
import re
import unicodedata
from collections import Counter
from importlib.resources import files

import pytest

from counterpoint.model import Kind, Outlet, Ownership
from counterpoint.outlets import SHIPPED, Registry, is_host, is_public_suffix, spelled


def named(name: str) -> Outlet | None:
    """The shipped outlet of a name met in a Google News feed."""
    return Registry.load().find("", name, by_name=True)


def at(domain: str) -> Outlet | None:
    """The shipped outlet of a host."""
    return Registry.load().find(domain)


def rows() -> list[dict[str, str]]:
    """The shipped file as it is written."""
    with SHIPPED.open(encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


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
        "Newsday",
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


@pytest.mark.parametrize(
    ("kind", "hosts"),
    [
        (Kind.AGGREGATOR, ("msn.com", "finance.yahoo.com", "aol.com", "newsbreak.com", "news.google.com")),
        (Kind.PORTAL, ("x.com", "m.facebook.com", "any.substack.com")),
        (Kind.GOVERNMENT, ("www.state.gov", "www.fmprc.gov.cn", "mofa.go.jp", "www.mea.gov.in", "ispr.gov.pk")),
    ],
)
def test_who_has_no_newsroom_can_be_told_from_the_press(kind: Kind, hosts: tuple[str, ...]) -> None:
    """The passport lets nobody speak through an aggregator or a portal, so their kinds must be right."""
    assert {host: outlet.kind for host in hosts if (outlet := at(host))} == dict.fromkeys(hosts, kind)


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
