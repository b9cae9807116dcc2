"""Making a book small takes nothing from it: its letters, the order in which they are read, its links, its places."""

import re
from pathlib import Path

import pikepdf
import pytest
from pypdf import PdfReader

from publish.book import joined_runs, packed


@pytest.mark.parametrize(
    ("drawn", "shorter"),
    [
        (b"1 0 0 -1 68.031494 794.4049 cm", b"1 0 0 -1 68.03 794.4 cm"),
        (b"0.050980393 0.25490198 0.24705882 scn", b"0.051 0.255 0.247 scn"),
        (b"[(A)-6.9999695(B)]TJ", b"[(A)-7(B)]TJ"),
        (b"10 200 l", b"10 200 l"),
        (rb"(\000A\001\002)Tj", b"(\0A\1\2)Tj"),
        (rb"(\000\(\000\)\000\\)Tj", b"(\0\\(\0\\)\0\\\\)Tj"),
        (rb"(\\053)Tj", rb"(\\053)Tj"),
        (rb"(\134\050\015\012)Tj", rb"(\\\(\r\n)Tj"),
        (rb"(\\\\\051\n)Tj", rb"(\\\\\)\n)Tj"),
        (b"(1.23456)Tj", b"(1.23456)Tj"),
        (b"<FEFF00AD>", b"<FEFF00AD>"),
        (b"BT\n0 Tr\n/f0 8.5 Tf", b"BT\n/f0 8.5 Tf"),
        (b"BT 0 Tr/f0 8.5 Tf", b"BT/f0 8.5 Tf"),
        (b"BT\n2 Tr\n/f0 8.5 Tf", b"BT\n2 Tr\n/f0 8.5 Tf"),
        (b"(BT 0 Tr)Tj", b"(BT 0 Tr)Tj"),
    ],
)
def test_what_draws_a_page_is_shorter_and_draws_the_same(drawn: bytes, shorter: bytes) -> None:
    assert packed.rounded(drawn) == shorter


BOX = b"0 0 9 9 re f\n"
LINE = b"q 1 0 0 -1 5 5 cm 0 0 m 9 9 l S\nQ\n"
INK = b"/c0 cs 0.11 0.165 0.165 scn"


def run(text: bytes, then: bytes = b"") -> bytes:
    """Letters as Typst draws them: the page is turned, and the letters are turned back."""
    return b"q 1 0 0 -1 68.03 794.4 cm" + INK + b"\nBT/f0 10.8 Tf 1 0 0 -1 0 0 Tm" + text + b"\nET\n" + then + b"Q\n"


def upright(text: bytes) -> bytes:
    return b"q" + INK + b"\nBT/f0 10.8 Tf 68.03 794.4 Td" + text + b"\nET\nQ\n"


@pytest.mark.parametrize(
    ("drawn", "shorter"),
    [
        (run(b"(A)Tj"), upright(b"(A)Tj")),
        (run(b"[(A)-34.02(B)0.107(C)]TJ"), upright(b"[(A)-34(BC)]TJ")),
        (run(rb"[(A\\)0.1(\(B)-0.1(\)0\(C)]TJ"), upright(rb"[(A\\)0(\(B\)0\(C)]TJ")),
        (run(rb"[(\(1.25 cm\)\nET\nQ)-7.6(])]TJ"), upright(rb"[(\(1.25 cm\)\nET\nQ)-8(])]TJ")),
        (run(b"(A)Tj") + run(b"(B)Tj"), upright(b"(A)Tj") + upright(b"(B)Tj")),
        (run(b"(A)Tj", BOX), run(b"(A)Tj", BOX)),  # it is drawn on the turned page
        (run(b"(A)Tj", BOX + b"BT(B)Tj\nET\n"), run(b"(A)Tj", BOX + b"BT(B)Tj\nET\n")),
        (LINE + run(b"(A)Tj"), LINE + upright(b"(A)Tj")),
    ],
    ids=["letters", "gaps", "no gaps", "like a command", "two runs", "a box behind", "a box between", "a line before"],
)  # fmt: skip
def test_letters_are_put_where_they_are_without_turning_the_page(drawn: bytes, shorter: bytes) -> None:
    assert packed.upright(drawn) == shorter


@pytest.mark.parametrize("said", ["Sección, página 371", "Seção “x”, página 3"])
def test_what_a_link_says_stays_in_a_byte_a_letter_if_it_fits(said: str, tmp_path: Path) -> None:
    file = tmp_path / "link.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        link = pikepdf.Dictionary(Subtype=pikepdf.Name.Link, Rect=[0, 0, 9, 9])
        link.Contents = pikepdf.String(b"\xfe\xff" + said.encode("utf-16-be"))
        pdf.pages[0].Annots = pikepdf.Array([pdf.make_indirect(link)])
        pdf.pages[0].Contents = pdf.make_stream(b"")
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(ParentTree=pikepdf.Dictionary(Nums=pikepdf.Array([])))
        pdf.save(file)
    packed.pack(file)
    with pikepdf.open(file) as pdf:
        found = pdf.pages[0].Annots[0].Contents
        assert (str(found), len(bytes(found))) == (said, len(said))


@pytest.mark.parametrize(
    ("boxes", "merged"),
    [
        ([(0, 0, 9, 9), (9, 0, 20, 9), (20, 0, 30, 9)], [(0, 0, 30, 9)]),
        ([(0, 0, 9, 9), (9, 3, 9, 3), (9, 0, 20, 9)], [(0, 0, 20, 9)]),
        ([(50, 20, 90, 29), (0, 9, 20, 18)], [(50, 20, 90, 29), (0, 9, 20, 18)]),
        ([(0, 0, 9, 9), (14, 0, 20, 9)], [(0, 0, 9, 9), (14, 0, 20, 9)]),
        ([(0, 0, 9, 20), (9, 10, 20, 20)], [(0, 0, 9, 20), (9, 10, 20, 20)]),  # the tops meet, the lines do not
    ],
)
def test_a_link_has_one_rectangle_a_line(boxes: list[packed.Rectangle], merged: list[packed.Rectangle]) -> None:
    assert packed.together(boxes) == merged


# -- the pieces of a line ----------------------------------------------------------------------------------------

RUN = b"EMC/Span<</MCID %d%s>>BDC\nq 1 0 0 -1 %d %d cm\nBT /f0 9 Tf (%s)Tj\nET\nQ\n"


def tagged(tmp_path: Path, kids: list[object], *runs: tuple[int, bytes, int, bytes]) -> tuple[str, list[object]]:
    """Pack a page whose first element has these pieces; return the numbers drawn, and what the element has left."""
    file = tmp_path / "tagged.pdf"
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        page = pdf.pages[0]
        drawn = b"".join(RUN % (number, props, 10 * number, line, text) for number, props, line, text in runs)
        page.Contents = pdf.make_stream(b"/Artifact BMC\n" + drawn + b"EMC")
        page.StructParents = 0
        first = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.P, Pg=page.obj, K=pikepdf.Array([])))
        second = pdf.make_indirect(pikepdf.Dictionary(S=pikepdf.Name.Em, Pg=page.obj, K=pikepdf.Array([9])))
        first.K = pikepdf.Array([second if kid == "inside" else kid for kid in kids])
        owners = [second if number == 9 else first for number in range(10)]
        tree = pikepdf.Dictionary(Nums=pikepdf.Array([0, pdf.make_indirect(pikepdf.Array(owners))]))
        pdf.Root.StructTreeRoot = pikepdf.Dictionary(ParentTree=tree, K=pikepdf.Array([first]))
        pdf.save(file)
    packed.pack(file)
    with pikepdf.open(file) as pdf:
        content = pdf.pages[0].Contents.read_bytes().decode("latin-1")
        left = [kid if isinstance(kid, int) else "inside" for kid in pdf.Root.StructTreeRoot.K[0].K]
    assert content.count("BDC") + content.count("BMC") == content.count("EMC")
    assert [text for *_, text in runs] == [text.encode() for text in re.findall(r"\((.*)\)Tj", content)]
    return ",".join(re.findall(r"MCID (\d+)", content)), left


def test_the_pieces_of_one_line_are_one(tmp_path: Path) -> None:
    runs = [(0, b"", 700, b"import"), (1, b"", 700, b" "), (2, b"", 700, b"os"), (3, b"", 690, b"x")]
    assert tagged(tmp_path, [0, 1, 2, 3], *runs) == ("0,3", [0, 3])


def test_pieces_in_another_language_stay_apart(tmp_path: Path) -> None:
    assert tagged(tmp_path, [0, 1], (0, b"", 700, b"a"), (1, b"/Lang(en)", 700, b"b")) == ("0,1", [0, 1])


def test_a_piece_stays_behind_the_element_that_is_read_before_it(tmp_path: Path) -> None:
    runs = [(0, b"", 700, b"a"), (1, b"", 700, b"b"), (9, b"", 700, b"c")]
    assert tagged(tmp_path, [0, "inside", 1], *runs) == ("0,1,9", [0, "inside", 1])


def test_pieces_of_two_elements_stay_apart(tmp_path: Path) -> None:
    runs = [(0, b"", 700, b"a"), (9, b"", 700, b"b"), (1, b"", 700, b"c")]
    assert tagged(tmp_path, [0, 1, "inside"], *runs) == ("0,9,1", [0, 1, "inside"])


def test_a_packed_pdf_opens_with_its_outline(tmp_path: Path) -> None:
    tagged(tmp_path, [0], (0, b"", 700, b"a"))
    assert PdfReader(tmp_path / "tagged.pdf").page_mode == "/UseOutlines"


# -- the runs of a line ------------------------------------------------------------------------------------------

FONTS = {b"/f0": {1: 500.0, 2: 250.0}}  # an "A" is half as wide as its size


def run(
    x: float, shown: bytes, y: float = 700, colour: bytes = b"/c0 cs 0 0 0 scn", font: bytes = b"/f0 10 Tf"
) -> bytes:
    return b"q 1 0 0 -1 %g %g cm%b\nBT 0 Tr%b 1 0 0 -1 0 0 Tm%b\nET\nQ\n" % (x, y, colour, font, shown)


@pytest.mark.parametrize(
    ("runs", "joined"),
    [
        ([run(10, rb"(\000\001)Tj"), run(15, rb"(\000\002)Tj")], run(10, rb"[(\000\001\000\002)]TJ")),
        ([run(10, rb"(\000\001)Tj"), run(15.5, rb"(\000\002)Tj")], run(10, rb"[(\000\001)-50.0(\000\002)]TJ")),
        ([run(10, rb"[(\000\001)100(\000\002)]TJ"), run(16.5, rb"(\000\001)Tj")],
         run(10, rb"[(\000\001)100(\000\002\000\001)]TJ")),
        ([run(10, rb"(\000\001)Tj"), run(15, rb"(\000\002)Tj"), run(17.5, rb"(\000\001)Tj")],
         run(10, rb"[(\000\001\000\002\000\001)]TJ")),
        ([run(10, rb"(\000\001)Tj"), run(15.5, rb"[-9(\000\002)]TJ")], run(10, rb"[(\000\001)-50.0-9(\000\002)]TJ")),
    ],
    ids=["touching", "behind a gap", "behind a gap inside", "three", "behind a number"],
)  # fmt: skip
def test_runs_that_follow_each_other_on_a_line_are_one_and_their_letters_stay_in_place(
    runs: list[bytes], joined: bytes
) -> None:
    assert joined_runs.joined(b"before " + b"".join(runs) + b"after", FONTS) == b"before " + joined + b"after"


@pytest.mark.parametrize(
    "other",
    [
        run(15, rb"(\000\002)Tj", y=690),
        run(15, rb"(\000\002)Tj", colour=b"/c0 cs 1 0 0 scn"),
        run(15, rb"(\000\002)Tj", font=b"/f1 10 Tf"),
        run(15, rb"(\000\002)Tj", font=b"/f0 9 Tf"),
        run(90, rb"(\000\002)Tj"),
        b"EMC" + run(15, rb"(\000\002)Tj"),
    ],
    ids=["line", "colour", "font", "size", "far away", "another piece"],
)
def test_runs_that_differ_stay_apart(other: bytes) -> None:
    drawn = joined_runs.joined(run(10, rb"(\000\001)Tj") + other, FONTS)
    assert drawn.count(b"BT") == 2
    assert b"(\\000\\001)" in drawn
    assert b"(\\000\\002)" in drawn


def test_runs_of_a_font_whose_widths_are_not_known_stay_apart() -> None:
    runs = run(10, rb"(\000\001)Tj") + run(15, rb"(\000\002)Tj")
    assert joined_runs.joined(runs, {}) == runs


def test_a_letter_that_is_written_as_an_escape_is_measured() -> None:
    fonts = {b"/f0": {0x28: 300.0, 0x5C: 400.0, 0x0A: 500.0}}
    runs = run(10, rb"(\000\(\000\\\000\n)Tj") + run(22, rb"(\000\()Tj")
    assert joined_runs.joined(runs, fonts) == run(10, rb"[(\000\(\000\\\000\n\000\()]TJ")


def test_the_widths_of_letters_are_read_one_by_one_and_for_all_of_a_row(tmp_path: Path) -> None:
    with pikepdf.new() as pdf:
        pdf.add_blank_page()
        below = pikepdf.Dictionary(W=pikepdf.Array([1, pikepdf.Array([500, 250]), 7, 9, 100]))
        font = pdf.make_indirect(pikepdf.Dictionary(DescendantFonts=pikepdf.Array([below])))
        pdf.pages[0].Resources = pikepdf.Dictionary(Font=pikepdf.Dictionary(f0=font))
        found = joined_runs.Fonts({}).of(pdf.pages[0])
    assert found == {b"/f0": {1: 500, 2: 250, 7: 100, 8: 100, 9: 100}}
