"""What a counter-offer changed is seen by clause, paragraph, word and term."""

from dataclasses import replace

from hypothesis import given
from hypothesis import strategies as st

from kotacerdas.apps.agreements import rules
from kotacerdas.apps.agreements.types import ChangeKind, Clause, Text, WordRun
from tests.apps.agreements.made import TEXT, change


def test_the_same_text_has_no_difference():
    changes = rules.compare_texts(TEXT, TEXT)

    assert rules.count_changes(changes) == 0
    assert [each.key for each in changes] == ["", "tujuan", "pembukaan", "penyetoran"]


def test_a_changed_paragraph_shows_its_words():
    changes = rules.compare_texts(TEXT, change())

    [first] = [each for each in changes if each.kind is ChangeKind.CHANGED]
    assert first.key == "tujuan"
    [paragraph] = first.paragraphs
    assert paragraph.words == (
        WordRun(ChangeKind.SAME, "Perjanjian ini mengatur pertukaran"),
        WordRun(ChangeKind.REMOVED, " data."),
        WordRun(ChangeKind.ADDED, " data balita."),
    )


def test_a_changed_term_is_named_with_both_values():
    opening = TEXT.clauses[1]
    assert opening.duty is not None
    narrowed = replace(opening, duty=replace(opening.duty, columns=("berat", "umur"), rate_per_day=10))

    changes = rules.compare_texts(TEXT, replace(TEXT, clauses=(TEXT.clauses[0], narrowed, TEXT.clauses[2])))

    [changed] = [each for each in changes if each.kind is ChangeKind.CHANGED]
    assert [(term.name, term.before, term.after) for term in changed.terms] == [
        ("columns", "", "berat, umur"),
        ("rate_per_day", "", "10"),
    ]


def test_added_and_removed_clauses_stand_where_they_were():
    added = Clause("biaya", {"id": "Biaya", "en": "Costs"}, ("Masing-masing.",))
    after = replace(TEXT, clauses=(TEXT.clauses[0], TEXT.clauses[2], added))

    changes = rules.compare_texts(TEXT, after)

    assert [(each.key, each.kind) for each in changes if each.key] == [
        ("tujuan", ChangeKind.SAME),
        ("pembukaan", ChangeKind.REMOVED),
        ("penyetoran", ChangeKind.SAME),
        ("biaya", ChangeKind.ADDED),
    ]


WORDS = st.lists(st.sampled_from(["data", "desa", "dinas", "wajib"]), min_size=1, max_size=5).map(" ".join)
TEXTS = st.builds(
    lambda keys, lines: Text((), tuple(Clause(key, {"id": key}, tuple(lines)) for key in keys)),
    st.lists(st.sampled_from("abcde"), unique=True, max_size=5),
    st.lists(WORDS, min_size=1, max_size=4),
)


@given(before=TEXTS, after=TEXTS)
def test_both_texts_can_be_read_back_from_their_difference(before, after):
    changes = [each for each in rules.compare_texts(before, after) if each.key]

    def read(side: str, gone: ChangeKind) -> dict[str, list[str]]:
        return {
            each.key: [getattr(line, side) for line in each.paragraphs if line.kind is not gone]
            for each in changes
            if each.kind is not gone
        }

    assert read("before", ChangeKind.ADDED) == {clause.key: list(clause.paragraphs) for clause in before.clauses}
    assert read("after", ChangeKind.REMOVED) == {clause.key: list(clause.paragraphs) for clause in after.clauses}
    assert [each.key for each in changes if each.kind is not ChangeKind.REMOVED] == [c.key for c in after.clauses]


@given(text=TEXTS)
def test_a_text_survives_its_json(text):
    assert rules.read_text(rules.text_body(text)) == text
