"""The notice on a section whose translation does not follow the Portuguese any more, with what changed there."""

import difflib
import re
from collections.abc import Callable, Mapping

from publish.languages import Language
from publish.pages import markdown
from publish.translations import earlier, record, texts
from publish.translations.texts import SOURCE, TOP, Place

CITATION = re.compile(r"\[\^[\w-]+\]")
INCLUDE = re.compile(r"^(\s*)(?=--8<--)", re.MULTILINE)
FENCE = "``````"  # longer than any in a page


class Behind:
    """What a translation is behind in, by page: empty for the source, and where every section follows it."""

    def __init__(self, language: Language, before: Callable[[Place, str], str | None] = earlier.text) -> None:
        source = texts.read(SOURCE)
        self._source, self._before, self._language = source, before, language
        self._followed = {} if language == SOURCE else record.load(language)
        late = [] if language == SOURCE else record.late(source, texts.read(language), self._followed, language)
        self._parts = record.behind(each for each in late if each.place in source)

    def marked(self, page: str, path: str, words: Mapping[str, str]) -> str:
        """Return a page with a notice under the heading of each section that is behind.

        Args:
            page: its Markdown, without front matter.
            path: its file, as ``docs/en/conceitos.md``.
            words: the labels ``behind``, ``behind_changed`` and ``behind_now`` of its language.
        """
        notices = {part: self._notice(part, path, words) for part in self._parts.get(path, [])}
        if not notices:
            return page
        lines = []
        part, fence = TOP, ""
        for line in page.splitlines():
            lines.append(line)
            mark = texts.FENCE.match(line)
            if mark and (not fence or mark[1] == fence):
                fence = "" if fence else mark[1]
            if fence:
                continue
            part = found[1] if texts.HEADING.match(line) and (found := texts.ID.search(line)) else part
            if line.startswith("#") and part in notices:
                lines.append(notices.pop(part))
        return "\n".join(lines)

    def _notice(self, part: str, path: str, words: Mapping[str, str]) -> str:
        place = texts.named(f"{path}#{part}")[0]
        now = self._source[place]
        was = self._before(place, self._followed.get(place, ""))
        title, kind, shown = words["behind_now"], "md", now
        if was is not None:
            title, kind, shown = words["behind_changed"], "diff", _difference(was, now)
        body = markdown.opening("note", title, f"{FENCE}{kind}\n{_quoted(shown)}\n{FENCE}")
        return f'\n!!! warning "{words["behind"]}"\n\n{markdown.indented(body)}\n'


def _difference(was: str, now: str) -> str:
    lines = difflib.unified_diff(was.splitlines(), now.splitlines(), lineterm="", n=1)
    return "\n".join(line for line in lines if not line.startswith(("---", "+++", "@@")))


def _quoted(text: str) -> str:
    """Return Portuguese Markdown that is shown and not read: it cites nothing and includes nothing."""
    return INCLUDE.sub(r"\1;", CITATION.sub("", text)).rstrip()
