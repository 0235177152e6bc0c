"""The real starter content: what readers ask, and what they must find first, on either database."""

import pytest
from django.contrib.auth.models import Group, Permission
from django.db import transaction

from mgsite.editions import roles
from mgsite.editions.models import Head
from mgsite.editions.readers import position
from mgsite.editions.starter import load_starter
from mgsite.editions.triggers import install_triggers
from mgsite.public.search import search

FIRST = {
    "rls sleep": ["rls-sleep", "restless-legs"],
    "magnezium migrane": [
        "magnesium-glycinate-migraine-prevention",
        "oral-magnesium-migraine-frequency",
    ],
    "400 mg": ["supplement-400-within-limits"],
    "400mg": ["supplement-400-within-limits"],
    "is 400 mg too much?": ["supplement-400-within-limits"],
    "serotonin": ["low-serotonin-migraine", "magnesium-raises-serotonin"],
    "charley horse": ["muscle-spasms", "cramps-idiopathic-adults"],
    "Willis-Ekbom": ["restless-legs", "rls-symptoms"],
    "does magnesium help restless legs": ["rls-symptoms"],
    "leg cramps pregnancy": ["cramps-pregnancy-any-form"],
    "diarrhea": ["magnesium-gi-side-effects", "glycinate-tolerability-placebo"],
    "kidney": ["kidney-disease-hypermagnesaemia"],
    "renal failure": ["kidney-disease-hypermagnesaemia"],
    "overdose": ["kidney-disease-hypermagnesaemia"],
    "adverse effects": ["natural-means-safer", "magnesium-gi-side-effects"],
    "is magnesium safe?": ["natural-means-safer", "magnesium-within-limits-healthy-adults"],
    "I cant sleep, restless legs": ["rls-sleep", "restless-legs"],
    "can I take it when pregnant": ["cramps-pregnancy-any-form"],
    "cramps": ["muscle-spasms"],
    "head ache": ["headache"],
    "headake": ["headache", "oral-magnesium-tension-type-headache"],
    "stress": ["stress-adults"],
    "before bed": ["timing-before-bed"],
    "elderly": ["sleep-onset-older-adults"],
    "topical magnesium": ["magnesium-for-fibromyalgia"],
    "bioavailability": ["magnesium-oxide-poorly-absorbed"],
    "preventing migraines": ["magnesium-glycinate-migraine-prevention"],
    "magnesuim": ["magnesium"],
    "\N{SLEEPING FACE} sleep* & (rls": ["rls-sleep", "restless-legs"],
    "statins": [],
    "what is the": [],
    "epsom salt": ["magnesium"],
    "bisglycinate": ["magnesium-glycinate-migraine-prevention", "cramps-glycinate-adults"],
    "magnesium": ["magnesium"],
    "migraine": ["migraine", "magnesium-glycinate-migraine-prevention"],
    "antibiotics": ["magnesium-drug-absorption-interactions"],
    '"loose stools"': ["magnesium-gi-side-effects"],
    "Abbasi": ["abbasi-2012"],
    "10.1016/S1474-4422(13)70067-X": ["amin-2013"],
}


@pytest.fixture(scope="module")
def loaded(django_db_setup, django_db_blocker):
    """The content loaded once for this file and taken back after it; tests here only read."""
    with django_db_blocker.unblock():
        whole = transaction.atomic()
        # As Django's own TestCase does, so that a durable publish may run inside it.
        whole._from_testcase = True
        with whole:
            roles.grant(Group, Permission)  # a test whose transactions commit may have flushed them
            Head.objects.get_or_create(pk=1)
            install_triggers()
            load_starter()
            yield
            transaction.set_rollback(True)


@pytest.mark.parametrize("text", FIRST)
def test_search_finds_first_what_was_meant(loaded, db, text):
    found = search(position(), text).versions(0, max(len(FIRST[text]), 1))

    assert [version.slug for version in found] == FIRST[text]
