"""A pipeline's definition, read: which steps there are, what each waits for, and what its values come to be.

The definition is the one that the SDK sends (version 2020-12-01). A value in it may stand for something else:

    {"Get": "Parameters.Epochs"}, {"Get": "Steps.Train.ModelArtifacts.S3ModelArtifacts"},
    {"Get": "Execution.PipelineExecutionId"}, {"Std:Join": {"On": "/", "Values": […]}},
    {"Std:JsonGet": {"PropertyFile": {"Get": "Steps.Eval.PropertyFiles.report"}, "Path": "acc.value"}}
"""

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import Any

from rehearsal.machine.contract import NotRehearsedError
from rehearsal.words import say

Item = dict[str, Any]
RUN = ("Training", "Processing", "Tuning")  # steps that are jobs
STEPS = (*RUN, "Condition", "Fail")
PART = re.compile(r"\.?(?P<name>[A-Za-z_]\w*)|\[(?:'(?P<key>[^']*)'|(?P<number>\d+))\]")
BRANCHES = ("IfSteps", "ElseSteps")


class UnknownValueError(ValueError):
    """A value of a definition that is nowhere to be had."""


def every(steps: Iterable[Item]) -> Iterator[Item]:
    """Yield all steps, those of conditions too."""
    for step in steps:
        yield step
        for branch in BRANCHES:
            yield from every((step.get("Arguments") or {}).get(branch) or [])


def refuse_what_is_not_here(name: str, definition: Item) -> None:
    """Raise NotRehearsedError for a pipeline with a step that is not run here; nothing of it has begun by then."""
    for step in every(definition["Steps"]):
        if step["Type"] not in STEPS:
            kinds = ", ".join(STEPS)
            raise NotRehearsedError(say("pipelines.step", name=name, step=step["Name"], kind=step["Type"], kinds=kinds))


def waits_for(step: Item) -> set[str]:
    """Return the names of the steps that must have ended before this one, by its values and by its wish."""
    text = json.dumps(step.get("Arguments") or {})
    return {*step.get("DependsOn", []), *re.findall(r'"Get": "Steps\.([^."\[]+)', text)}


class Values:
    """What the values of one execution come to be.

    parameters: by name. execution: what Execution.* is. steps: what each job that ended is described as. read: gives
    the text of an S3 object.
    """

    def __init__(self, parameters: Item, execution: Item, read: Callable[[str], str]) -> None:
        self.parameters, self.execution, self._read = parameters, execution, read
        self.steps: dict[str, Item] = {}
        self.property_files: dict[str, list[Item]] = {}

    def of(self, value: Any) -> Any:
        """Return a part of the definition with every value put in."""
        if isinstance(value, list):
            return [self.of(part) for part in value]
        if not isinstance(value, Mapping):
            return value
        if "Get" in value:
            return self._get(value["Get"])
        if joined := value.get("Std:Join"):
            return str(joined["On"]).join(str(self.of(part)) for part in joined["Values"])
        if asked := value.get("Std:JsonGet"):
            return self._json(asked)
        return {name: self.of(part) for name, part in value.items()}

    def _get(self, path: str) -> Any:
        kind, _, rest = path.partition(".")
        if kind == "Parameters":
            return self.parameters[rest]
        if kind == "Execution":
            return self.execution[rest]
        name = next((each for each in self.steps if rest == each or rest.startswith((f"{each}.", f"{each}["))), None)
        if kind != "Steps" or name is None:
            raise UnknownValueError(path)
        return walk(self.steps[name], rest.removeprefix(name))

    def _json(self, asked: Item) -> Any:
        if "S3Uri" in asked:
            text = self._read(self.of(asked["S3Uri"]))
        else:
            _, step, _, name = asked["PropertyFile"]["Get"].split(".", 3)
            file = next(each for each in self.property_files[step] if each["PropertyFileName"] == name)
            outputs = self.steps[step]["ProcessingOutputConfig"]["Outputs"]
            output = next(each for each in outputs if each["OutputName"] == file["OutputName"])
            text = self._read(f"{output['S3Output']['S3Uri'].rstrip('/')}/{file['FilePath']}")
        return walk(json.loads(text), asked["Path"])


def walk(value: Any, path: str) -> Any:
    """Return what stands at a path such as ``.A.B['name'][0]``; a name in brackets finds a list's item by its name."""
    for part in PART.finditer(path):
        if part["number"]:
            value = value[int(part["number"])]
        elif isinstance(value, list):
            value = next(each for each in value if part["key"] in (v for k, v in each.items() if k.endswith("Name")))
        else:
            value = value[part["name"] or part["key"]]
    return value


def holds(condition: Item, value: Callable[[Any], Any]) -> bool:
    """Tell whether a condition of a step holds."""
    kind = condition["Type"]
    if kind == "Not":
        return not holds(condition["Condition"], value)
    if kind == "Or":
        return any(holds(each, value) for each in condition["Conditions"])
    if kind == "In":
        return bool(value(condition["QueryValue"]) in value(condition["Values"]))
    left, right = value(condition["LeftValue"]), value(condition["RightValue"])
    found: bool = {
        "Equals": lambda: left == right,
        "GreaterThan": lambda: left > right,
        "GreaterThanOrEqualTo": lambda: left >= right,
        "LessThan": lambda: left < right,
        "LessThanOrEqualTo": lambda: left <= right,
    }[kind]()
    return found
