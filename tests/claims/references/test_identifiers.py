"""Form and check digit of each identifier, and what is found in pasted text."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from claims.references.identifiers import (
    checked,
    normal_doi,
    normal_isbn,
    normal_issn,
    normal_nct,
    normal_pmcid,
    normal_pmid,
    recognised,
)


@pytest.mark.parametrize(
    ("text", "doi"),
    [
        ("10.1000/182", "10.1000/182"),
        ("https://doi.org/10.1016/S1474-4422(13)70067-X", "10.1016/S1474-4422(13)70067-X"),
        ("http://dx.doi.org/10.1000/a%28b%29", "10.1000/a(b)"),
        ("doi: 10.1000/182.", "10.1000/182"),
        ("DOI:10.1000/182),", "10.1000/182"),
        (
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
            "10.1002/(SICI)1097-0258(19980815/30)17:15/16<1661::AID-SIM968>3.0.CO;2-2",
        ),
        ("10.12/182", ""),
        ("11.1000/182", ""),
        ("10.1000/", ""),
        ("10.1000/1 82", ""),
        ("10.1000/" + "x" * 193, ""),
        ("10.1000/" + "x" * 500, ""),
        ("...", ""),
        ("", ""),
    ],
)
def test_doi_is_brought_to_its_bare_form(text, doi):
    assert normal_doi(text) == doi


@pytest.mark.parametrize(
    ("text", "pmid"),
    [
        ("28445426", "28445426"),
        ("PMID: 28445426", "28445426"),
        ("https://pubmed.ncbi.nlm.nih.gov/28445426/", "28445426"),
        ("www.ncbi.nlm.nih.gov/pubmed/28445426", "28445426"),
        ("0", ""),
        ("012345", ""),
        ("123456789", ""),
        ("٢٨٤", ""),
        ("PMC123", ""),
    ],
)
def test_pmid_is_one_to_eight_digits(text, pmid):
    assert normal_pmid(text) == pmid


@pytest.mark.parametrize(
    ("text", "pmcid"),
    [
        ("PMC3703169", "PMC3703169"),
        ("pmcid: pmc3703169.2", "PMC3703169"),
        ("https://pmc.ncbi.nlm.nih.gov/articles/PMC3703169/", "PMC3703169"),
        ("https://www.ncbi.nlm.nih.gov/pmc/articles/PMC3703169", "PMC3703169"),
        ("3703169", ""),
        ("PMC", ""),
    ],
)
def test_pmcid_is_pmc_and_digits(text, pmcid):
    assert normal_pmcid(text) == pmcid


@pytest.mark.parametrize(
    ("text", "number"),
    [("nct01234567", "NCT01234567"), ("NCT 01234567", "NCT01234567"), ("NCT1", "")],
)
def test_nct_number_has_eight_digits(text, number):
    assert normal_nct(text) == number


@pytest.mark.parametrize(
    ("text", "isbn"),
    [
        ("978-0-306-40615-7", "9780306406157"),
        ("0-306-40615-2", "0306406152"),
        ("0-8044-2957-x", "080442957X"),
        ("978-0-306-40615-8", ""),
        ("0-306-40615-3", ""),
        ("977-0-306-40615-7", ""),
        ("030640615", ""),
    ],
)
def test_isbn_is_checked_by_its_digit(text, isbn):
    assert normal_isbn(text) == isbn


@pytest.mark.parametrize(
    ("text", "issn"),
    [("0378-5955", "0378-5955"), ("2434561x", "2434-561X"), ("0378-5956", ""), ("0378", "")],
)
def test_issn_is_checked_by_its_digit(text, issn):
    assert normal_issn(text) == issn


@given(st.text("0123456789", min_size=12, max_size=12), st.integers(1, 9))
def test_isbn_with_one_digit_changed_is_refused(digits, step):
    body = "978" + digits[:9]
    valid = next(body + str(check) for check in range(10) if normal_isbn(body + str(check)))
    changed = str((int(valid[5]) + step) % 10)
    assert normal_isbn(valid[:5] + changed + valid[6:]) == ""


def test_fault_says_what_the_form_is():
    assert checked("nct", "NCT1", 4).fault == (
        "“NCT1” is no NCT number: one is NCT and eight digits, as in NCT01234567."
    )
    assert checked("isbn", "978-0-306-40615-8").fault == (
        "“978-0-306-40615-8” is no ISBN: its length or its check digit is wrong."
    )


def found(text: str) -> list[tuple[str, str, int]]:
    return [(one.kind, one.value, one.line) for one in recognised(text)]


def test_pasted_list_of_everything_is_recognised_in_order():
    text = (
        "https://doi.org/10.3390/nu9050429\n\n"
        "PMID: 28445426; PMC5452159\n"
        "23578775, 1\n"
        "https://pubmed.ncbi.nlm.nih.gov/22808447/\n"
        "NCT01234567 ISBN 978-0-306-40615-7 and ISSN: 0378-5955\n"
    )
    assert found(text) == [
        ("doi", "10.3390/nu9050429", 1),
        ("pmid", "28445426", 3),
        ("pmcid", "PMC5452159", 3),
        ("pmid", "23578775", 4),
        ("pmid", "1", 4),
        ("pmid", "22808447", 5),
        ("nct", "NCT01234567", 6),
        ("isbn", "9780306406157", 6),
        ("issn", "0378-5955", 6),
    ]


def test_pasted_dois_without_spaces_between_them_come_apart():
    assert found("10.1000/a,10.1000/b;doi:10.1000/c") == [
        ("doi", "10.1000/a", 1),
        ("doi", "10.1000/b", 1),
        ("doi", "10.1000/c", 1),
    ]


def test_pasted_citation_gives_its_identifiers_and_no_year():
    text = "Boyle NB. Nutrients. 2017 Apr;9(5):429. doi: 10.3390/nu9050429. PMID: 28445426."
    assert found(text) == [("doi", "10.3390/nu9050429", 1), ("pmid", "28445426", 1)]


def test_pasted_escaped_doi_is_unescaped():
    assert found("see https://doi.org/10.1000%2Fa%28b%29.") == [("doi", "10.1000/a(b)", 1)]


@pytest.mark.parametrize(
    ("line", "fault"),
    [
        ("magnesium 2017", "“magnesium 2017” holds no DOI, PMID, PMCID or NCT number."),
        ("PMID 123456789", "“123456789” is no PMID: one has one to eight digits, as in 28445426."),
        ("NCT12", "“NCT12” is no NCT number: one is NCT and eight digits, as in NCT01234567."),
        (
            "10.123/x",
            "“10.123/x” is no DOI: one starts with 10., a number of four to nine digits and a slash, "
            "as in 10.1000/182.",
        ),
        ("ISSN 0378-5956", "“0378-5956” is no ISSN: its length or its check digit is wrong."),
    ],
)
def test_pasted_line_with_nothing_usable_says_why(line, fault):
    assert [(one.value, one.line, one.fault) for one in recognised(f"\n{line}\n")] == [
        ("", 2, fault)
    ]
