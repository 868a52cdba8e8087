"""How the registry finds outlets, shown with invented ones: by domain, by name, and when it refuses to guess."""

import subprocess
import sys

import pytest

from counterpoint.model import Outlet
from counterpoint.outlets import Registry, is_host, is_public_suffix

COURIER = Outlet(name="The Hillside Courier", country="XA", domains=("hillside-courier.example",))
GAZETTE = Outlet(name="Valley Gazette", country="XB", domains=("valley.example", "press.valley.example"))
LAKE = Outlet(name="Lake Post", country="XC", domains=("lake.valley.example",), names=("Post", "Lake  POST Online"))
HARBOUR = Outlet(name="Harbour Post", country="XA", domains=("harbour.example",), names=("Post",))


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


def test_reading_the_shipped_registry_needs_no_yaml() -> None:
    """Lambda functions load it at every cold start; only an operator's own file needs a YAML reader."""
    program = "import sys; from counterpoint.outlets import Registry; Registry.load(); sys.exit('yaml' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", program], check=False, timeout=60).returncode == 0
