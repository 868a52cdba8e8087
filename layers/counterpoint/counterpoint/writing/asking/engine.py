"""ModelEngine: write, check, repair once, doubt, translate; extractive points wherever the model fails."""

from __future__ import annotations

from collections.abc import Callable

from counterpoint.errors import ModelError
from counterpoint.model import THIRD_PARTY, Selection, Topic, WritingRecord
from counterpoint.writing.asking.answers import Answers, Origin
from counterpoint.writing.asking.examining import Examined, Examiner, refuse
from counterpoint.writing.asking.parsing import parsed
from counterpoint.writing.asking.prices import usage
from counterpoint.writing.asking.prompting import (
    opinion_request,
    repair_request,
    translation_request,
    writing_request,
)
from counterpoint.writing.asking.prompts import prompt_version
from counterpoint.writing.asking.schema import Draft, Numbers, Texts
from counterpoint.writing.asking.settling import settled
from counterpoint.writing.asking.translating import faithful, is_foreign
from counterpoint.writing.engine import Written
from counterpoint.writing.evidence import Evidence
from counterpoint.writing.extractive import ExtractiveEngine


class ModelEngine:
    """Points by a language model; none that the checks refuse, and none missing: extractive ones take their place.

    `origin` gives the source of answers for one digest: an endpoint behind cache and budgets, or a record.
    """

    name = "openai"

    def __init__(self, model: str, origin: Callable[[Topic, Selection], Origin], *, second_opinion: bool) -> None:
        self.model = model
        self.origin = origin
        self.second_opinion = second_opinion

    def write(self, topic: Topic, selection: Selection) -> Written:
        """Write a digest. A model that fails, lies or overspends costs sections their label, never the digest."""
        extractive = ExtractiveEngine().write(topic, selection)
        answers = Answers(self.origin(topic, selection))
        examiner = Examiner(Evidence.of(topic, selection), selection, topic.settings.language, self.name)
        examined, failure = self._examined(topic, selection, answers, examiner)
        translations, untranslated = self._translations(topic, selection, answers, examiner.evidence)
        made = settled(examined, extractive, failure)
        return Written(
            highlights=made.highlights,
            highlights_fallback=made.highlights_fallback,
            perspectives=made.perspectives,
            differences=made.differences,
            third_party=extractive.third_party,
            translations=translations,
            answers=tuple(answers.given),
            record=WritingRecord(
                engine=self.name,
                model=self.model if answers.given else "",
                prompt=prompt_version(),
                refused=(*map(_refusal, (e for e in examined if e.reasons)), *extractive.record.refused),
                fallbacks=(*made.fallbacks, *untranslated),
                usage=usage(self.model, answers.given),
            ),
        )

    def _examined(
        self, topic: Topic, selection: Selection, answers: Answers, examiner: Examiner
    ) -> tuple[tuple[Examined, ...], str]:
        """The model's points, examined, and why there are none."""
        if not any(row.article.side != THIRD_PARTY for row in selection.rows):
            return (), ""
        request = writing_request(topic, selection, self.model)
        try:
            draft = answers.ask(request, lambda reply: parsed(reply, Draft))
        except ModelError as error:
            return (), str(error)
        examined = examiner.draft(draft, [side.id for side in topic.perspectives])
        examined = self._repaired(examined, topic, selection, answers, examiner)
        return self._doubted(examined, selection, answers), ""

    def _repaired(
        self, examined: tuple[Examined, ...], topic: Topic, selection: Selection, answers: Answers, examiner: Examiner
    ) -> tuple[Examined, ...]:
        """One round that names what failed; a point that fails again, or is not mended, stays refused."""
        failed = [each for each in examined if each.reasons and each.point.text and each.point.story]
        if not failed:
            return examined
        refused = [(each.point, each.reasons) for each in failed]
        request = repair_request(refused, selection.rows, topic.settings.language, self.model)
        try:
            texts = answers.ask(request, lambda reply: parsed(reply, Texts)).texts
        except ModelError:
            return examined
        mended = {each.n: examiner.again(failed[each.n - 1], each.text) for each in texts if 0 < each.n <= len(failed)}
        better = {id(failed[n - 1]): each for n, each in mended.items() if not each.reasons}
        return tuple(better.get(id(each), each) for each in examined)

    def _doubted(self, examined: tuple[Examined, ...], selection: Selection, answers: Answers) -> tuple[Examined, ...]:
        """The second opinion: it may refuse what the checks let pass, and never the other way round."""
        passed = tuple(each for each in examined if not each.reasons)
        if not self.second_opinion or not passed:
            return examined
        request = opinion_request([each.point for each in passed], selection.rows, self.model)
        try:
            doubted = answers.ask(request, lambda reply: parsed(reply, Numbers)).unsupported
        except ModelError:
            return examined
        judged = refuse(passed, doubted, "opinion: the second opinion does not find it in the articles")
        by_place = dict(zip(map(id, passed), judged, strict=True))
        return tuple(by_place.get(id(each), each) for each in examined)

    def _translations(
        self, topic: Topic, selection: Selection, answers: Answers, evidence: Evidence
    ) -> tuple[tuple[tuple[int, str], ...], tuple[str, ...]]:
        """Foreign headlines in the digest's language, as far as the checks see nothing wrong with them."""
        language = topic.settings.language
        foreign = {row.n: row for row in selection.rows if is_foreign(row, language)}
        if not foreign:
            return (), ()
        request = translation_request(tuple(foreign.values()), language, self.model)
        try:
            texts = answers.ask(request, lambda reply: parsed(reply, Texts)).texts
        except ModelError as error:
            return (), (f"translations: {error}",)
        return faithful(texts, foreign, evidence, language), ()


def _refusal(examined: Examined) -> str:
    """Where a point was refused and by which checks; its words, which nobody vouches for, are in the inputs only."""
    checks = ", ".join(dict.fromkeys(reason.partition(":")[0] for reason in examined.reasons))
    return f"{examined.section}: {examined.point.story or 'no story'}: {checks}"
