"""The diagnosis on paper: the symptoms by the text that one sees, each with its name, what to do, and where more is."""

from bs4 import BeautifulSoup, Tag

ADDRESS = "diagnosticar/"  # of the page with the diagnosis
_SOUP = BeautifulSoup("", "lxml")


def put(article: Tag) -> None:
    """Put short tables, one for each place where symptoms show, where a page has those of the screen."""
    for tables in article.select("[data-symptoms]"):
        for box in tables.select("details"):
            title, table = box.find("summary"), box.find("table")
            heading = _SOUP.new_tag("h2", attrs={"id": str(box["id"])})
            heading.string = title.get_text() if title else ""
            for row in table.find_all("tr") if table else ():
                _shorten(row)
            box.replace_with(heading, *([table] if table else []))


def _shorten(row: Tag) -> None:
    """Leave what is seen, and beside it the name, which is the link, with what to do: few pages say that too."""
    cells = row.find_all(["th", "td"], recursive=False)
    advice = cells[-1].extract().select_one("[data-advice]")
    for what in row.select("[data-what]"):
        what.replace_with(advice or "")
