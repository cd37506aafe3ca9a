"""Search by stems: the words of each claim with an index of the database's own, every stem, and what slips make of it."""

import django.db.models.deletion
from django.db import migrations, models

from claims import folding

ROWS_AT_ONCE = 500
SQLITE = "CREATE VIRTUAL TABLE claims_words_fts USING fts5(stems)"
POSTGRESQL = (
    "CREATE INDEX claims_words_stems ON claims_claimwords USING gin (array_to_tsvector(string_to_array(stems, ' ')))"
)


def make_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute(SQLITE, params=None)
    else:
        schema_editor.execute(POSTGRESQL, params=None)


def drop_index(apps, schema_editor):
    if schema_editor.connection.vendor == "sqlite":
        schema_editor.execute("DROP TABLE claims_words_fts", params=None)


def fill(apps, schema_editor):
    alias = schema_editor.connection.alias
    for model, length in (("Claimant", 320), ("Topic", 160)):
        rows = list(apps.get_model("claims", model).objects.using(alias).only("pk", "name"))
        for row in rows:
            row.sort_key = folding.sort_key(row.name)[:length]
        apps.get_model("claims", model).objects.using(alias).bulk_update(rows, ["sort_key"], batch_size=ROWS_AT_ONCE)
    claims = apps.get_model("claims", "Claim").objects.using(alias)
    texts = claims.values_list("pk", "statement", "quote", "claimant__name", "claimant__aliases")
    stems = {pk: " ".join(folding.stems_of("\n".join(said))) for pk, *said in texts.iterator()}
    ClaimWords = apps.get_model("claims", "ClaimWords")
    made = [ClaimWords(claim_id=pk, stems=words) for pk, words in stems.items()]
    ClaimWords.objects.using(alias).bulk_create(made, batch_size=ROWS_AT_ONCE)
    if schema_editor.connection.vendor == "sqlite":
        with schema_editor.connection.cursor() as cursor:
            cursor.executemany("INSERT INTO claims_words_fts (rowid, stems) VALUES (%s, %s)", list(stems.items()))
    words = sorted({word for each in stems.values() for word in each.split()})
    KnownWord, Slip = apps.get_model("claims", "KnownWord"), apps.get_model("claims", "Slip")
    KnownWord.objects.using(alias).bulk_create([KnownWord(stem=word) for word in words], batch_size=ROWS_AT_ONCE)
    slips = (Slip(key=key, word_id=word) for word in words for key in sorted(folding.slips_of(word)))
    Slip.objects.using(alias).bulk_create(slips, batch_size=ROWS_AT_ONCE)


class Migration(migrations.Migration):

    dependencies = [
        ('claims', '0021_forgettings'),
    ]

    operations = [
        migrations.CreateModel(
            name='ClaimWords',
            fields=[
                ('claim', models.OneToOneField(on_delete=django.db.models.deletion.CASCADE, primary_key=True, related_name='+', serialize=False, to='claims.claim')),
                ('stems', models.TextField()),
            ],
        ),
        migrations.RunPython(make_index, drop_index),
        migrations.CreateModel(
            name='KnownWord',
            fields=[
                ('stem', models.CharField(max_length=40, primary_key=True, serialize=False)),
            ],
        ),
        migrations.AlterModelOptions(
            name='claimant',
            options={'ordering': ('sort_key', 'name'), 'permissions': [('merge_claimant', 'Can merge claimants')], 'verbose_name': 'claimant', 'verbose_name_plural': 'claimants'},
        ),
        migrations.AlterModelOptions(
            name='topic',
            options={'ordering': ('sort_key', 'name'), 'verbose_name': 'topic', 'verbose_name_plural': 'topics'},
        ),
        migrations.AddField(
            model_name='claimant',
            name='sort_key',
            field=models.CharField(db_index=True, default='', editable=False, max_length=320),
        ),
        migrations.AddField(
            model_name='topic',
            name='sort_key',
            field=models.CharField(db_index=True, default='', editable=False, max_length=160),
        ),
        migrations.CreateModel(
            name='Slip',
            fields=[
                ('id', models.BigAutoField(auto_created=True, primary_key=True, serialize=False, verbose_name='ID')),
                ('key', models.CharField(db_index=True, max_length=40)),
                ('word', models.ForeignKey(on_delete=django.db.models.deletion.CASCADE, related_name='+', to='claims.knownword')),
            ],
            options={
                'constraints': [models.UniqueConstraint(fields=('key', 'word'), name='slip_once_per_word')],
            },
        ),
        migrations.RunPython(fill, migrations.RunPython.noop),
    ]
