"""The comparison on paper: it begins a page, the figure fits an upright one, the wide table of all options comes last.

Begun where another chapter ends, it would leave its figure to the next page, and on the last before the table, which is
turned, whatever lines are left over.
"""

from bs4 import Tag

from publish.book.simplify import div

ADDRESS = "comparacao/"
TABLE = "todas"  # the id of the section with the wide table


def put(article: Tag) -> None:
    """Change the page of the comparison, in place."""
    if title := article.h1:
        title.insert_before(div("fresh"))
    for figure in article.select(".levels-grid"):
        for option in figure.select("li"):
            option.name = "p"
        for listed in figure.select("td > ul"):
            listed.unwrap()
        for link in figure.select("a"):
            link["class"] = "bare"  # the table below has the pages
    for legend in article.select(".levels .marks-legend, .levels + .marks-legend"):
        legend.extract()  # of shapes, which are not printed
    if heading := article.find("h2", id=TABLE):
        section = [heading]
        for each in heading.find_next_siblings():
            if each.name == "h2" or "footnote" in each.get_attribute_list("class"):
                break
            section.append(each)
        last = div("wide", [each.extract() for each in section])
        notes = article.find(class_="footnote")
        notes.insert_before(last) if notes else article.append(last)
