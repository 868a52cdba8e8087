"""The operator's outlets.yaml: what it adds and changes, and how its mistakes are told."""

from pathlib import Path

import pytest

from counterpoint.errors import ConfigurationError
from counterpoint.model import Kind, Outlet, Ownership
from counterpoint.operator_outlets import read_outlets, taken
from counterpoint.outlets import OVERRIDES, Registry


def override(tmp_path: Path, text: str) -> Path:
    """An operator's file of this text."""
    path = tmp_path / OVERRIDES
    path.write_text(text, encoding="utf-8")
    return path


def overridden(path: Path) -> Registry:
    """The shipped registry under an operator's file."""
    return Registry.load().with_overrides(read_outlets(path))


def test_without_a_file_the_shipped_registry_stands(tmp_path: Path) -> None:
    """The file is optional, and an empty list changes nothing."""
    assert overridden(tmp_path / OVERRIDES) is Registry.load()
    assert overridden(override(tmp_path, "outlets: []\n")) is Registry.load()


def test_an_operator_adds_an_outlet(tmp_path: Path) -> None:
    """A new outlet is found by domain and name, and stands in its place among the others."""
    path = override(
        tmp_path,
        "outlets:\n  - {name: The Hillside Courier, country: XA, domains: [hillside.example], names: [Courier XA],"
        " languages: [en], ownership: private, family: hillside-press, kind: newspaper}\n",
    )
    registry = overridden(path)
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
    registry = Registry.load().with_overrides(
        read_outlets(override(tmp_path, "outlets: [{name: Xinhua, ownership: unknown}]\n"))
    )
    changed = registry.find("xinhuanet.com")
    assert changed is not None
    assert (changed.ownership, changed.country) == (Ownership.UNKNOWN, "CN")
    assert registry.find("", "新华网", by_name=True) is changed
    assert len(registry.outlets) == len(Registry.load().outlets)


def test_what_an_operator_claims_is_taken_from_ours(tmp_path: Path) -> None:
    """Domains and names of the file win over the shipped ones; a name ambiguous with us becomes the operator's."""
    text = "outlets: [{name: Our Nation, country: XA, domains: [nation.com.pk], names: [The Nation]}]\n"
    registry = overridden(override(tmp_path, text))
    ours = registry.find("www.nation.com.pk")
    assert ours is not None
    assert ours.name == "Our Nation"
    assert registry.find("", "The Nation", by_name=True) is ours
    assert registry.find("", "The Nation (Pakistan)", by_name=True) is not ours


def test_changing_an_outlet_does_not_settle_whose_name_it_shares(tmp_path: Path) -> None:
    """Who corrects one field of one of the papers called The Nation has said nothing about the others."""
    registry = Registry.load().with_overrides(
        read_outlets(override(tmp_path, "outlets: [{name: The Nation (Pakistan), ownership: unknown}]\n"))
    )
    changed = registry.find("nation.com.pk")
    assert changed is not None
    assert changed.ownership is Ownership.UNKNOWN
    assert registry.find("", "The Nation", by_name=True) is None
    assert registry.find("", "The Nation (Pakistan )", by_name=True) is changed


def test_a_domain_given_up_is_no_longer_found(tmp_path: Path) -> None:
    """An override replaces the list of domains, it does not add to it."""
    registry = Registry.load().with_overrides(
        read_outlets(override(tmp_path, "outlets: [{name: Xinhua, domains: [xinhua.example]}]\n"))
    )
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


@pytest.mark.parametrize("name", ["xinhua", "XINHUA", "Global  Times"])
def test_another_spelling_of_a_shipped_name_is_a_mistake_with_its_line(tmp_path: Path, name: str) -> None:
    """It would be a second outlet of that name, and what it says of ours would change nothing."""
    path = override(tmp_path, f"outlets:\n  - name: '{name}'\n    domains: [xinhua.example]\n")
    with pytest.raises(ConfigurationError) as caught:
        read_outlets(path)
    (mistake,) = caught.value.mistakes
    assert (mistake.line, mistake.field) == (2, "outlets[0].name")
    assert mistake.remedy in {"its exact name, 'Xinhua'", "its exact name, 'Global Times'"}


def test_what_is_taken_from_a_shipped_outlet_is_said(tmp_path: Path) -> None:
    """A domain given to another name, or a part of one; not one of which the file says where it goes."""
    text = (
        "outlets:\n"
        "  - {name: My Wire, country: XA, domains: [xinhuanet.com, mine.example]}\n"
        "  - {name: My Nikkei, domains: [my.nikkei.com]}\n"
        "  - {name: CGTN, domains: [cgtn.example]}\n"
        "  - {name: My CGTN, domains: [cgtn.com]}\n"
    )
    assert list(taken(read_outlets(override(tmp_path, text)))) == [
        "My Wire takes xinhuanet.com from Xinhua",
        "My Nikkei takes my.nikkei.com from Nikkei",
    ]


def test_the_file_beside_the_topics_is_right() -> None:
    """As it is shipped, and with whatever an operator has added."""
    shipped = Path(__file__).parents[2] / "infra" / "topics" / OVERRIDES
    assert Registry.load().with_overrides(read_outlets(shipped)).find("xinhuanet.com")


def test_the_example_in_the_file_beside_the_topics_is_right(tmp_path: Path) -> None:
    """Its comment, uncommented, is an outlet."""
    shipped = Path(__file__).parents[2] / "infra" / "topics" / OVERRIDES
    lines = shipped.read_text(encoding="utf-8").splitlines()
    example = [line.removeprefix("#") for line in lines if line.startswith("#   ")]
    if not example:
        pytest.skip("infra/topics/outlets.yaml is an operator's own now")
    (outlet,) = read_outlets(override(tmp_path, "\n".join(example)))
    assert (outlet.name, outlet.kind) == ("The Hillside Courier", Kind.NEWSPAPER)
