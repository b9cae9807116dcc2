"""What the records of the rules say: advice, evidence, the reports that were read; and how a broken one is refused."""

import tomllib
from datetime import date
from pathlib import Path

import pytest

from rehearsal import words
from rehearsal.command.summary import of_a_rule
from rehearsal.wire import predicates, rules

RULES = rules.load()
REPORTS = tomllib.loads((rules.FILE.parent / "reports.toml").read_text(encoding="utf-8"))["report"]
OF_REQUESTS = {id_ for id_, rule in RULES.items() if rule.where == "request"}
each_rule = pytest.mark.parametrize("rule", RULES.values(), ids=RULES)


def test_every_rule_that_is_not_of_a_request_is_tried_by_a_rehearsal() -> None:
    tried = {"prefixo-vazio", "balde-de-outra-regiao", "nome-de-treino-ja-usado"}
    tried |= {"saida-em-outra-regiao", "barra-dupla", "content-type-sem-leitor"}
    tried |= {"nome-de-busca-ja-usado", "partida-com-outros-hiperparametros"}  # in test_searches
    tried |= {"csv-lido-como-libsvm"}  # in test_builtin_xgboost and test_errors
    assert RULES.keys() - OF_REQUESTS == tried


@each_rule
def test_every_rule_has_advice_in_every_language(rule: rules.Rule) -> None:
    assert [language for language in words.languages() if words.table(language).get(f"rules.{rule.id}")] == [
        "pt",
        "en",
        "es",
    ]


def test_there_is_no_advice_for_a_rule_that_does_not_exist() -> None:
    assert {key for key in words.table("pt") if key.startswith("rules.")} == {f"rules.{id_}" for id_ in RULES}


@each_rule
def test_a_text_that_nobody_quoted_is_not_said_to_be_awss(rule: rules.Rule) -> None:
    """Whoever quotes a text can be opened: a report, not a page of documentation."""
    documented = {source for source in rule.sources if source.startswith("https://docs.aws.amazon.com/")}
    assert rule.evidence != "quoted" or set(rule.sources) - documented
    assert rule.evidence not in ("documented", "deduced") or documented


@each_rule
def test_whoever_breaks_a_rule_is_told_when_the_words_are_not_awss(rule: rules.Rule) -> None:
    told = of_a_rule(rule.id)
    assert told.startswith(words.say(f"rules.{rule.id}"))
    assert (rule.sources[0] in told) == (rule.evidence not in ("quoted", "told"))


def test_rules_are_told_apart_by_whose_words_they_have() -> None:
    ours = {rule.id for rule in RULES.values() if rule.in_our_words}
    assert len(ours) >= 15
    assert len(RULES.keys() - ours) >= 20


@each_rule
def test_a_rule_was_not_read_after_today(rule: rules.Rule) -> None:
    assert date(2026, 11, 1) <= rule.seen <= date.today()


def test_at_least_forty_reports_were_read_and_each_says_what_it_yielded() -> None:
    addresses = [report["url"] for report in REPORTS]
    assert len(addresses) == len(set(addresses)) >= 40
    assert {report.get("rule") for report in REPORTS} - {None} <= RULES.keys() | {"model"}
    assert [report["url"] for report in REPORTS if bool(report.get("rule")) == bool(report.get("why"))] == []
    assert [report["url"] for report in REPORTS if not report["said"].strip()] == []


def test_every_quoted_rule_has_its_reports_among_those_read() -> None:
    read = {report["url"] for report in REPORTS if report.get("rule")}
    quoted = {source for rule in RULES.values() if rule.evidence == "quoted" for source in rule.sources}
    assert quoted - read == set()


@pytest.mark.parametrize("name", sorted(predicates.PREDICATES))
def test_every_predicate_is_used_and_finds_nothing_in_an_empty_request(name: str) -> None:
    assert name in {rule.predicate for rule in RULES.values()}


def test_an_algorithm_is_awss_in_awss_registries_alone() -> None:
    assert predicates.registries("sagemaker-xgboost") >= {"683313688378"}
    assert {name for name in predicates.ALGORITHMS if len(predicates.registries(name)) < 5} == set()
    assert predicates.CHECKPOINTING | predicates.FOR_GPUS | predicates.READERS <= predicates.ALGORITHMS


SOUND = """
[regra]
operations = ["CreateTrainingJob"]
forbids = "x"
when = [{ given = "VpcConfig" }]
text = "x"
evidence = "quoted"
sources = ["https://github.com/a/b/issues/1"]
seen = 2026-11-28
"""


@pytest.mark.parametrize(
    ("find", "instead", "fault"),
    [
        pytest.param('text = "x"', "", "'regra' has no 'text'; add it", id="no-text"),
        pytest.param('text = "x"', 'text = "x"\nnota = "y"', "has the unknown key 'nota'; remove it", id="unknown-key"),
        pytest.param("[regra]", "[Regra]", "'Regra' is no sound id; use lower-case", id="id"),
        pytest.param("[regra]", "[[regra]]", "is no table; write it as [regra]", id="no-table"),
        pytest.param('"quoted"', '"heard"', "evidence is 'heard'; write one of deduced, documented", id="evidence"),
        pytest.param(
            "evidence =", 'where = "hall"\nevidence =', "where is 'hall'; write one of account, job", id="where"
        ),
        pytest.param("2026-11-28", '"2026-11-28"', "'seen' is no day; write it as 2026-11-28, without", id="day"),
        pytest.param("https://", "http://", "'sources' has no address, or one that is none", id="source"),
        pytest.param("CreateTrainingJob", "CreateTrainJob", "has no operation CreateTrainJob; mend", id="operation"),
        pytest.param("when =", 'predicate = "moon"\nwhen =', "predicates.py has no 'moon'; write it", id="predicate"),
        pytest.param('when = [{ given = "VpcConfig" }]', "", "never holds; give it 'when', a 'predicate'", id="never"),
        pytest.param("given", "had", "the condition {'had': 'VpcConfig'} is none; write one of above", id="condition"),
        pytest.param('given = "VpcConfig"', 'above = ["VpcConfig"]', "is none; write one of above, given", id="pair"),
        pytest.param('"VpcConfig"', '"VpcConfig.Subnet"', "has VpcConfig.Subnet; mend the path", id="path"),
        pytest.param('"VpcConfig"', '"InputDataConfig.ChannelName"', "InputDataConfig.ChannelName; mend", id="list"),
        pytest.param("[regra]", "[regra]\n[regra]", "mend the TOML, or the id that stands twice", id="twice"),
    ],
)
def test_a_broken_record_is_refused_with_file_id_and_what_to_do(
    find: str, instead: str, fault: str, tmp_path: Path
) -> None:
    file = tmp_path / "regras.toml"
    file.write_text(SOUND)
    assert list(rules.load(file)) == ["regra"]
    file.write_text(SOUND.replace(find, instead))
    with pytest.raises(rules.RulesError) as refused:
        rules.load.__wrapped__(file)
    assert refused.value.faults[0].startswith("regras.toml: ")
    assert fault in refused.value.faults[0]
