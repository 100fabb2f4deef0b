"""Following the letter tree: a path of answers, from its first question to an end."""

from dataclasses import dataclass

from app.catalog.model import End, LetterQuestion, Light, Triage

UNKNOWN = "unknown"
ORDER: tuple[Light, ...] = ("grey", "green", "yellow", "orange", "red")


@dataclass(frozen=True)
class Place:
    """Where a path led: a question, or an end with the light it got."""

    path: tuple[str, ...]
    question_id: str = ""
    question: LetterQuestion | None = None
    end_id: str = ""
    end: End | None = None
    light: Light | None = None
    said: tuple[tuple[str, str], ...] = ()
    """question and answer given so far, by their ids"""

    def with_answer(self, answer: str) -> str:
        """The path one answer further."""
        return ".".join((*self.path, answer))

    def back(self) -> str:
        """The path one answer shorter."""
        return ".".join(self.path[:-1])


def brighter(one: Light | None, other: Light | None) -> Light | None:
    """A light only goes up."""
    if one is None or other is None:
        return one or other
    return max(one, other, key=ORDER.index)


def at_end(tree: Triage, end_id: str) -> Place:
    """An end of which nobody knows any more by which answers it was reached; the start when it is no end."""
    end = tree.ends.get(end_id)
    return Place((), end_id=end_id, end=end, light=end.light) if end else follow(tree, "")


def follow(tree: Triage, path: str) -> Place:
    """Walk the answers (joined by dots) from the start; an answer that does not exist ends the walk there."""
    here, light = tree.start, None
    taken: list[str] = []
    said: list[tuple[str, str]] = []
    for given in [part for part in path.split(".") if part]:
        question = tree.questions.get(here)
        if question is None:
            break
        answer = next((a for a in question.answers if a.id == given), None)
        if answer is None and given != UNKNOWN:
            break
        taken.append(given)
        said.append((here, given))
        here = answer.to if answer else question.unknown
        light = brighter(light, answer.light if answer else None)
    if here in tree.ends:
        end = tree.ends[here]
        final = end.light if end.light in ("grey", "green") and light is None else brighter(light, end.light)
        return Place(tuple(taken), end_id=here, end=end, light=final, said=tuple(said))
    return Place(tuple(taken), question_id=here, question=tree.questions[here], light=light, said=tuple(said))
