"""A stylesheet without what no page uses: rules that match nothing, and custom properties that nothing reads.

A rule stays as long as its parts might stand in a page: every tag, class, id and attribute that the built pages have,
and every word of the scripts, since they make elements too. States (``:hover``, ``:checked``) are always possible, so
nothing that a reader can bring about is lost; what goes is the theme's parts that the guide has no use for.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import cache

import tinycss2  # type: ignore[import-untyped]
from lxml import etree, html  # type: ignore[import-untyped]
from tinycss2.ast import AtRule, Declaration, Node, QualifiedRule  # type: ignore[import-untyped]

WITH_RULES = {"media", "supports", "layer", "container"}
EITHER = {"is", "where", "has", "matches", "-webkit-any"}  # one of what they hold is enough
WORD = re.compile(r"[\w-]+")
READ = re.compile(r"var\(\s*(--[\w-]+)")
# A start tag; a value in quotation marks may hold what ends one elsewhere.
START = re.compile(r"""<[a-zA-Z][^<>"']*(?:(?:"[^"]*"|'[^']*')[^<>"']*)*>""")


@dataclass
class Seen:
    """What elements can be: names of tags, classes and ids, attributes with their values, and words of scripts."""

    tags: set[str] = field(default_factory=set)
    classes: set[str] = field(default_factory=set)
    ids: set[str] = field(default_factory=set)
    attributes: dict[str, set[str]] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)
    starts: set[str] = field(default_factory=set, repr=False)  # the start tags that were read

    def add_page(self, page: str) -> None:
        """Note every element of a page."""
        # Most of a page is its menu, which all have: only the start tags that no page before had are read.
        new = set(START.findall(page)) - self.starts
        self.starts |= new
        for element in (each for start in new for each in html.document_fromstring(start).iter(etree.Element)):
            self.tags.add(element.tag)
            for name, value in element.items():
                self.attributes.setdefault(name, set()).add(value)
                if name == "class":
                    self.classes.update(value.split())
        self.ids = self.attributes.get("id", set())

    def add_script(self, script: str) -> None:
        """Note every word of a script, and the attributes that its data sets have."""
        words = set(WORD.findall(script))
        self.words |= words | {f"data-{re.sub('[A-Z]', lambda c: '-' + c[0].lower(), word)}" for word in words}

    def attribute(self, name: str, value: str | None) -> bool:
        """Tell whether an element may have an attribute, with this value if one is named."""
        known = name in self.attributes or name in self.words
        return known and (value is None or value in self.attributes.get(name, ()) or value in self.words)


def pruned(css: str, seen: Seen, elsewhere: str = "") -> str:
    """Return a stylesheet without what nothing can match or reads.

    Args:
        css: the stylesheet.
        seen: what elements can be.
        elsewhere: other text that reads custom properties: stylesheets, scripts.
    """
    rules = list(_rules(parsed(css), seen))
    needed = _needed(rules, elsewhere)
    return "".join(rule.text(needed) for rule in rules)


@cache  # it is the theme's in every language
def parsed(css: str) -> list[Node]:
    """Return the rules of a stylesheet as tinycss2 reads them."""
    rules: list[Node] = tinycss2.parse_stylesheet(css, skip_comments=True, skip_whitespace=True)
    return rules


@dataclass(frozen=True)
class _Rule:
    """A rule to keep: what it is for, and its declarations or the rules in it. Without either it is kept as it is."""

    prelude: str
    declarations: tuple[tuple[str, str], ...] = ()
    inner: tuple["_Rule", ...] = ()

    def every(self) -> Iterator[tuple[str, str]]:
        yield from self.declarations
        for rule in self.inner:
            yield from rule.every()

    def text(self, needed: set[str]) -> str:
        if self.inner:
            within = "".join(rule.text(needed) for rule in self.inner)
        elif self.declarations:
            kept = [f"{name}:{value}" for name, value in self.declarations if name[:2] != "--" or name in needed]
            within = ";".join(kept)
        else:
            return self.prelude
        return f"{self.prelude}{{{within}}}" if within else ""


def _rules(nodes: Iterable[Node], seen: Seen) -> Iterator[_Rule]:
    for node in nodes:
        if isinstance(node, QualifiedRule):
            if selectors := [each for each in _split(node.prelude) if _possible(each, seen)]:
                prelude = ",".join(tinycss2.serialize(each).strip() for each in selectors)
                yield _Rule(prelude, tuple(_declarations(node.content)))
        elif isinstance(node, AtRule) and node.lower_at_keyword in WITH_RULES and node.content is not None:
            inside = tinycss2.parse_rule_list(node.content, skip_comments=True, skip_whitespace=True)
            if inner := tuple(_rules(inside, seen)):
                yield _Rule(f"@{node.at_keyword}{tinycss2.serialize(node.prelude)}", inner=inner)
        elif isinstance(node, AtRule):
            yield _Rule(node.serialize())
        else:
            raise ValueError(f"a stylesheet of the theme cannot be read: {node.message}")


def _declarations(content: list[Node]) -> Iterator[tuple[str, str]]:
    for node in tinycss2.parse_declaration_list(content, skip_comments=True, skip_whitespace=True):
        if not isinstance(node, Declaration):
            raise ValueError(f"a stylesheet of the theme cannot be read: {node.message}")
        yield node.name, tinycss2.serialize(node.value).strip() + ("!important" if node.important else "")


def _split(tokens: Iterable[Node]) -> list[list[Node]]:
    parts: list[list[Node]] = [[]]
    for token in tokens:
        if token == ",":
            parts.append([])
        else:
            parts[-1].append(token)
    return parts


def _possible(selector: list[Node], seen: Seen) -> bool:
    marks = ["", *(token.value if token.type == "literal" else "" for token in selector)]
    return all(_may_be(token, mark, seen) for mark, token in zip(marks, selector, strict=False))


def _may_be(token: Node, mark: str, seen: Seen) -> bool:
    """Tell whether an element may be what a part of a selector asks for; ``mark`` is the sign before the part."""
    match token.type:
        case "ident" if mark == ".":
            return token.value in seen.classes or token.value in seen.words
        case "ident" if mark != ":":
            return token.lower_value in seen.tags or token.value in seen.words
        case "hash":
            return token.value in seen.ids or token.value in seen.words
        case "[] block":
            return seen.attribute(*_attribute(token.content))
        case "function" if token.lower_name in EITHER:
            return any(_possible(each, seen) for each in _split(token.arguments))
    return True  # a state, a relation, a position


def _attribute(tokens: list[Node]) -> tuple[str, str | None]:
    named = [token for token in tokens if token.type in ("ident", "string")]
    whole = any(token == "=" for token in tokens)  # other than =, a part of the value is asked for
    return named[0].lower_value, named[1].value if whole and len(named) > 1 else None


def _needed(rules: list[_Rule], elsewhere: str) -> set[str]:
    declared = [each for rule in rules for each in rule.every()]
    needed = set(READ.findall(elsewhere))
    needed.update(read for name, value in declared if name[:2] != "--" for read in READ.findall(value))
    while more := {r for name, value in declared if name in needed for r in READ.findall(value)} - needed:
        needed |= more
    return needed
