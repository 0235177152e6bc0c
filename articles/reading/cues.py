"""The words by which a sentence shows what it is there for. Pure module: tables only.

General words of English and of the field; a star ends the beginning of a word. A name here is what an
editor reads as the reason (“effect: may help reduce”).
"""

from articles.reading.tokens import Phrases, listed, word_set
from claims.vocabulary import Word


class Cue(Word):
    EFFECT = "effect", "says what it does"
    CAUSE = "cause", "says what causes or goes with what"
    ROLE = "role", "gives it a role in the body"
    COMPARISON = "comparison", "ranks it above something else"
    MAKE_UP = "make-up", "says what it is made of"
    ABSORPTION = "absorption", "says how it is absorbed"
    AMOUNT = "amount", "names an amount, or how and when to take it"
    SAFETY = "safety", "says who should ask first, or what can go wrong"
    MODAL = "modal", "says what it can or may do"
    STUDIES = "studies", "appeals to studies or to what is known"
    PRAISE = "praise", "praises it: natural, popular, promising"
    INTAKE = "intake", "says how much of it people get or lack"
    SIGNPOST = "signpost", "says what the article is about to say"
    CONSULT = "consult", "sends the reader to a professional"
    INVITATION = "invitation", "invites the reader to act or to buy"
    INSTRUCTION = "instruction", "tells the reader what to do"
    DESCRIPTION = "description", "says what something is, or how people live with it"


TABLES = {
    Cue.EFFECT: """
        reduce*, reducing, reduction, improv*, help, helps, helping, helped, helpful, alleviat*,
        reliev*, relief, ease, eases, easing, eased, prevent*, promot*, support, supports,
        supporting, enhanc*, increas*, decreas*, lowers, lowering, lessen*, boost*, regulat*,
        relax*, calm*, sooth*, combat*, fight, fights, treat, treats, treating, restor*,
        replenish*, protect*, stabil*, beneficial, benefits, effective, minimi*, achieve better,
        work, works, aid in, aids, aiding, balance, balances, remed*, make it easier, feel more,
        allowing, influence, influences, effect, effects, strengthen*, shorten*, speed*,
        soften*, draws water, keeps, cure, cures, raise, raises, raising, elevat*, lift, lifts,
        stop, stops, stopping, curb*, cuts, ward off, fuel, fuels, nourish*, repair*, rebuild*,
        detox*, normalis*, normaliz*, optimis*, optimiz*, slows, tackle*, tackling, beat, beats,
        banish*, manage, manages, managing, heal, heals, healing, better sleep, counteract*,
        ability to
        """,
    Cue.CAUSE: """
        cause, causes, caused by, causing, contribut*, result from, resulting from, results
        from, due to, lead to, leads to, leading to, linked to, linked with, associated with,
        associated, trigger*, play a role, play a part, risk factor*, factors such as, occur
        when, occurs when, stem from, stems from, responsible for, blamed, makes it worse,
        worse, means less, means more, makes worse, worsened by, more likely
        """,
    Cue.ROLE: """
        essential for, is essential, essential mineral, vital for, is vital, vital mineral,
        crucial, key role, vital role, important role, significant role, plays a role, plays a
        part, involved in, needed for, necessary for, is key, are key, key to, acts as, act as,
        functions as, needed by, also essential, are essential
        """,
    Cue.COMPARISON: """
        fewer, less often, less likely, better than, more than other, than other, fewer side
        effects, ideal, best, superior, optimal, magic, excellent choice, good choice, ideal
        choice, gentler, unlike other, preferred form, excellent, perfect, promising
        """,
    Cue.MAKE_UP: """
        bound to, bonded to, bonded with, chelat*, combines, combining, consists of, formed
        from, made of, made from, made up of, composed of, contains, form of magnesium, derived
        from
        """,
    Cue.ABSORPTION: "absor*, bioavail*, utilize, utilise, uptake",
    Cue.AMOUNT: """
        dose, doses, dosage*, mg, milligram*, divided doses, lower dose, low dose, start slowly,
        start low, gradually, with food, with meals, with a meal, before bed, bedtime, in the
        evening, in the morning, times a day, a day, daily dose, twice daily, g of, gram*, per
        day, daily amount
        """,
    Cue.SAFETY: """
        blood thinner*, anticoagula*, combine it with, do not take, should not take, kidney*,
        renal, medication*, medicines, medicine, interact*, pregnan*, breastfeed*, breast-feed*,
        pre-existing condition*, side effect*, adverse effect*, diarrh*, nausea, generally safe,
        considered safe, is safe, safe for, well-tolerated, well tolerated, overdose, toxic*,
        heart condition*, allerg*, antibiotic*, blood pressure drugs
        """,
    Cue.MODAL: "can, may, might, could, will",
    Cue.STUDIES: """
        studies, study, research, shown to, shown that, known to, known for, evidence, clinical,
        scientists, experts, proven, proof, recommended, trial, trials, users say, many users,
        users report
        """,
    Cue.PRAISE: """
        natural remed*, natural, gained attention, gaining attention, gained popularity, gaining
        popularity, popular, promising, often used, commonly used, used for, used to treat,
        well-known, trusted, go-to, potential
        """,
    Cue.INTAKE: """
        deficien*, get enough, do not get enough, don't get enough, low level*, lower level*,
        lack of, low in, insufficient, adequate, level, levels, fall short, without enough, not
        enough, found in, rich in, intake, inadequate
        """,
    Cue.SIGNPOST: """
        this article, this post, this blog, this guide, blog post, in this section, we will
        explore, we'll explore, we will discuss, we'll discuss, we will look, we'll look, let's
        explore, let's look, let's dive, here is how, here's how, here are, read on, here's
        what, here is what, below you, in what follows
        """,
    Cue.CONSULT: """
        consult, consulting, healthcare professional, healthcare provider, health care provider,
        health professional, your doctor, a doctor, get help, seek help, emergency, your gp, a
        gp, your physician, a physician, pharmacist, seek medical advice, your midwife, a
        midwife, medical professional, health provider, qualified professional
        """,
    Cue.INVITATION: """
        try our, risk-free, money-back, free shipping, orders over, discount*, consider
        incorporating, consider adding, consider trying, consider giving, consider discussing,
        why not try, give it a try, give magnesium a try, buy, order, shop, click, subscribe,
        sign up, learn more, take control, you deserve, start your journey, take the first step,
        proactive, take charge, discover how, join us, browse, add to cart, try it today,
        contact us, ready to, get started, share this
        """,
    Cue.INSTRUCTION: """
        it is important to, it's important to, it is essential to, it's essential to, it is best
        to, it's best to, be sure to, make sure, remember to, you should, should consult, should
        ask, should talk, should speak, should avoid, aim for, keep in mind, pay attention,
        listen to your body, if you're considering, if you are considering, needs can vary,
        needs may vary
        """,
    Cue.DESCRIPTION: """
        is a condition, is a chronic, is a common, is a disorder, condition that, characterized
        by, characterised by, affects millions, affect millions, millions of people, people
        worldwide, hallmark, struggle with, experience, experienced by, suffer from, difficult
        for, accompanied by, many people, symptom of
        """,
}

CUES = Phrases((phrase, cue) for cue, table in TABLES.items() for phrase in listed(table))

# A heading that begins so says what it does, with “it” left out: “Reduces stress”.
HEADING_VERBS = word_set(
    """
    aids alleviates boosts calms combats decreases eases enhances fights helps improves
    increases lowers maintains prevents promotes protects provides reduces regulates relaxes
    relieves restores soothes stabilises stabilizes strengthens supports treats
    """
)
QUESTIONS = word_set("how what why when who which does is can should are do")
PRONOUNS = word_set("it this that these they such both its their")
# First words of a sentence that tells the reader what to do.
IMPERATIVES = word_set(
    """
    aim always ask avoid be check choose combine consider consult discuss drink eat give
    increase keep limit listen look monitor never opt pair practise practice remember seek speak
    start stay stretch stick stop take talk try use
    """
)
