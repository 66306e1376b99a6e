-- 0005_names.sql - names as respondents wrote them, and what a person decided of them.
--
-- A written name is kept as a row of organization, so that answers for it and about it
-- can wait. Whom it means is found when a wave is read: by a decision, else by a rule,
-- else nobody. A decision therefore counts for every file before and after it, and taking
-- it back restores what was.

ALTER TABLE puente.organization ADD COLUMN is_written boolean NOT NULL DEFAULT false;
COMMENT ON COLUMN puente.organization.is_written IS 'class:quality;purpose:a name as a respondent wrote it, not an organization of the roster';

CREATE TYPE puente.decision AS ENUM ('accept', 'reject', 'split');

CREATE TABLE puente.naming (
    study        text COLLATE "C" NOT NULL REFERENCES puente.study,
    country      text COLLATE "C" NOT NULL CHECK (country ~ '^[A-Z]{2}$'),
    number       integer NOT NULL CHECK (number > 0),
    written      text NOT NULL CHECK (written <> '' AND octet_length(written) <= 8192),
    folded       text COLLATE "C" NOT NULL CHECK (folded <> ''),
    kind         puente.decision NOT NULL,
    organization text COLLATE "C" CHECK (octet_length(organization) <= 1024),
    reason       text,
    decided_at   timestamptz NOT NULL DEFAULT clock_timestamp(),
    withdrawn_at timestamptz,
    PRIMARY KEY (study, country, number),
    CHECK (kind = 'reject' OR organization IS NOT NULL)
);
-- One answer to who it is: an organization, or none of the roster.
CREATE UNIQUE INDEX naming_answer ON puente.naming (study, country, md5(folded))
    WHERE withdrawn_at IS NULL AND (kind = 'accept' OR organization IS NULL);
COMMENT ON TABLE puente.naming IS 'what a person decided of a written name; a rule for all files';
COMMENT ON COLUMN puente.naming.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.naming.country IS 'class:administrative;purpose:key and jurisdiction';
COMMENT ON COLUMN puente.naming.number IS 'class:administrative;purpose:key, in the order decided';
COMMENT ON COLUMN puente.naming.written IS 'class:identity;purpose:the name as it was written';
COMMENT ON COLUMN puente.naming.folded IS 'class:identity;purpose:what of it counts, what other files are matched by';
COMMENT ON COLUMN puente.naming.kind IS 'class:quality;purpose:is it, or is it not';
COMMENT ON COLUMN puente.naming.organization IS 'class:identity;purpose:id of the organization; none = none of the roster';
COMMENT ON COLUMN puente.naming.reason IS 'class:quality;purpose:why, in the words of who decided';
COMMENT ON COLUMN puente.naming.decided_at IS 'class:administrative;purpose:provenance';
COMMENT ON COLUMN puente.naming.withdrawn_at IS 'class:administrative;purpose:when it was taken back';

ALTER TABLE puente.naming ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
CREATE POLICY all_countries ON puente.naming TO CURRENT_USER USING (true);
REVOKE ALL ON puente.naming FROM PUBLIC;
