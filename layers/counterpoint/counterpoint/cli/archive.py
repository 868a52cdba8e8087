"""`counterpoint import`, `replay` and `correct`: what is done with digests that exist already."""

import argparse
from datetime import UTC, datetime
from pathlib import Path

from counterpoint.cli import clock, console
from counterpoint.cli import run as running
from counterpoint.edition import archive
from counterpoint.errors import InputError, NotADigestError
from counterpoint.model import Correction, Digest
from counterpoint.storage import open_store

IMPORT = """\
  counterpoint import old/*.md --out build/site

a file begins with these six lines; its highlights, sides and numbered sources follow, as in a digest's index.md:
  ---
  title: "China vs Japan News - January 14, 2026"
  date: 2026-01-14T04:00:36.000Z
  topic: china-japan
  topicName: "China vs Japan"
  ---"""
_NAMED = 10
REPLAY = """\
  counterpoint replay china-japan 2026-01-14
  counterpoint replay build/site/china-japan/2026-01-14/index.json"""
CORRECT = """\
  counterpoint correct china-japan 2026-01-14 --what "The surplus grew by 10 %, not 11 %." --why "misread" \\
      --old "grew by 11 %" --new "grew by 10 %" """


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the three commands."""
    bring = console.command(
        commands, "import", bring_in, help="bring older digests (Markdown) into the archive", examples=IMPORT
    )
    bring.add_argument("files", metavar="FILE", nargs="+", help="a digest in Markdown")
    again = console.command(
        commands,
        "replay",
        replay,
        help="rebuild a digest from its stored inputs and compare the bytes",
        examples=REPLAY,
    )
    again.add_argument("digest", metavar="DIGEST.json|TOPIC", help="a digest's index.json, or a topic")
    again.add_argument("date", metavar="DATE", nargs="?", help="the date, when a topic is given")
    mend = console.command(commands, "correct", correct, help="append a public correction", examples=CORRECT)
    mend.add_argument("topic", metavar="TOPIC")
    mend.add_argument("date", metavar="DATE")
    mend.add_argument("--what", required=True, help="what was wrong and what is right, in a sentence")
    mend.add_argument("--why", required=True, help="how it came about")
    mend.add_argument("--old", default="", help="the words that were wrong (they stay, struck through)")
    mend.add_argument("--new", default="", help="the words that are right")
    for command in (bring, again, mend):
        running.places(command)


def bring_in(arguments: argparse.Namespace) -> int:
    """Import every file that is a digest; name every other one, and exit 2 if there was one."""
    settings = running.environment(arguments)
    digests: list[Digest] = []
    wrong: list[str] = []
    for name in arguments.files:
        try:
            digests.append(archive.read_file(Path(name)))
        except NotADigestError as error:
            wrong.append(str(error))
            console.say(f"counterpoint: {error}")
    outcome = archive.add(tuple(digests), open_store(settings.store), open_store(settings.site), settings.url)
    if arguments.json:
        console.emit({"imported": [f"{d.topic}/{d.day}" for d in digests], "wrong": wrong, "kept": outcome.kept})
    else:
        _say_imported(outcome, len(arguments.files), settings.site)
    return 2 if wrong else 0


def _say_imported(outcome: archive.ImportOutcome, files: int, site: str) -> None:
    """Say which digests came in, which did not, and what to do next."""
    named = ", ".join(outcome.imported[:_NAMED])
    more = f" and {len(outcome.imported) - _NAMED} more" if len(outcome.imported) > _NAMED else ""
    console.say(f"imported {len(outcome.imported)} of {files} files into {site}{': ' if named else ''}{named}{more}")
    for kept in outcome.kept:
        console.say(f"kept our own digest of {kept}; an import never replaces one")
    if outcome.imported and not site.startswith("s3://"):
        console.say(f"read the archive: counterpoint serve --dir {site}")


def replay(arguments: argparse.Namespace) -> int:
    """Rebuild a digest and compare its files with what is published."""
    topic, day, site = _named(arguments.digest, arguments.date)
    arguments.out = _only(site, arguments.out)
    settings = running.environment(arguments)
    replayed = archive.replay(topic, clock.day_of(day), open_store(settings.store), open_store(settings.site))
    if arguments.json:
        console.emit(replayed)
    else:
        print(f"{topic} {day}: " + ("the same bytes" if replayed.same else "NOT the same bytes"))
        for form in replayed.files:
            print(f"  {form.key}: {'same' if form.same else form.difference}")
        if replayed.code != replayed.made_by:
            console.say(
                f"made by version {replayed.made_by}, replayed by {replayed.code}: byte equality holds for one version"
            )
    return 0 if replayed.same else 1


def correct(arguments: argparse.Namespace) -> int:
    """Append a correction, and publish the digest again."""
    settings = running.environment(arguments)
    for name in ("what", "why"):
        if not getattr(arguments, name).strip():
            raise InputError(f"--{name} says nothing; a public correction says what was wrong, and why")
    correction = Correction(
        at=datetime.now(UTC).replace(microsecond=0),
        what=arguments.what,
        why=arguments.why,
        old=arguments.old,
        new=arguments.new,
    )
    digest = archive.correct(
        arguments.topic,
        clock.day_of(arguments.date),
        correction,
        open_store(settings.store),
        open_store(settings.site),
        settings.url,
    )
    if arguments.json:
        console.emit({"topic": digest.topic, "day": digest.day, "corrections": digest.corrections})
    else:
        console.say(f"corrected {digest.topic} {digest.day}: {len(digest.corrections)} public correction(s)")
    return 0


def _named(name: str, day: str | None) -> tuple[str, str, str]:
    """Read TOPIC DATE, or a path that ends in TOPIC/DATE/index.json: topic, date and, of a path, the site it is in."""
    if day:
        return name, day, ""
    site, *parts = (name if name.startswith("s3://") else str(Path(name).absolute())).rsplit("/", 3)
    if not name.endswith("index.json") or len(parts) < 3:
        raise InputError(f"{name!r} names no digest; write TOPIC DATE, or the path of a digest's index.json")
    if open_store(site or "/").get("/".join(parts)) is None:
        raise InputError(f"there is no file {name}; write TOPIC DATE, or the path of a digest's index.json")
    return parts[0], parts[1], site or "/"


def _only(site: str, out: str | None) -> str | None:
    """Choose the site that a path lies in. Raises InputError when --out names another."""
    if site and out and site != out.rstrip("/") and Path(out).resolve() != Path(site).resolve():
        raise InputError(f"the digest given lies in {site}, and --out names {out}; leave --out away")
    return site or out
