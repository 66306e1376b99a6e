-- 0002_answers.sql - who there is, who was asked what, and what was said.
--
-- The mask has five states: a report says tie, no_tie or structural of one pair; for
-- the pairs without a report the block says no_tie, nonresponse or not_asked; without
-- a block a pair was not asked.
--
-- Names have no index: they may be longer than an index entry can be.
-- Blocks and reports, by far the most rows, have no foreign key: the rows of a batch
-- come in one transaction and go in one, and the check of a million references would
-- take longer than all the rest of an import.

CREATE TYPE puente.tense AS ENUM ('current', 'desired');
CREATE TYPE puente.mark AS ENUM ('not_asked', 'tie', 'no_tie', 'nonresponse', 'structural');
CREATE TYPE puente.answered AS ENUM ('silent', 'partial', 'complete');
CREATE TYPE puente.yes AS ENUM ('unknown', 'yes', 'no');

CREATE TABLE puente.organization (
    study        text COLLATE "C" NOT NULL,
    country      text COLLATE "C" NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    batch        integer NOT NULL,
    number       integer NOT NULL,
    organization text COLLATE "C" NOT NULL
                 CHECK (organization <> '' AND octet_length(organization) <= 1024),
    name         text NOT NULL CHECK (name <> '' AND octet_length(name) <= 8192),
    acronym      text,
    sector       text NOT NULL CHECK (sector <> ''),
    kind         text,
    side         text,
    region       text,
    parent       text,
    women_led    puente.yes NOT NULL,
    file         integer,
    sheet        text,
    "row"        bigint NOT NULL,
    "column"     bigint NOT NULL,
    PRIMARY KEY (study, batch, country, number),
    FOREIGN KEY (study, batch) REFERENCES puente.batch
);
-- The id first: beginning like the primary key, it would be taken for it where the
-- server knows no better, and each check of a reference would read a whole country.
CREATE INDEX organization_identity ON puente.organization (organization, country, study);
COMMENT ON TABLE puente.organization IS 'an organization as one batch describes it; the newest of a wave holds';
COMMENT ON COLUMN puente.organization.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.organization.country IS 'class:administrative;purpose:key and jurisdiction';
COMMENT ON COLUMN puente.organization.batch IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.organization.number IS 'class:administrative;purpose:key, what other rows of the batch refer to';
COMMENT ON COLUMN puente.organization.organization IS 'class:identity;purpose:what it is matched by within its study and country';
COMMENT ON COLUMN puente.organization.name IS 'class:identity;purpose:shown on maps and in tables';
COMMENT ON COLUMN puente.organization.acronym IS 'class:identity;purpose:shown where the name does not fit';
COMMENT ON COLUMN puente.organization.sector IS 'class:attribute;purpose:gaps between sectors';
COMMENT ON COLUMN puente.organization.kind IS 'class:attribute;purpose:tables';
COMMENT ON COLUMN puente.organization.side IS 'class:attribute;purpose:parity of a council';
COMMENT ON COLUMN puente.organization.region IS 'class:attribute;purpose:seats by region';
COMMENT ON COLUMN puente.organization.parent IS 'class:attribute;purpose:pairs that cannot be ties';
COMMENT ON COLUMN puente.organization.women_led IS 'class:attribute;purpose:gender lens on the gaps';
COMMENT ON COLUMN puente.organization.file IS 'class:provenance;purpose:to find it in its file';
COMMENT ON COLUMN puente.organization.sheet IS 'class:provenance;purpose:to find it in its file';
COMMENT ON COLUMN puente.organization."row" IS 'class:provenance;purpose:to find it in its file; 0 = none';
COMMENT ON COLUMN puente.organization."column" IS 'class:provenance;purpose:to find it in its file; 0 = the whole row';

CREATE TABLE puente.person (
    study   text COLLATE "C" NOT NULL,
    country text COLLATE "C" NOT NULL,
    batch   integer NOT NULL,
    number  integer NOT NULL,
    person  text COLLATE "C" NOT NULL CHECK (person <> '' AND octet_length(person) <= 1024),
    gender  text,
    PRIMARY KEY (study, batch, country, number),
    FOREIGN KEY (study, batch) REFERENCES puente.batch
);
CREATE INDEX person_identity ON puente.person (person, country, study);
COMMENT ON TABLE puente.person IS 'who answers, by a key that is not a name';
COMMENT ON COLUMN puente.person.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.person.country IS 'class:administrative;purpose:key and jurisdiction';
COMMENT ON COLUMN puente.person.batch IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.person.number IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.person.person IS 'class:pseudonym;purpose:to tell a new answer of the same person';
COMMENT ON COLUMN puente.person.gender IS 'class:personal;purpose:gender lens on the gaps';

CREATE TABLE puente.affiliation (
    study        text COLLATE "C" NOT NULL,
    country      text COLLATE "C" NOT NULL,
    batch        integer NOT NULL,
    person       integer NOT NULL,
    organization integer NOT NULL,
    role         text,
    PRIMARY KEY (study, batch, country, person),
    FOREIGN KEY (study, batch, country, person) REFERENCES puente.person,
    FOREIGN KEY (study, batch, country, organization) REFERENCES puente.organization
);
CREATE INDEX affiliation_organization ON puente.affiliation (study, batch, country, organization);
COMMENT ON TABLE puente.affiliation IS 'for whom a person answers, in which role';
COMMENT ON COLUMN puente.affiliation.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.affiliation.country IS 'class:administrative;purpose:key and jurisdiction';
COMMENT ON COLUMN puente.affiliation.batch IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.affiliation.person IS 'class:administrative;purpose:key, number of the person';
COMMENT ON COLUMN puente.affiliation.organization IS 'class:personal;purpose:for whom the person answers';
COMMENT ON COLUMN puente.affiliation.role IS 'class:personal;purpose:weight of the answer';

CREATE TABLE puente.response (
    study        text COLLATE "C" NOT NULL,
    country      text COLLATE "C" NOT NULL,
    batch        integer NOT NULL,
    number       integer NOT NULL,
    person       integer,
    organization integer NOT NULL,
    answered     puente.answered NOT NULL,
    consents     boolean NOT NULL,
    answered_on  date,
    file         integer,
    sheet        text,
    "row"        bigint NOT NULL,
    "column"     bigint NOT NULL,
    PRIMARY KEY (study, batch, country, number),
    FOREIGN KEY (study, batch, country, person) REFERENCES puente.person,
    FOREIGN KEY (study, batch, country, organization) REFERENCES puente.organization
);
CREATE INDEX response_organization ON puente.response (study, batch, country, organization);
CREATE INDEX response_person ON puente.response (study, batch, country, person);
COMMENT ON TABLE puente.response IS 'a questionnaire filled in, or the want of one';
COMMENT ON COLUMN puente.response.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.response.country IS 'class:administrative;purpose:key and jurisdiction, that of the respondent''s organization';
COMMENT ON COLUMN puente.response.batch IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.response.number IS 'class:administrative;purpose:key, what blocks and reports refer to';
COMMENT ON COLUMN puente.response.person IS 'class:personal;purpose:who answered; none where only the organization is known';
COMMENT ON COLUMN puente.response.organization IS 'class:personal;purpose:for whom';
COMMENT ON COLUMN puente.response.answered IS 'class:answer;purpose:response rate';
COMMENT ON COLUMN puente.response.consents IS 'class:personal;purpose:what the answer may be used for';
COMMENT ON COLUMN puente.response.answered_on IS 'class:personal;purpose:which answer is the newest';
COMMENT ON COLUMN puente.response.file IS 'class:provenance;purpose:to find it in its file';
COMMENT ON COLUMN puente.response.sheet IS 'class:provenance;purpose:to find it in its file';
COMMENT ON COLUMN puente.response."row" IS 'class:provenance;purpose:to find it in its file; 0 = none';
COMMENT ON COLUMN puente.response."column" IS 'class:provenance;purpose:to find it in its file; 0 = the whole row';

CREATE TABLE puente.block (
    study     text COLLATE "C" NOT NULL,
    country   text COLLATE "C" NOT NULL,
    batch     integer NOT NULL,
    response  integer NOT NULL,
    relation  smallint NOT NULL,
    tense     puente.tense NOT NULL,
    otherwise puente.mark NOT NULL
              CHECK (otherwise IN ('no_tie', 'nonresponse', 'not_asked')),
    PRIMARY KEY (study, batch, country, response, relation, tense)
);
COMMENT ON TABLE puente.block IS 'the mask: what a respondent was asked about all organizations of the country';
COMMENT ON COLUMN puente.block.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.block.country IS 'class:administrative;purpose:key and jurisdiction';
COMMENT ON COLUMN puente.block.batch IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.block.response IS 'class:administrative;purpose:key, number of the response';
COMMENT ON COLUMN puente.block.relation IS 'class:administrative;purpose:key, number of the relation in the batch';
COMMENT ON COLUMN puente.block.tense IS 'class:administrative;purpose:key, ties that exist or are wanted';
COMMENT ON COLUMN puente.block.otherwise IS 'class:answer;purpose:what a pair without a report means';

CREATE TABLE puente.report (
    study        text COLLATE "C" NOT NULL,
    country      text COLLATE "C" NOT NULL,
    batch        integer NOT NULL,
    number       integer NOT NULL,
    response     integer NOT NULL,
    relation     smallint NOT NULL,
    tense        puente.tense NOT NULL,
    organization integer NOT NULL,
    mark         puente.mark NOT NULL,
    level        double precision CHECK (level > '-Infinity' AND level < 'Infinity'),
    file         integer,
    sheet        text,
    "row"        bigint NOT NULL,
    "column"     bigint NOT NULL,
    PRIMARY KEY (study, batch, country, number)
);
COMMENT ON TABLE puente.report IS 'what one response said of one organization';
COMMENT ON COLUMN puente.report.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.report.country IS 'class:administrative;purpose:key and jurisdiction, that of the respondent''s organization';
COMMENT ON COLUMN puente.report.batch IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.report.number IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.report.response IS 'class:administrative;purpose:who said it, number of the response';
COMMENT ON COLUMN puente.report.relation IS 'class:administrative;purpose:number of the relation in the batch';
COMMENT ON COLUMN puente.report.tense IS 'class:answer;purpose:whether the tie exists or is wanted';
COMMENT ON COLUMN puente.report.organization IS 'class:answer;purpose:of whom it was said, number of the organization';
COMMENT ON COLUMN puente.report.mark IS 'class:answer;purpose:what was said';
COMMENT ON COLUMN puente.report.level IS 'class:answer;purpose:strength of the tie; none = not said';
COMMENT ON COLUMN puente.report.file IS 'class:provenance;purpose:to find it in its file';
COMMENT ON COLUMN puente.report.sheet IS 'class:provenance;purpose:to find it in its file';
COMMENT ON COLUMN puente.report."row" IS 'class:provenance;purpose:to find it in its file; 0 = none';
COMMENT ON COLUMN puente.report."column" IS 'class:provenance;purpose:to find it in its file; 0 = the whole row';

CREATE TABLE puente.fact (
    study        text COLLATE "C" NOT NULL,
    country      text COLLATE "C" NOT NULL,
    batch        integer NOT NULL,
    number       integer NOT NULL,
    organization integer NOT NULL,
    topic        text COLLATE "C" NOT NULL CHECK (topic <> ''),
    code         text COLLATE "C" NOT NULL CHECK (code <> ''),
    amount       double precision CHECK (amount > '-Infinity' AND amount < 'Infinity'),
    file         integer,
    sheet        text,
    "row"        bigint NOT NULL,
    "column"     bigint NOT NULL,
    PRIMARY KEY (study, batch, country, number),
    FOREIGN KEY (study, batch, country, organization) REFERENCES puente.organization
);
CREATE INDEX fact_organization ON puente.fact (study, batch, country, organization);
COMMENT ON TABLE puente.fact IS 'functions performed, challenges named, training offered, vacancies';
COMMENT ON COLUMN puente.fact.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.fact.country IS 'class:administrative;purpose:key and jurisdiction';
COMMENT ON COLUMN puente.fact.batch IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.fact.number IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.fact.organization IS 'class:answer;purpose:of whom, number of the organization';
COMMENT ON COLUMN puente.fact.topic IS 'class:vocabulary;purpose:function, challenge, training or vacancy';
COMMENT ON COLUMN puente.fact.code IS 'class:answer;purpose:which one';
COMMENT ON COLUMN puente.fact.amount IS 'class:answer;purpose:rank, trained a year or jobs a year; none = not said';
COMMENT ON COLUMN puente.fact.file IS 'class:provenance;purpose:to find it in its file';
COMMENT ON COLUMN puente.fact.sheet IS 'class:provenance;purpose:to find it in its file';
COMMENT ON COLUMN puente.fact."row" IS 'class:provenance;purpose:to find it in its file; 0 = none';
COMMENT ON COLUMN puente.fact."column" IS 'class:provenance;purpose:to find it in its file; 0 = the whole row';
