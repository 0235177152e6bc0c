"""What articles about supplements speak of, where the database has no table of names. Pure module: tables only.

Conditions, supplements and forms come with their names from the database. These are outcomes, mechanisms,
other nutrients and circumstances of taking; a star ends the beginning of a word. General words of the field,
not of one text. A line that begins with two spaces goes on with the one above.
"""

from collections.abc import Iterator

from articles.reading.entities import EntityKind, Term
from articles.reading.tokens import listed

OUTCOMES = """
pain: pain*, ache*, aching, painkiller*, discomfort
relief: reliev*, relief, alleviat*, remedy for, remed* for
prevention: prevent*, preventing, keep away, ward off
attacks: attack*, episode*
sleep: sleep*, insomnia, asleep, restful night*, sleep-promoting, settle down for the night
anxiety: anxi*, worry, worries, panic, nervousness
stress: stress*, cortisol
fatigue: fatigue*, tired*, exhaust*, energy level*, rested, vitality
mood: mood*, depress*, emotional*, mental health
inflammation: inflamm*, anti-inflammatory, c-reactive protein, crp
frequency: frequen*, how often, fewer attacks, number of attacks, less often, migraine day*,
  headache day*, per month, fewer migraines, fewer headaches
severity: severity, intensity, intense, milder, severe
well-being: well-being, wellbeing, quality of life, overall health, optimal health
cramps: cramp*, spasm*, muscle cramp*, muscle spasm*, leg cramp*, involuntary muscle contraction*,
  charley horse*
tension-headache: tension headache*, tension-type headache*, stress headache*
other-symptoms: other symptom*, sensitivity to light, light sensitivity
symptoms: symptom*
urge: urge, urges, urge to move
daytime: during the day, by day, daytime, throughout the day
side-effects: side effect*, adverse effect*, well-tolerated, well tolerated, tolerat*, tolerab*
gi-upset: diarrh*, nausea, stomach cramp*, digestive upset, digestive side effect*, digestive
  discomfort, gastrointestinal discomfort, gastrointestinal side effect*, stomach upset, upset*,
  bowel*, stomach, laxative*, loose stools, gut effects, gentle on the stomach
digestion: digest*, gastrointestinal
fertility: fertil*
weight: weight loss, lose weight, metabolism
bone: bone*, osteoporosis
skin: skin, acne
constipation: constipat*, bowel movement*, stool*, regularity
"""

MECHANISMS = """
calming: calm*, sooth*, relaxation, relax, relaxes, relaxing, relaxed, unwind*, settle down
muscle-relaxation: muscle relax*, muscle-relax*, relax* muscle*, relax* the muscle*, relax* skeletal
  muscle*, natural muscle relaxant, muscle tension, tense muscle*, relaxed muscle*
muscle: muscle*, muscular, contraction*
vessels: blood vessel*, vasodilat*, blood flow, circulation
calcium: calcium
serotonin: serotonin
neurotransmitter: neurotransmit*, gaba, nmda, glutamate, dopamine, melatonin
nerve: nerve*, nervous system, neuron*, neural, neuromuscular
nerve-signals: nerve signal*, signal*, nerve transmission
excitability: excitab*, overactive, over-active, fire too easily, over-excitab*, nerve excitability
energy-production: energy production, energy metabolism, cellular level, cellular energy,
  mitochondri*, atp
immune: immun*
heart: heart*, blood pressure, cardiovascular
blood-sugar: blood sugar, glucose, insulin
microbiome: microbiome, good bacteria, bacteria in your gut, gut bacteria, gut flora, gut health,
  microbiota
absorption: absor*, bioavail*, utilize, utilise, uptake
composition: bound, bonded, chelat*, amino acid*, formed from, consists of, combines
essential: essential mineral, vital mineral, bodily function*, body function*, functions in the
  body, muscle function, nerve function, muscle contraction*, muscle and nerve function, key role,
  crucial role, vital role, needed for
levels: level*, magnesium level*, body magnesium
lower-levels: lower level*, low level*, lower magnesium, lower body magnesium, magnesium levels than
deficiency: deficien*, low magnesium, lack of magnesium, insufficient magnesium, low dietary
  magnesium
restore: restor*, replenish*, correct*, addressing
genes: gene, genes, genetic*, inherit*, hereditary, family history
indirect: indirect*, in turn, consequently
"""

NUTRIENTS = """
glycine: glycine
iron: iron, ferritin
electrolytes: electrolyte*, sodium, potassium
water: water, hydrat*, fluid*, well hydrated, stay hydrated
dehydration: dehydrat*
vitamins: vitamin*, zinc, folate
"""

CIRCUMSTANCES = """
dose: dose, doses, dosage*, daily amount*, milligram*
optimal: optimal, magic number, ideal, perfect, best dose, sweet spot, right dose
divided: divided, split*, smaller dose*, smaller amount*, several doses
start-low: start slow*, start low, starting low, lower dose, low dose, smaller dose, gradual*,
  increase it, increasing gradually
with-food: with food, with meals, with a meal, on an empty stomach, after eating
timing: bedtime, before bed, evening, evenings, minutes before, time of day, another time
intake: diet, diets, dietary, intake*, get enough, diet alone
food-sources: found in many foods, foods, many foods, leafy green*, nuts, whole grains
safety: safe, safely, safer, safety, harm, harmful, lasting harm, gentler
kidney: kidney*, renal
medicines: medication*, medicine*, drug*, antibiotic*, prescription*, interact*, blood thinner*,
  anticoagula*, triptan*, levothyroxine
diuretics: diuretic*, proton-pump inhibitor*
standard-care: preventive medicine*, standard treatment*, would rather not, prefer not to take
other-illness: pre-existing condition*, medical condition*, health condition*, some illnesses,
  certain illnesses
limits: upper limit*, limits, official limit*
pregnancy: pregnan*, breast-feeding, breastfeeding, expectant, expecting
older-adults: older adult*, older people, elderly
exertion: exert*, overexert*, physical exertion, hard exercise, strenuous
exercise: exercis*, physical activity, yoga, stretching
therapy: stress management, psycholog*, cognitive behavio*, therapy, therapies
natural: natural*, natural remed*, remed*, herbal
other-forms: other form*, other common form*, than other, forms of magnesium
management: manag*, important part, significant role, important role, approach
"""


def concept_terms() -> Iterator[Term]:
    tables = [
        (EntityKind.OUTCOME, OUTCOMES),
        (EntityKind.MECHANISM, MECHANISMS),
        (EntityKind.NUTRIENT, NUTRIENTS),
        (EntityKind.CIRCUMSTANCE, CIRCUMSTANCES),
    ]
    for kind, table in tables:
        for line in table.replace("\n  ", " ").strip().splitlines():
            slug, _, names = line.partition(":")
            yield Term(kind, slug, listed(names))
