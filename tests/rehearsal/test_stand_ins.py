"""Which program stands in for which image: the Dockerfile is really read, and what cannot be stood in for is named."""

import re
from pathlib import Path
from typing import Any

import pytest

from rehearsal.machine import dockerfile, images
from rehearsal.machine.contract import NotRehearsedError
from rehearsal.machine.dockerfile import DockerfileError
from snippets import FOLDER as SNIPPETS
from tests.rehearsal.rehearsing import asked_for, said

AWS = "683313688378.dkr.ecr.us-east-1.amazonaws.com"
INHERITED = {"PATH": "/usr/bin"}


def recipe(folder: Path, text: str) -> dockerfile.Recipe:
    """Read a Dockerfile with this text, beside a treino.py and a folder codigo/."""
    (folder / "treino.py").write_text("")
    (folder / "codigo").mkdir()
    (folder / "codigo" / "um.py").write_text("")
    (folder / "Dockerfile").write_text(text)
    return dockerfile.read(folder / "Dockerfile", INHERITED)


def asked(image: str, **algorithm: Any) -> dict[str, Any]:
    return asked_for(AlgorithmSpecification={"TrainingImage": image, "TrainingInputMode": "File", **algorithm})


@pytest.mark.parametrize(
    ("line", "command"),
    [
        pytest.param('ENTRYPOINT ["python", "/a.py"]', ["python", "/a.py"], id="exec-form"),
        pytest.param("ENTRYPOINT python /a.py", ["/bin/sh", "-c", "python /a.py"], id="shell-form"),
        pytest.param('ENTRYPOINT ["um"]\nENTRYPOINT ["dois"]', ["dois"], id="the-last-one-counts"),
        pytest.param('ENTRYPOINT \\\n  # no meio\n  ["um", \\\n   "dois"]', ["um", "dois"], id="continued-lines"),
        pytest.param('entrypoint ["um"]', ["um"], id="lower-case"),
        pytest.param("", [], id="none"),
    ],
)
def test_the_entry_point_is_read(tmp_path: Path, line: str, command: list[str]) -> None:
    assert recipe(tmp_path, f"FROM scratch\n{line}").entrypoint == command


@pytest.mark.parametrize(
    ("line", "copied"),
    [
        pytest.param(
            "COPY treino.py /opt/programa/treino.py", {"/opt/programa/treino.py": "treino.py"}, id="file-to-file"
        ),
        pytest.param("COPY treino.py /opt/", {"/opt/treino.py": "treino.py"}, id="file-to-folder"),
        pytest.param("WORKDIR /app\nCOPY treino.py .", {"/app/treino.py": "treino.py"}, id="relative-to-workdir"),
        pytest.param("COPY codigo /app", {"/app": "codigo"}, id="folder"),
        pytest.param('COPY ["treino.py", "/a b/"]', {"/a b/treino.py": "treino.py"}, id="exec-form"),
        pytest.param("COPY --chmod=755 *.py /app/", {"/app/treino.py": "treino.py"}, id="flag-and-pattern"),
        pytest.param("ARG ONDE=/x\nCOPY treino.py ${ONDE}/", {"/x/treino.py": "treino.py"}, id="variable"),
    ],
)
def test_copied_files_are_where_the_image_has_them(tmp_path: Path, line: str, copied: dict[str, str]) -> None:
    files = recipe(tmp_path, f"FROM scratch\n{line}").files
    assert {inside: path.relative_to(tmp_path).as_posix() for inside, path in files.items()} == copied


def test_variables_build_on_those_of_the_base_image(tmp_path: Path) -> None:
    env = recipe(tmp_path, 'FROM scratch\nENV A=1 B="dois dois"\nENV PATH=/app:$PATH\nENV ANTIGO com espaço').env
    assert env == {"A": "1", "B": "dois dois", "PATH": "/app:/usr/bin", "ANTIGO": "com espaço"}


def test_only_the_last_stage_counts(tmp_path: Path) -> None:
    text = "FROM um AS a\nENV X=1\nCOPY treino.py /a.py\nFROM dois\nENTRYPOINT train"
    read = recipe(tmp_path, text)
    assert (read.base, read.env, read.files) == ("dois", {}, {})


@pytest.mark.parametrize(
    ("lines", "executable"),
    [
        pytest.param("COPY treino.py /a.py\nRUN chmod +x /a.py", {"/a.py"}, id="run-chmod"),
        pytest.param("COPY --chmod=755 treino.py /a.py", {"/a.py"}, id="copy-chmod"),
        pytest.param("COPY --chmod=644 treino.py /a.py", set(), id="copy-chmod-of-nobody"),
        pytest.param("COPY codigo /p\nRUN apt-get update && chmod -R 0755 /p", {"/p/um.py"}, id="a-folder"),
        pytest.param("WORKDIR /p\nCOPY codigo .\nRUN chmod u+x *.py", {"/p/um.py"}, id="a-pattern"),
        pytest.param("COPY treino.py /a.py\nRUN chmod 644 /a.py; chmod -x /a.py", set(), id="not-executable"),
        pytest.param("COPY treino.py /a.py\nRUN <<EOF\nchmod\nEOF\nRUN chmod a+rx /a.py", {"/a.py"}, id="heredoc"),
    ],
)
def test_what_an_image_makes_executable_is_known(tmp_path: Path, lines: str, executable: set[str]) -> None:
    assert recipe(tmp_path, f"FROM scratch\n{lines}").executable == executable


@pytest.mark.parametrize(
    ("lines", "copied"),
    [
        pytest.param("COPY --from=a /x.py /y.py", {"/y.py": "treino.py"}, id="a-file"),
        pytest.param("COPY --from=0 /x.py /p/", {"/p/x.py": "treino.py"}, id="by-number-into-a-folder"),
        pytest.param("COPY --from=a /p /q", {"/q": "codigo"}, id="a-folder"),
        pytest.param("COPY --from=a /p/um.py /um.py", {"/um.py": "codigo/um.py"}, id="a-file-of-a-folder"),
    ],
)
def test_what_another_stage_copied_can_be_copied_on(tmp_path: Path, lines: str, copied: dict[str, str]) -> None:
    text = f"FROM um AS a\nCOPY treino.py /x.py\nCOPY codigo /p\nFROM dois\n{lines}"
    files = recipe(tmp_path, text).files
    assert {inside: path.relative_to(tmp_path).as_posix() for inside, path in files.items()} == copied


def test_a_stage_goes_on_from_another(tmp_path: Path) -> None:
    read = recipe(tmp_path, "FROM um AS a\nENV X=1\nCOPY treino.py /a.py\nENTRYPOINT train\nFROM a\nENV Y=2")
    assert (read.base, read.env, list(read.files)) == ("um", {"X": "1", "Y": "2"}, ["/a.py"])


@pytest.mark.parametrize("line", ['ENV A "/opt/prog"', "ENV A '/opt/prog'", "ENV A=/opt/prog", 'ENV A="/opt/prog"'])
def test_the_quotes_of_a_variable_are_not_its_value(tmp_path: Path, line: str) -> None:
    assert recipe(tmp_path, f"FROM scratch\n{line}").env == {"A": "/opt/prog"}


@pytest.mark.parametrize(
    ("line", "what"),
    [
        pytest.param("COPY nada.py /a.py", said("dockerfile.no_file", source="nada.py"), id="missing-file"),
        pytest.param("COPY --from=um /a /b", said("dockerfile.copy_from", stage="um", source="/a"), id="other-image"),
        pytest.param("ADD https://a.b/c /c", said("dockerfile.add_address", source="https://a.b/c"), id="address"),
        pytest.param("ADD pesos.tar.gz /p", said("dockerfile.add_archive", source="pesos.tar.gz"), id="archive"),
        pytest.param("ONBUILD RUN x", said("dockerfile.instruction", name="ONBUILD"), id="unknown-instruction"),
        pytest.param('ENTRYPOINT ["a", ]', re.compile("."), id="broken-exec-form"),
        pytest.param("ENV \\", said("dockerfile.backslash"), id="ends-in-backslash"),
    ],
)
def test_what_cannot_be_read_is_named_with_its_line(tmp_path: Path, line: str, what: re.Pattern[str]) -> None:
    with pytest.raises(DockerfileError, match=said("dockerfile.at", path=tmp_path / "Dockerfile", number=2)) as refused:
        recipe(tmp_path, f"FROM scratch\n{line}")
    assert what.search(str(refused.value))


def test_a_container_of_ones_own_runs_its_dockerfiles_entry_point_with_train() -> None:
    program = images.program_for(
        asked("111122223333.dkr.ecr.us-east-1.amazonaws.com/x:1"), SNIPPETS / "conteiner-proprio"
    )
    assert program.command == ["python", "/opt/programa/treino.py", "train"]
    assert program.files["/opt/programa/treino.py"] == SNIPPETS / "conteiner-proprio" / "treino.py"


def test_the_builtin_algorithm_is_the_open_source_one() -> None:
    program = images.program_for(asked(f"{AWS}/sagemaker-xgboost:3.2-0"), SNIPPETS)
    assert program.stand_ins == ("xgboost-open-source",)


def test_an_entry_point_in_the_request_is_what_runs() -> None:
    request = asked(
        f"{AWS}/sagemaker-scikit-learn:1.9-0-cpu-py3", ContainerEntrypoint=["/bin/bash"], ContainerArguments=["-c"]
    )
    assert images.program_for(request, SNIPPETS).command == ["/bin/bash", "-c"]


@pytest.mark.parametrize(
    ("request_", "key"),
    [
        pytest.param(asked(f"{AWS}/sagemaker-scikit-learn:1.9-0"), "needs_script", id="framework-without-script"),
        pytest.param(asked("111122223333.dkr.ecr.us-east-1.amazonaws.com/x:1"), "unknown", id="no-dockerfile"),
        pytest.param(
            {**asked(f"{AWS}/sklearn:1.2-1-cpu-py3"), "HyperParameters": {"sagemaker_program": "treino.py"}},
            "no_toolkit",
            id="a-script-for-an-image-that-aws-has-not",
        ),
        pytest.param(asked(f"{AWS}/linear-learner:1"), "unknown", id="another-builtin"),
        pytest.param(asked_for(AlgorithmSpecification={"AlgorithmName": "x"}), "algorithm_name", id="marketplace"),
    ],
)
def test_an_image_without_a_stand_in_is_refused_with_what_to_do(tmp_path: Path, request_: Any, key: str) -> None:
    with pytest.raises(NotRehearsedError, match=said(f"images.{key}")):
        images.program_for(request_, tmp_path)
