-- 0001_studies.sql - studies, their waves, and what each import brought.
--
-- Every row that came in a file belongs to one batch and never changes: what holds is
-- found by asking for the newest. Taking a batch back is therefore deleting its rows.
-- Keys: study and batch (the study's revision that the batch made), with the country,
-- and the number of the thing in its survey. No sequence is shared between studies.

COMMENT ON TABLE puente.schema_version IS 'which migrations were applied';
COMMENT ON COLUMN puente.schema_version.version IS 'class:administrative;purpose:key, number of the migration';
COMMENT ON COLUMN puente.schema_version.name IS 'class:administrative;purpose:name of the migration';
COMMENT ON COLUMN puente.schema_version.program IS 'class:administrative;purpose:version of puente that applied it';
COMMENT ON COLUMN puente.schema_version.applied_at IS 'class:administrative;purpose:when it was applied';

CREATE TABLE puente.study (
    study         text COLLATE "C" PRIMARY KEY
                  CHECK (study <> '' AND octet_length(study) <= 256),
    revision      bigint NOT NULL DEFAULT 0 CHECK (revision >= 0),
    organizations bigint NOT NULL DEFAULT 0,
    persons       bigint NOT NULL DEFAULT 0,
    created_at    timestamptz NOT NULL DEFAULT now()
);
COMMENT ON TABLE puente.study IS 'one survey programme';
COMMENT ON COLUMN puente.study.study IS 'class:administrative;purpose:key, the code people type';
COMMENT ON COLUMN puente.study.revision IS 'class:administrative;purpose:grows with every change, names what a result was computed from';
COMMENT ON COLUMN puente.study.organizations IS 'class:aggregate;purpose:status, organizations of all waves';
COMMENT ON COLUMN puente.study.persons IS 'class:aggregate;purpose:status, people of all waves';
COMMENT ON COLUMN puente.study.created_at IS 'class:administrative;purpose:retention';

CREATE TABLE puente.wave (
    study     text COLLATE "C" NOT NULL REFERENCES puente.study,
    wave      text COLLATE "C" NOT NULL CHECK (wave <> '' AND octet_length(wave) <= 256),
    responses bigint NOT NULL DEFAULT 0,
    reports   bigint NOT NULL DEFAULT 0,
    PRIMARY KEY (study, wave)
);
COMMENT ON TABLE puente.wave IS 'one round of a study that has at least one batch';
COMMENT ON COLUMN puente.wave.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.wave.wave IS 'class:administrative;purpose:key, the code people type';
COMMENT ON COLUMN puente.wave.responses IS 'class:aggregate;purpose:status, answers that hold';
COMMENT ON COLUMN puente.wave.reports IS 'class:aggregate;purpose:status, reports that hold';

CREATE TABLE puente.batch (
    study             text COLLATE "C" NOT NULL,
    batch             integer NOT NULL CHECK (batch > 0),
    id                uuid NOT NULL DEFAULT gen_random_uuid() UNIQUE,
    wave              text COLLATE "C" NOT NULL,
    countries         text[] NOT NULL,
    key               text COLLATE "C" NOT NULL CHECK (octet_length(key) = 64),
    title             text,
    instrument        text,
    respondents       text,
    is_synthetic      boolean NOT NULL,
    imported_at       timestamptz NOT NULL DEFAULT clock_timestamp(),
    program           text NOT NULL,
    organizations     bigint NOT NULL,
    organizations_new bigint NOT NULL,
    persons           bigint NOT NULL,
    responses         bigint NOT NULL,
    reports           bigint NOT NULL,
    findings          bigint NOT NULL,
    reverted_at       timestamptz,
    PRIMARY KEY (study, batch),
    FOREIGN KEY (study) REFERENCES puente.study
);
-- The same files again change nothing, unless they were taken back.
CREATE UNIQUE INDEX batch_content ON puente.batch (study, key) WHERE reverted_at IS NULL;
COMMENT ON TABLE puente.batch IS 'one import: all of its rows, or none';
COMMENT ON COLUMN puente.batch.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.batch.batch IS 'class:administrative;purpose:key, the revision of the study the import made';
COMMENT ON COLUMN puente.batch.id IS 'class:administrative;purpose:what people name to take it back';
COMMENT ON COLUMN puente.batch.wave IS 'class:administrative;purpose:which round it belongs to';
COMMENT ON COLUMN puente.batch.countries IS 'class:administrative;purpose:jurisdictions it touches';
COMMENT ON COLUMN puente.batch.key IS 'class:administrative;purpose:digest of its content, so that the same files change nothing';
COMMENT ON COLUMN puente.batch.title IS 'class:administrative;purpose:title of the study as this batch gives it';
COMMENT ON COLUMN puente.batch.instrument IS 'class:administrative;purpose:digest of the questionnaire, to tell whether waves compare';
COMMENT ON COLUMN puente.batch.respondents IS 'class:administrative;purpose:rule for several respondents of one organization';
COMMENT ON COLUMN puente.batch.is_synthetic IS 'class:administrative;purpose:said on every picture made from it';
COMMENT ON COLUMN puente.batch.imported_at IS 'class:administrative;purpose:provenance and retention';
COMMENT ON COLUMN puente.batch.program IS 'class:administrative;purpose:version of puente that read the files';
COMMENT ON COLUMN puente.batch.organizations IS 'class:aggregate;purpose:import summary';
COMMENT ON COLUMN puente.batch.organizations_new IS 'class:aggregate;purpose:import summary, not known to the study before';
COMMENT ON COLUMN puente.batch.persons IS 'class:aggregate;purpose:import summary';
COMMENT ON COLUMN puente.batch.responses IS 'class:aggregate;purpose:import summary';
COMMENT ON COLUMN puente.batch.reports IS 'class:aggregate;purpose:import summary';
COMMENT ON COLUMN puente.batch.findings IS 'class:aggregate;purpose:import summary';
COMMENT ON COLUMN puente.batch.reverted_at IS 'class:administrative;purpose:when it was taken back, its rows are gone then';

CREATE TABLE puente.file (
    study  text COLLATE "C" NOT NULL,
    batch  integer NOT NULL,
    number integer NOT NULL,
    name   text NOT NULL,
    digest text NOT NULL,
    PRIMARY KEY (study, batch, number),
    FOREIGN KEY (study, batch) REFERENCES puente.batch
);
COMMENT ON TABLE puente.file IS 'the files of a batch; the bytes are not kept';
COMMENT ON COLUMN puente.file.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.file.batch IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.file.number IS 'class:administrative;purpose:key, what places refer to';
COMMENT ON COLUMN puente.file.name IS 'class:administrative;purpose:provenance, without its folder';
COMMENT ON COLUMN puente.file.digest IS 'class:administrative;purpose:provenance, SHA-256 of its bytes';

CREATE TABLE puente.term (
    study      text COLLATE "C" NOT NULL,
    batch      integer NOT NULL,
    number     integer NOT NULL,
    vocabulary text COLLATE "C" NOT NULL,
    code       text COLLATE "C" NOT NULL,
    label_en   text,
    label_es   text,
    label_fr   text,
    position   integer NOT NULL,
    is_new     boolean NOT NULL,
    PRIMARY KEY (study, batch, number),
    FOREIGN KEY (study, batch) REFERENCES puente.batch
);
COMMENT ON TABLE puente.term IS 'words of the vocabularies as a study uses them; the newest of a code holds';
COMMENT ON COLUMN puente.term.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.term.batch IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.term.number IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.term.vocabulary IS 'class:vocabulary;purpose:sector, kind, relation and the like';
COMMENT ON COLUMN puente.term.code IS 'class:vocabulary;purpose:what rows refer to';
COMMENT ON COLUMN puente.term.label_en IS 'class:vocabulary;purpose:shown to English readers';
COMMENT ON COLUMN puente.term.label_es IS 'class:vocabulary;purpose:shown to Spanish readers';
COMMENT ON COLUMN puente.term.label_fr IS 'class:vocabulary;purpose:shown to French readers';
COMMENT ON COLUMN puente.term.position IS 'class:vocabulary;purpose:order in legends and tables';
COMMENT ON COLUMN puente.term.is_new IS 'class:vocabulary;purpose:came in with the survey, not shipped';

CREATE TABLE puente.relation (
    study    text COLLATE "C" NOT NULL,
    batch    integer NOT NULL,
    number   smallint NOT NULL CHECK (number >= 0),
    relation text COLLATE "C" NOT NULL CHECK (relation <> ''),
    PRIMARY KEY (study, batch, number),
    UNIQUE (study, batch, relation),
    FOREIGN KEY (study, batch) REFERENCES puente.batch
);
COMMENT ON TABLE puente.relation IS 'kinds of tie a batch asks for, in the study''s order';
COMMENT ON COLUMN puente.relation.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.relation.batch IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.relation.number IS 'class:administrative;purpose:key, what blocks and reports refer to';
COMMENT ON COLUMN puente.relation.relation IS 'class:vocabulary;purpose:code of the relation';

CREATE TABLE puente.finding (
    study    text COLLATE "C" NOT NULL,
    country  text COLLATE "C",
    batch    integer NOT NULL,
    number   integer NOT NULL,
    code     text NOT NULL,
    is_fault boolean NOT NULL,
    sentence text NOT NULL,
    advice   text,
    value    text,
    file     integer,
    sheet    text,
    "row"    bigint NOT NULL,
    "column" bigint NOT NULL,
    PRIMARY KEY (study, batch, number),
    FOREIGN KEY (study, batch) REFERENCES puente.batch
);
COMMENT ON TABLE puente.finding IS 'what was doubtful in the files of a batch';
COMMENT ON COLUMN puente.finding.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.finding.country IS 'class:administrative;purpose:jurisdiction; none where a batch has several countries';
COMMENT ON COLUMN puente.finding.batch IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.finding.number IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.finding.code IS 'class:quality;purpose:stable word for programs';
COMMENT ON COLUMN puente.finding.is_fault IS 'class:quality;purpose:whether it stops an import';
COMMENT ON COLUMN puente.finding.sentence IS 'class:quality;purpose:what is wrong, quotes no person';
COMMENT ON COLUMN puente.finding.advice IS 'class:quality;purpose:what to do';
COMMENT ON COLUMN puente.finding.value IS 'class:answer;purpose:the offending text, shortened, to find it';
COMMENT ON COLUMN puente.finding.file IS 'class:provenance;purpose:to find it';
COMMENT ON COLUMN puente.finding.sheet IS 'class:provenance;purpose:to find it';
COMMENT ON COLUMN puente.finding."row" IS 'class:provenance;purpose:to find it; 0 = none';
COMMENT ON COLUMN puente.finding."column" IS 'class:provenance;purpose:to find it; 0 = the whole row';
