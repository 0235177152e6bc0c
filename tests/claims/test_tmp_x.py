import pytest
from django.urls import reverse
from tests import builders
from tests.forms import *
pytestmark = pytest.mark.django_db
@pytest.mark.parametrize("typed",[{"conditions":["9"*40]},{"supplement":"9"*40},{"form":"9"*40},{"citations-0-source":"9"*40},{"citations-0-id":"9"*40},{"citations-TOTAL_FORMS":"9"*9},{"citations-TOTAL_FORMS":"x"},{"outcome_days":"9"*30},{"seen_version":"9"*30},{"conditions":["x","²"]},{"dose_min_mg":"NaN"},{"dose_min_mg":"1e9999"}])
@pytest.mark.parametrize("stale",[0,1])
def test_x(ada,typed,stale):
    c=builders.claim("sleep",by=ada,conditions=[builders.condition()])
    cl=signed_in(ada); a=reverse("admin:claims_claim_change",args=[c.pk])
    f=form_of(cl,a)|({"seen_version":"1"} if stale else {})|typed
    r=cl.post(a,f)
    print(r.status_code, dict(r.context["adminform"].form.errors) if r.status_code==200 else r.url)
