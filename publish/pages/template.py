"""One CloudFormation template with the execution role, its policy, and the policy of whoever runs a snippet.

With the parameters that stand for the example's account, bucket and Region it says what the JSON documents say, and
nothing else. Its words are in English and ASCII: a template holds them where a console may not show any others.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any

import yaml

from publish.pages.placeholders import PLACEHOLDERS, PREFIX, Placeholder, found_in

Document = Mapping[str, Any]
ROLE, ROLE_POLICY, CALLER_POLICY = "ExecutionRole", "ExecutionRolePolicy", "CallerPolicy"
BUCKET_ARN = "arn:aws:s3:::${Bucket}"


@dataclass(frozen=True)
class _Writer:
    """Writes documents of one template: ``role`` is the ARN that stands for the template's own role."""

    role: str

    def document(self, policy: Document) -> Document:
        """Return a policy with what the template puts in the places of the example's names."""
        return {**policy, "Statement": [self._statement(each) for each in policy["Statement"]]}

    def _statement(self, statement: Document) -> dict[str, Any]:
        resources = [self._resource(each) for each in statement["Resource"]]
        written = {**statement, "Resource": resources}
        if "Condition" in statement:
            prefixed = {"Fn::Sub": BUCKET_ARN} in resources
            written["Condition"] = {
                test: {
                    key: [_prefixed(each) if prefixed and key == "s3:prefix" else _text(each) for each in values]
                    for key, values in keys.items()
                }
                for test, keys in statement["Condition"].items()
            }
        return written

    def _resource(self, resource: str) -> Any:
        if resource == self.role:
            return {"Fn::GetAtt": [ROLE, "Arn"]}
        text = _text(resource)
        if isinstance(text, dict):
            text = {"Fn::Sub": text["Fn::Sub"].replace(f"{BUCKET_ARN}/", BUCKET_ARN + "/${Prefix}")}
        return text


def _text(text: str) -> Any:
    """Return a text, with the names of parameters in it if something of the example's stands in it."""
    found = text
    for placeholder in PLACEHOLDERS:
        found = found.replace(placeholder.text, f"${{{placeholder.name}}}")
    return {"Fn::Sub": found} if found != text else text


def _prefixed(key: str) -> dict[str, str]:
    return {"Fn::Sub": "${Prefix}" + key}


def passed_role(permissions: Mapping[str, Document]) -> str:
    """Return the ARN of the role that the caller passes on; nothing if it passes none."""
    passing = (one for one in permissions["caller"]["Statement"] if "iam:PassRole" in one["Action"])
    return next((str(one["Resource"][0]) for one in passing), "")


def asked(permissions: Mapping[str, Document]) -> list[Placeholder]:
    """Return what the template of some policies asks for, in its order.

    Raises:
        ValueError: if two texts of the documents have one name, of which a template could only hold one.
    """
    names = set(re.findall(r"\$\{(\w+)\}", " ".join(_subs(_resources(permissions)))))
    found = [each for each in found_in(permissions) if each.name in names]
    for name in names:
        texts = [each.text for each in found if each.name == name]
        if len(texts) > 1:
            raise ValueError(f"permissions: {name} would be {' and '.join(texts)}: name them apart in placeholders.py")
    prefix = [PREFIX] if PREFIX.name in names else []  # after its bucket, which is the first of all placeholders
    return [*found[:1], *prefix, *found[1:]]


def template(permissions: Mapping[str, Document], comment: str) -> str:
    """Return a template as YAML.

    Args:
        permissions: of a snippet's result: ``caller``, and ``role`` with ``trust`` where it passes a role on.
        comment: what stands on top of it, in lines.
    """
    parameters = {each.name: each.parameter for each in asked(permissions)}
    whole = {
        "AWSTemplateFormatVersion": "2010-09-09",
        "Description": "Permissions for one snippet of an independent guide, not affiliated with AWS",
        **({"Parameters": parameters} if parameters else {}),
        "Resources": _resources(permissions),
        "Outputs": _outputs(permissions),
    }
    lines = "".join(f"# {line}".rstrip() + "\n" for line in comment.splitlines())
    return lines + yaml.dump(whole, Dumper=_Plain, sort_keys=False, width=1000)


def _resources(permissions: Mapping[str, Document]) -> dict[str, Any]:
    writer = _Writer(passed_role(permissions))
    resources: dict[str, Any] = {}
    if "role" in permissions:
        resources[ROLE] = {
            "Type": "AWS::IAM::Role",
            "Properties": {"AssumeRolePolicyDocument": permissions["trust"]},
        }
        resources[ROLE_POLICY] = {  # apart from its role, whose own ARN may stand in it
            "Type": "AWS::IAM::RolePolicy",
            "Properties": {
                "RoleName": {"Ref": ROLE},
                "PolicyName": "training",
                "PolicyDocument": writer.document(permissions["role"]),
            },
        }
    resources[CALLER_POLICY] = {
        "Type": "AWS::IAM::ManagedPolicy",
        "Properties": {"PolicyDocument": writer.document(permissions["caller"])},
    }
    return resources


def _outputs(permissions: Mapping[str, Document]) -> dict[str, Any]:
    outputs: dict[str, Any] = {}
    if "role" in permissions:
        outputs["RoleArn"] = {
            "Description": "The execution role: ROLE in the snippet",
            "Value": {"Fn::GetAtt": [ROLE, "Arn"]},
        }
    outputs["CallerPolicyArn"] = {
        "Description": "Attach it to the identity that runs the snippet",
        "Value": {"Ref": CALLER_POLICY},
    }
    return outputs


class _Plain(yaml.CSafeDumper):
    """Writes a value that occurs twice twice: CloudFormation reads no YAML aliases made by a program.

    In C, like the readers of the tests: seventy templates take a tenth of the time.
    """

    def ignore_aliases(self, data: Any) -> bool:
        return True


def _subs(value: Any) -> Iterator[str]:
    """Yield every text into which CloudFormation puts something."""
    if isinstance(value, Mapping):
        for name, part in value.items():
            if name == "Fn::Sub":
                yield part
            else:
                yield from _subs(part)
    elif isinstance(value, list):
        for part in value:
            yield from _subs(part)
