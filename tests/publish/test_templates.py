"""A template says what the JSON documents beside it say: with the example's names put in, it is them again."""

import json
import re
from collections.abc import Mapping
from typing import Any

import pytest
import yaml

import snippets
from publish.languages import LANGUAGES
from publish.pages import permissions, placeholders
from publish.pages.template import CALLER_POLICY, ROLE, ROLE_POLICY, passed_role, template

PUBLISHED = permissions.published()
EXAMPLE = {"Region": "us-east-1", "AWS::AccountId": "111122223333", "Bucket": "sagemaker-us-east-1-111122223333"}
# What CloudFormation asks for at least where a job trains.
ALWAYS = {"Bucket", "Prefix", "Region"}
OWN = re.compile(r"(?<!\d)\d{12}(?!\d)|us-east-1|ficha-de-ensaio|your-role|1234abcd|ABCDEFGHIJKL")
each_place = pytest.mark.parametrize("place", PUBLISHED)


def written(place: str) -> dict[str, Any]:
    """The template of a snippet, read as any program reads YAML."""
    read: dict[str, Any] = yaml.load(template(PUBLISHED[place], "olá\nvocê"), yaml.CSafeLoader)
    return read


def defaults(made: Mapping[str, Any]) -> dict[str, str]:
    """What a template takes where it is told nothing."""
    declared = made.get("Parameters", {})
    return {name: each["Default"] for name, each in declared.items() if "Default" in each}


def put_in(value: Any, role: str, values: Mapping[str, str]) -> Any:
    """What CloudFormation makes of a part of a template."""
    if isinstance(value, list):
        return [put_in(part, role, values) for part in value]
    if not isinstance(value, dict):
        return value
    if value == {"Fn::GetAtt": [ROLE, "Arn"]}:
        return role
    if "Fn::Sub" in value:
        return re.sub(r"\$\{([\w:]+)\}", lambda name: values[name[1]], value["Fn::Sub"])
    return {key: put_in(part, role, values) for key, part in value.items()}


def test_every_snippet_that_calls_aws_has_its_policies() -> None:
    assert {place for place in PUBLISHED if "/" not in place} == set(snippets.names())
    assert len(snippets.names()) >= 19


@each_place
def test_with_the_names_of_the_example_a_template_is_the_documents_again(place: str) -> None:
    made, published = written(place), PUBLISHED[place]
    others = {each.name: each.text for each in placeholders.found_in(published)}
    # What a template says by itself counts before what it stands for: nobody is asked for that.
    values = EXAMPLE | others | defaults(made)
    parts = put_in(made["Resources"], passed_role(published), values)
    assert parts[CALLER_POLICY]["Properties"]["PolicyDocument"] == published["caller"]
    assert (ROLE in parts) is (ROLE_POLICY in parts) is ("role" in published)
    if "role" in published:
        assert parts[ROLE_POLICY]["Properties"]["PolicyDocument"] == published["role"]
        assert parts[ROLE]["Properties"]["AssumeRolePolicyDocument"] == published["trust"]


@each_place
def test_a_template_asks_for_what_it_puts_in_and_holds_nothing_of_the_examples(place: str) -> None:
    made = written(place)
    used = set(re.findall(r"\$\{(\w+)\}", json.dumps(made["Resources"])))
    declared = made.get("Parameters", {})
    assert used == set(declared)
    assert used >= ALWAYS or "role" not in PUBLISHED[place]
    assert OWN.findall(json.dumps(made["Resources"])) == []
    roles = set(re.findall(r":role/[^\"]+", json.dumps(made["Resources"])))
    assert roles <= {":role/${CallerRole}"}  # the role that is passed on is the template's own
    assert set(defaults(made)) == {"Prefix", "Region", "ImageRegistry"} & set(declared)


def test_two_registries_in_one_template_are_refused_where_it_has_one_name_for_them() -> None:
    published = json.loads(json.dumps(PUBLISHED["modo-script"]).replace("sagemaker-scikit-learn", "763104351884"))
    with pytest.raises(ValueError, match="ImageRegistry would be 683313688378 and 763104351884"):
        template(published, "")


def test_a_folder_stands_before_every_key_of_the_bucket_and_before_nothing_else() -> None:
    made = put_in(written("modo-script")["Resources"], "papel", EXAMPLE | {"Prefix": "time-a/", "ImageRegistry": "1"})
    text = json.dumps(made)
    assert text.count("time-a/") == text.count("modo-script/modo-script-")
    assert set(re.findall(r"time-a/[\w-]+", text)) == {"time-a/modo-script"}


def test_the_words_of_a_template_are_a_comment_before_it() -> None:
    text = template(PUBLISHED["modo-script"], "olá\n\nvocê")
    assert text.startswith("# olá\n#\n# você\nAWSTemplateFormatVersion: ")
    assert text.partition("AWS")[2].isascii()


@pytest.mark.parametrize("language", LANGUAGES, ids=lambda language: language.tag)
def test_each_name_to_replace_is_named_in_words_of_its_own(language: Any) -> None:
    words = language.words()["permissions"]
    named = {each.name.replace("::", "-") for each in placeholders.PLACEHOLDERS}
    assert len({words[name] for name in named}) == len(named) >= 9


@each_place
def test_beside_the_documents_every_name_of_the_example_is_said_to_be_one(place: str) -> None:
    said = permissions.to_put_in(PUBLISHED[place], LANGUAGES[0].words()["permissions"])
    documents = [PUBLISHED[place][who] for who in permissions.DOCUMENTS if who in PUBLISHED[place]]
    assert [each for each in set(OWN.findall(json.dumps(documents))) if each not in said] == []
