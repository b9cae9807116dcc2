"""The rules of SageMaker's service that botocore's model does not hold: small records in rules.toml, read and kept.

    broken("CreateTrainingJob", request, "us-east-1")   those that the request alone breaks, in the file's order
    failing("CreateTrainingJob", request, "us-east-1")  those that fail the job, which AWS takes
    refused("nome-de-treino-ja-usado", …, arn=…)        one that whoever holds the account found broken

A broken record is refused when the file is read, with file, id and what to do. Sources, dates and how sure each text
is stand in the file; what is told to the reader about a rule is in rehearsal/words/, under its id.
"""

import re
import tomllib
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from functools import cache
from pathlib import Path
from typing import Any

from botocore.exceptions import ClientError
from botocore.model import ListShape, Shape, StructureShape

from rehearsal.wire.constraints import service_model
from rehearsal.wire.predicates import PREDICATES, definitions

FILE = Path(__file__).parent / "rules.toml"
SEARCH = "CreateHyperParameterTuningJob"
EVIDENCE = {"quoted", "told", "documented", "deduced"}
WHERE = {"request", "account", "job"}
NEEDED = {"operations", "forbids", "text", "evidence", "sources", "seen"}
OPTIONAL = {"of", "where", "when", "predicate", "code"}
OF_A_PATH, OF_TWO = {"given", "missing", "true", "not_true"}, {"matches": str, "other_than": str, "above": int}
OF_A_RULE = "rule of AWS"  # where an error keeps the id of its rule
ID = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
FIELD = re.compile(r"\{([\w.\[\]]+)\}")

Record = Mapping[str, Any]


class RulesError(ValueError):
    """The records are broken. ``faults`` names for each the file, the id and what to do."""

    def __init__(self, faults: list[str]) -> None:
        super().__init__("\n".join(faults))
        self.faults = faults


@dataclass(frozen=True)
class Rule:
    """A rule of the service. ``when`` holds (kind, path, value) triples; the rest is told in rules.toml."""

    id: str
    operations: tuple[str, ...]
    text: str
    evidence: str
    sources: tuple[str, ...]
    seen: date
    of: str = "job"
    where: str = "request"
    when: tuple[tuple[str, str, Any], ...] = ()
    predicate: str = ""
    code: str = "ValidationException"

    @property
    def in_our_words(self) -> bool:
        """Whether nobody has shown what AWS says when it refuses this, so that ``text`` is the rehearsal's own."""
        return self.evidence in ("documented", "deduced")

    def parts(self, operation: str, request: Record) -> list[Record]:
        """Return what of a request the rule looks at: each training job, or the whole."""
        return definitions(request) if operation == SEARCH and self.of == "job" else [request]

    def texts(self, operation: str, request: Record, region: str) -> Iterator[str]:
        """Yield AWS's words for every time that a request breaks the rule."""
        for part in self.parts(operation, request):
            if all(_holds(condition, part) for condition in self.when):
                found = PREDICATES[self.predicate](part, request, region) if self.predicate else [{}]
                yield from (worded(self.text, values, part) for values in found)


@dataclass(frozen=True)
class Broken:
    """A rule that a request breaks, and AWS's words for it."""

    rule: Rule
    text: str


def broken(operation: str, request: Record, region: str = "") -> list[Broken]:
    """Return the rules that a request breaks by itself, in the order of rules.toml; AWS tells the first.

    Args:
        operation: of SageMaker's API, such as ``CreateTrainingJob``.
        request: its parameters, in the API's names and as JSON has them.
        region: where the request goes; "" when that is not known.

    Raises:
        RulesError: when rules.toml is not sound; the message names each fault.
    """
    return _broken("request", operation, request, region)


def failing(operation: str, request: Record, region: str = "") -> list[Broken]:
    """Return the rules that AWS finds broken only once the job has begun: it ends with the text as FailureReason.

    Arguments and errors are those of ``broken``.
    """
    return _broken("job", operation, request, region)


def _broken(where: str, operation: str, request: Record, region: str) -> list[Broken]:
    asked = [rule for rule in load().values() if operation in rule.operations and rule.where == where]
    known = [rule for rule in asked if rule.when or rule.predicate]
    return [Broken(rule, text) for rule in known for text in rule.texts(operation, request, region)]


def refused(id_: str, operation: str, **values: str) -> ClientError:
    """Return AWS's error for a rule that what the account holds breaks."""
    rule = load()[id_]
    return refusal(Broken(rule, worded(rule.text, values)), operation)


def failed(id_: str, **values: str) -> Broken:
    """Return a rule for which a job fails, with AWS's words for it."""
    return Broken(load()[id_], worded(load()[id_].text, values))


def refusal(found: Broken, operation: str) -> ClientError:
    """Return AWS's error for a rule that is broken."""
    error = ClientError({"Error": {"Code": found.rule.code, "Message": found.text}}, operation)
    error.response[OF_A_RULE] = found.rule.id  # type: ignore[literal-required] # it travels with the answer
    return error


def rule_of(error: BaseException | None) -> str | None:
    """Return the id of the rule for which an error, or one behind it, was raised; None for any other."""
    while error:
        if rule := getattr(error, "response", {}).get(OF_A_RULE):
            return str(rule)
        error = error.__cause__ or error.__context__
    return None


def worded(text: str, values: Mapping[str, str], part: Record | None = None) -> str:
    """Return a rule's text with the values put in: those given, or else what stands at that path of the request."""
    return FIELD.sub(lambda field: values.get(field[1]) or str(next(_at(part or {}, field[1]), "")), text)


def _at(value: Any, path: str) -> Iterator[Any]:
    """Yield what stands at a path; `[]` goes through a list."""
    name, _, rest = path.partition(".")
    found = value.get(name.removesuffix("[]")) if isinstance(value, Mapping) else None
    for each in (found or []) if name.endswith("[]") else [found]:
        if rest:
            yield from _at(each, rest)
        elif each is not None:
            yield each


def _holds(condition: tuple[str, str, Any], part: Record) -> bool:
    kind, path, wish = condition
    found = [value for value in _at(part, path) if value]
    return {
        "given": lambda: bool(found),
        "missing": lambda: not found,
        "true": lambda: True in found,
        "not_true": lambda: True not in found,
        "matches": lambda: any(re.fullmatch(wish, str(value)) for value in found),
        "other_than": lambda: any(not re.fullmatch(wish, str(value)) for value in found),
        "above": lambda: any(value > wish for value in found),
    }[kind]()


@cache
def load(file: Path = FILE) -> dict[str, Rule]:
    """Read the rules of a file, by id. Raises ``RulesError`` with every fault that is found."""
    try:
        records = tomllib.loads(file.read_text(encoding="utf-8"))
    except tomllib.TOMLDecodeError as error:
        raise RulesError([f"{file.name}: {error}; mend the TOML, or the id that stands twice"]) from None
    if faults := [fault for id_, record in records.items() for fault in _faults(f"{file.name}: {id_!r}", id_, record)]:
        raise RulesError(faults)
    return {id_: _rule(id_, record) for id_, record in records.items()}


def _rule(id_: str, record: Record) -> Rule:
    fields = {key: value for key, value in record.items() if key not in ("forbids", "when")}
    fields |= {key: tuple(record[key]) for key in ("operations", "sources")}
    return Rule(id_, **fields, when=tuple(_condition(each) for each in record.get("when", [])))


def _condition(each: Mapping[str, Any]) -> tuple[str, str, Any]:
    ((kind, value),) = each.items()
    return (kind, value, None) if kind in OF_A_PATH else (kind, *value)


def _faults(named: str, id_: str, record: Any) -> Iterator[str]:
    if not ID.fullmatch(id_):
        yield f"{named} is no sound id; use lower-case ASCII words and hyphens"
    if not isinstance(record, Mapping):
        yield f"{named} is no table; write it as [{id_}]"
        return
    for key in sorted(NEEDED - record.keys()):
        yield f"{named} has no {key!r}; add it"
    for key in sorted(record.keys() - NEEDED - OPTIONAL):
        yield f"{named} has the unknown key {key!r}; remove it or mend its name"
    if not record.keys() >= NEEDED:
        return
    for key, known in (("evidence", EVIDENCE), ("where", WHERE), ("of", {"job", "request"})):
        if record.get(key, next(iter(known))) not in known:
            yield f"{named}: {key} is {record[key]!r}; write one of {', '.join(sorted(known))}"
    if type(record["seen"]) is not date:
        yield f"{named}: 'seen' is no day; write it as 2026-11-28, without quotes"
    if not record["sources"] or not all(str(each).startswith("https://") for each in record["sources"]):
        yield f"{named}: 'sources' has no address, or one that is none; write where the rule was read, as https://…"
    unknown = set(record["operations"]) - set(service_model().operation_names)
    if unknown or not record["operations"]:
        yield f"{named}: SageMaker has no operation {', '.join(sorted(unknown)) or 'here'}; mend 'operations'"
    elif "predicate" in record and record["predicate"] not in PREDICATES:
        yield f"{named}: predicates.py has no {record['predicate']!r}; write it there, or mend its name"
    else:
        yield from _condition_faults(named, record)


def _condition_faults(named: str, record: Record) -> Iterator[str]:
    told = record.get("where", "request")
    if told == "request" and not (record.get("when") or record.get("predicate")):
        yield f"{named} never holds; give it 'when', a 'predicate' or another 'where'"
    for each in record.get("when", []):
        ((kind, value),) = each.items() if len(each) == 1 else (("", None),)
        if kind in OF_A_PATH and isinstance(value, str):
            path = value
        elif kind in OF_TWO and isinstance(value, list) and len(value) == 2 and isinstance(value[1], OF_TWO[kind]):
            path = value[0]
        else:
            kinds = ", ".join(sorted(OF_A_PATH | OF_TWO.keys()))
            yield f"{named}: the condition {each} is none; write one of {kinds}, and what it takes"
            continue
        if not any(_in_model(operation, record, path) for operation in record["operations"]):
            yield f"{named}: no request of {', '.join(record['operations'])} has {path}; mend the path"


def _in_model(operation: str, record: Record, path: str) -> bool:
    shape: Shape | None = service_model().operation_model(operation).input_shape
    names = path.split(".")
    if operation == SEARCH and record.get("of", "job") == "job":
        names = ["TrainingJobDefinition", *names]
    for name in names:
        if not isinstance(shape, StructureShape) or name.removesuffix("[]") not in shape.members:
            return False
        shape = shape.members[name.removesuffix("[]")]
        if name.endswith("[]"):
            shape = shape.member if isinstance(shape, ListShape) else None
    return True
