"""Rehearse a snippet, or your own training script, on this computer: `python -m rehearsal --help`.

Exit codes: 0 it ran to its end (and a job completed, if there was any); 1 the snippet or its job failed;
2 wrong arguments, or no such snippet; 3 the environment lacks something; 130 interrupted.
"""

import argparse
import errno
import importlib.util
import json
import re
import shutil
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import Any

import snippets

OWN_SCRIPT = Path(__file__).parent / "command" / "own_script.py"
# Options without which a snippet would not show what it is about; what the reader gives counts more.
OWN_OPTIONS = {"spot-com-checkpoints": ["--interrupt-spot-at", "epoca=7 ", "--stop-grace", "0"]}
NEEDED = ("sagemaker", "moto", "flask", "flask_cors", "boto3")


def launch_file(what: str) -> Path | None:
    """Return the file to run for a snippet's name, a folder with lancar.py, or a file; None if there is none."""
    candidates = (snippets.launch_file(what), Path(what), Path(what) / snippets.LAUNCH)
    return next((path.resolve() for path in candidates if path and path.is_file()), None)


def expression(text: str) -> re.Pattern[str] | None:
    """Read a regular expression of the command line; an empty one is none."""
    try:
        return re.compile(text) if text else None
    except re.error as error:
        raise argparse.ArgumentTypeError(f"{text!r} não é uma expressão regular: {error}") from error


def policies(text: str) -> dict[str, Any]:
    """Read the policies of the command line: a JSON file with ``caller`` and ``role``, or none."""
    if text == "none":
        return {}
    try:
        read: dict[str, Any] = json.loads(Path(text).read_text(encoding="utf-8"))
        return {who: read[who] for who in ("caller", "role") if who in read}
    except (OSError, ValueError, TypeError) as error:
        raise argparse.ArgumentTypeError(f"{text} não é um arquivo JSON de políticas: {error}") from error


def published(file: Path, name: str) -> dict[str, Any]:
    """Return the policies that the guide publishes for a snippet of its own; none for any other launch file."""
    kept = snippets.RESULTS / f"{name}.json"
    if file != snippets.launch_file(name) or not kept.is_file():
        return {}
    told: dict[str, Any] = json.loads(kept.read_text(encoding="utf-8")).get("permissions", {})
    return told


def positive(text: str) -> int:
    """Read a whole number above zero."""
    if not text.isdecimal() or int(text) < 1:
        raise argparse.ArgumentTypeError(f"{text!r} não é um número inteiro maior que zero")
    return int(text)


def arguments(argv: Sequence[str]) -> argparse.Namespace:
    """Read the command line; what cannot work ends the program with exit code 2 and says why."""
    parser = argparse.ArgumentParser(
        prog="python -m rehearsal",
        description="Roda um exemplo, sem mudá-lo, neste computador: o SDK de verdade, nenhuma conta na AWS, "
        "e um treinamento que acontece.",
        epilog=f"Exemplos: {', '.join(snippets.names())}",
    )
    parser.add_argument("snippet", nargs="*", help="nome do exemplo, arquivo, ou pasta com lancar.py")
    parser.add_argument("--script", type=Path, help="o seu próprio script de treinamento, em modo script")
    parser.add_argument("--data", action="append", default=[], metavar="[CANAL=]PASTA", help="dados do --script")
    parser.add_argument("--hyperparameter", action="append", default=[], metavar="NOME=VALOR", help="do --script")
    parser.add_argument("--metric", action="append", default=[], metavar="NOME=REGEX", help="do --script")
    parser.add_argument("--max-runtime", type=int, default=3600, metavar="S", help="do --script, em segundos")
    parser.add_argument("--update", action="store_true", help="regrava snippets/results/: todos, ou os nomeados")
    parser.add_argument("--work", type=Path, help="pasta de trabalho (padrão: build/rehearsal/<nome>)")
    parser.add_argument("--isolation", choices=("auto", "namespace", "rewrite"), default="auto")
    parser.add_argument("--stop-grace", type=float, default=120, metavar="S", help="entre SIGTERM e SIGKILL")
    parser.add_argument(
        "--interrupt-spot-at",
        type=expression,
        metavar="REGEX",
        help='tira a máquina de um job spot na primeira linha do log em que isto aparece; "": não tira',
    )
    parser.add_argument("--search-jobs", type=positive, metavar="N", help="treina no máximo N jobs de cada busca")
    parser.add_argument("--region", default="us-east-1", help='região padrão deste computador; "" para nenhuma')
    parser.add_argument(
        "--permissions",
        type=policies,
        metavar="ARQUIVO",
        help='roda com estas políticas do IAM (JSON com "caller" e "role"); um exemplo do guia, com as publicadas '
        'ao lado dele; "none": tudo é permitido',
    )
    parser.add_argument("--report", type=Path, metavar="ARQUIVO", help="grava em JSON o que aconteceu")
    options = parser.parse_args(argv)
    if len(options.snippet) == 1:
        options = parser.parse_args([*OWN_OPTIONS.get(options.snippet[0], []), *argv])
    if options.update:
        if unknown := set(options.snippet) - set(snippets.names()):
            parser.error(f"não há exemplo {', '.join(sorted(unknown))}; há {', '.join(snippets.names())}")
    elif options.script:
        if options.snippet:
            parser.error("--script não combina com o nome de um exemplo")
        for path in (options.script, *(Path(given.rpartition("=")[2]) for given in options.data)):
            if not path.exists():
                parser.error(f"{path} não existe")
    elif len(options.snippet) != 1:
        parser.error(f"diga um exemplo ({', '.join(snippets.names())}) ou --script SEU_SCRIPT.py")
    return options


def own_script_arguments(options: argparse.Namespace) -> list[str]:
    """Return the arguments of command/own_script.py, with absolute paths: it runs in the working folder."""
    parts = [given.rpartition("=") for given in options.data]
    channels = [f"{name or 'train'}={Path(folder).resolve()}" for name, _, folder in parts]
    packed = json.dumps([channels, options.hyperparameter, options.metric, options.max_runtime])
    return [str(options.script.resolve()), packed]


def prepare(work: Path) -> None:
    """Make an empty working folder. One that an earlier rehearsal left is emptied; any other is refused."""
    marker = work / ".ensaio"
    if marker.is_file():
        shutil.rmtree(work)
    elif work.is_dir() and any(work.iterdir()):
        raise FileExistsError(errno.EEXIST, "ela tem arquivos que não são de um ensaio")
    work.mkdir(parents=True, exist_ok=True)
    marker.touch()


def complain(message: str) -> None:
    """Tell the reader what is wrong and what to do."""
    print(message, file=sys.stderr)


def main(argv: Sequence[str]) -> int:
    """Run the command line and return its exit code."""
    options = arguments(argv)
    if sys.platform == "win32":
        complain("No Windows, o ensaio roda no WSL: abra um terminal Linux e repita o comando nele.")
        return 3
    if lacking := [name for name in NEEDED if importlib.util.find_spec(name) is None]:
        complain(f"Faltam pacotes: {', '.join(lacking)}. `make rehearse` os instala antes de ensaiar.")
        return 3
    if options.update:
        from rehearsal.command import results

        return results.update(options.snippet or snippets.names())

    launch_arguments: list[str] = []
    if options.script:
        file, name, launch_arguments = OWN_SCRIPT, options.script.stem, own_script_arguments(options)
    else:
        found = launch_file(options.snippet[0])
        if not found:
            complain(f"Não há exemplo nem arquivo {options.snippet[0]!r}. Exemplos: {', '.join(snippets.names())}")
            return 2
        file, name = found, found.parent.name if found.name == snippets.LAUNCH else found.stem

    report = options.report and options.report.resolve()
    work = (options.work or Path("build/rehearsal") / name).resolve()
    try:
        prepare(work)
    except OSError as error:
        complain(f"Não posso usar a pasta {work}: {error.strerror}. Escolha outra com --work.")
        return 3
    from rehearsal.machine.inside import enclosure

    enclosed = options.isolation != "rewrite" and enclosure.seal()
    if options.isolation == "namespace" and not enclosed:
        complain("Este sistema não dá namespaces do Linux. Tire --isolation namespace.")
        return 3

    from rehearsal.aws.cloud import Settings  # only now: threads and big libraries come after the seal
    from rehearsal.command.launch import rehearse

    may = published(file, name) if options.permissions is None else options.permissions
    settings = Settings(
        enclosed, options.stop_grace, options.region, options.search_jobs, options.interrupt_spot_at, may
    )
    return rehearse(name, file, launch_arguments, work, settings, report)


if __name__ == "__main__":
    sys.exit(main(sys.argv[1:]))
