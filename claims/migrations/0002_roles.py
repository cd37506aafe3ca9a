"""The desk's roles as groups: reporter, editor, chief. Each has what the one before has, and more."""

from django.db import migrations

REPORTER = {
    "claim": ("view", "add", "change"),
    "claimant": ("view", "add"),
    "topic": ("view",),
    "appearance": ("view",),
    "evidence": ("view",),
    "verdict": ("view",),
    "recordentry": ("view",),
    "checkpoint": ("view",),
    "dailytally": ("view",),
}
EDITOR = {
    "claim": ("publish",),
    "claimant": ("change",),
    "topic": ("add", "change"),
    "evidence": ("review",),
    "verdict": ("add", "countersign"),
}
CHIEF = {"claim": ("withdraw",), "user": ("view",)}
ROLES = (("reporter", (REPORTER,)), ("editor", (REPORTER, EDITOR)), ("chief", (REPORTER, EDITOR, CHIEF)))

# As Meta.permissions words them: Django makes these rows only after all migrations, and the groups need them now.
NAMES = {
    "publish_claim": "Can publish and revise published claims",
    "withdraw_claim": "Can withdraw published claims",
    "review_evidence": "Can accept and reject evidence",
    "countersign_verdict": "Can countersign verdicts",
}


def make_groups(apps, schema_editor):
    grant(apps, schema_editor.connection.alias, "claims", ROLES, NAMES)


def grant(apps, alias, app_label, roles, names):
    content_types = apps.get_model("contenttypes", "ContentType").objects.using(alias)
    permissions = apps.get_model("auth", "Permission").objects.using(alias)
    groups = apps.get_model("auth", "Group").objects.using(alias)
    for role, layers in roles:
        group, _made = groups.get_or_create(name=role)
        for model, verb in ((model, verb) for layer in layers for model, verbs in layer.items() for verb in verbs):
            content_type, _made = content_types.get_or_create(app_label=app_label, model=model)
            codename = f"{verb}_{model}"
            verbose = apps.get_model(app_label, model)._meta.verbose_name
            permission, _made = permissions.get_or_create(
                content_type=content_type,
                codename=codename,
                defaults={"name": names.get(codename, f"Can {verb} {verbose}")},
            )
            group.permissions.add(permission)


class Migration(migrations.Migration):
    dependencies = [
        ("claims", "0001_initial"),
        ("auth", "0012_alter_user_first_name_max_length"),
        ("contenttypes", "0002_remove_content_type_name"),
    ]
    operations = [migrations.RunPython(make_groups, migrations.RunPython.noop)]
