"""What of a stylesheet is left out: what nothing on a page can match, and nothing else."""

import pytest

from publish.site.stylesheet import Seen, pruned

PAGE = '<html><body><p class="a b" id="i" data-x="1">text<a href="#">a</a></p></body></html>'
QUOTED = """<P title='5 > "4"' class=c>text &lt;u class="d"></P><I title="<s>&amp;
é" CLASS='e f'>text</I><hr class="g"/>"""
SCRIPT = 'node.className = "made"; node.dataset.mdType = "copy"; button.hidden = true; box.id = "by-script"'

KEPT = [
    ".a{x:y}",
    "p.a>a:hover{x:y}",
    "#i{x:y}",
    "[data-x]{x:y}",
    '[data-x="1"]{x:y}',
    "[data-x^=t]{x:y}",
    "*{x:y}",
    "a:not(.none){x:y}",
    ":is(.none,.a) a{x:y}",
    ".a:has(>a){x:y}",
    "p::before{x:y}",
    "p:nth-child(2n + 1){x:y}",
    "*{x:y!important}",
    "@media print{.a{x:y}}",
    "@supports (x:y){.a{x:y}}",
    "@keyframes turn{from{x:y}}",
    ".made{x:y}",
    "[data-md-type=copy]{x:y}",
    "[hidden]{x:y}",
    "#by-script{x:y}",
    ".c{x:y}",
    "i.e.f{x:y}",
    "hr.g{x:y}",
    '[title="5 > \\"4\\""]{x:y}',
    '[title="<s>&\\A é"]{x:y}',
]
DROPPED = [
    ".none{x:y}",
    ".a .none{x:y}",
    ".a.none:hover{x:y}",
    "#none{x:y}",
    "[none]{x:y}",
    "[data-x=two]{x:y}",
    "table{x:y}",
    ":is(.none,.no) a{x:y}",
    ".d{x:y}",
    "u{x:y}",
    "s{x:y}",
    "@media print{.none{x:y}}",
    "@media print{@media (x:y){.none{x:y}}}",
]


@pytest.fixture
def seen() -> Seen:
    seen = Seen()
    seen.add_page(PAGE)
    seen.add_page(QUOTED)
    seen.add_script(SCRIPT)
    return seen


@pytest.mark.parametrize("rule", KEPT)
def test_a_rule_stays_that_a_page_or_a_script_may_come_to_need(rule: str, seen: Seen) -> None:
    assert pruned(rule, seen) == rule


@pytest.mark.parametrize("rule", DROPPED)
def test_a_rule_goes_that_nothing_can_match(rule: str, seen: Seen) -> None:
    assert pruned(rule, seen) == ""


def test_of_several_selectors_those_stay_that_may_match(seen: Seen) -> None:
    assert pruned(".none,.a,.b>.none,a{x:y;z:w}", seen) == ".a,a{x:y;z:w}"


def test_the_order_of_rules_stays(seen: Seen) -> None:
    assert pruned(".b{x:1}.none{x:2}.a{x:3}", seen) == ".b{x:1}.a{x:3}"


def test_a_custom_property_stays_that_is_read_if_only_by_another(seen: Seen) -> None:
    css = ":root{--one:var(--two);--two:2;--three:3;--four:4;--five:var(--five)}.a{x:var(--one)}"
    assert pruned(css, seen, "p{x:var( --four)}") == ":root{--one:var(--two);--two:2;--four:4}.a{x:var(--one)}"


def test_what_a_rule_that_goes_reads_is_not_needed(seen: Seen) -> None:
    assert pruned(":root{--one:1}.none{x:var(--one)}", seen) == ""


def test_values_stay_as_they_are(seen: Seen) -> None:
    rule = ".a{x:url(\"data:image/svg+xml;charset=utf-8,<svg d='M1 2'/>\");y:calc(1px + 2px)}"
    assert pruned(rule, seen) == rule


def test_a_stylesheet_that_cannot_be_read_is_refused(seen: Seen) -> None:
    with pytest.raises(ValueError, match="cannot be read"):
        pruned(".a{x}", seen)
