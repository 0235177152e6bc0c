"""Words that readers and texts use for the same thing, beside the names in print. Pure module.

Everyday words and doctors' words meet here. A name of something in print belongs to its item
instead, where editors can change it.
"""

from mgsite.editions.search_words import stems
from mgsite.public.search_query import Naming

_SAME = """
absorption, absorb, bioavailability, bioavailable
anxiety, anxious, nervousness
bedtime, before bed, evening
blood pressure, hypertension
breastfeeding, breast feeding, breastfed, lactation
child, children, kid, paediatric
deficiency, deficient, low magnesium, magnesium deficiency, hypomagnesaemia
diarrhoea, loose stool
dose, dosage, dosing
elderly, older adult, older people, senior
fatigue, tired, tiredness, exhaustion
headache, head ache
insomnia, sleeplessness, sleep problem, poor sleep, trouble sleeping
kidney, renal, kidney disease, kidney failure, kidney problem, kidney function, renal disease, renal failure
medicine, medication, drug
overdose, toxicity, toxic, poisoning, hypermagnesaemia, harmful
prevention, prophylaxis, prophylactic, preventive
safe, safer, safety, harm, harmless, danger, dangerous
side effect, adverse effect, adverse event, adverse reaction, unwanted effect
topical, transdermal, skin, magnesium oil, magnesium spray, magnesium cream
"""
SYNONYMS = tuple(
    Naming("", tuple(dict.fromkeys(stems(name) for name in line.split(","))))
    for line in _SAME.strip().split("\n")
)
