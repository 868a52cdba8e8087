"""`counterpoint sources import`: feeds as people keep them (OPML) become the skeleton of a topic."""

import argparse
from pathlib import Path

from counterpoint.cli import console
from counterpoint.errors import InputError
from counterpoint.skeleton import read_opml, topic_skeleton

EXAMPLES = """\
  counterpoint sources import feeds.opml > infra/topics/my-topic.yaml     then edit it and run `counterpoint check`"""


def add(commands: "argparse._SubParsersAction[argparse.ArgumentParser]") -> None:
    """Declare the command."""
    group = commands.add_parser("sources", help="bring in sources: import an OPML file as a topic's skeleton")
    kinds = group.add_subparsers(dest="action", metavar="ACTION", required=True)
    command = console.command(
        kinds, "import", run, help="write a topic skeleton from an OPML file on stdout", examples=EXAMPLES
    )
    command.add_argument("file", metavar="FILE.opml", help="the OPML file; its folders become perspectives")


def run(arguments: argparse.Namespace) -> int:
    """Print the skeleton of a topic that follows the feeds of an OPML file."""
    try:
        body = Path(arguments.file).read_bytes()
    except OSError as error:
        raise InputError(
            f"cannot read {arguments.file}: {error.strerror}; give the OPML file of a feed reader"
        ) from error
    folders = read_opml(body, arguments.file)
    if arguments.json:
        console.emit({"folders": folders})
        return 0
    print(topic_skeleton(Path(arguments.file).stem, folders), end="")
    console.say("now name the sides and their countries, save it in infra/topics, and run `counterpoint check`")
    return 0
