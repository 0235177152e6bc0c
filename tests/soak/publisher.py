"""A process that publishes for ever, three items an edition, until somebody kills it.

Run with DJANGO_SETTINGS_MODULE and DATABASE_URL set: `python -m tests.soak.publisher IDS…`.
"""

import sys
import uuid

import django


def main(keys: list[str]) -> None:
    django.setup()
    from django.contrib.auth.models import User

    from claims import actions
    from claims.models import Source
    from mgsite.editions.publish import publish

    people = {user.username: user for user in User.objects.all()}
    items = list(Source.objects.filter(pk__in=keys))
    while True:
        for item in items:
            item.refresh_from_db()
            item.population = uuid.uuid4().hex
            item.save()
            actions.record_edit(item=item, by=people["ada"])
            if item.state != "in-review":
                actions.submit(item=item, by=people["ada"])
            actions.approve(item=item, by=people["ben"])
        print("publishing", flush=True)
        publish(
            items=items, by=people["dora"], note="n", change="wording", operation=uuid.uuid4().hex
        )


if __name__ == "__main__":
    main(sys.argv[1:])
