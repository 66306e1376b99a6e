-- 0003_positions.sql - where organizations stand on the maps of their study.
--
-- By the organization's own id and not by batch: a position outlives waves and imports.

CREATE TABLE puente.position (
    study        text COLLATE "C" NOT NULL REFERENCES puente.study,
    country      text COLLATE "C" NOT NULL,
    organization text COLLATE "C" NOT NULL CHECK (octet_length(organization) <= 1024),
    layout       text COLLATE "C" NOT NULL CHECK (layout <> '' AND octet_length(layout) <= 256),
    x            double precision NOT NULL CHECK (x > '-Infinity' AND x < 'Infinity'),
    y            double precision NOT NULL CHECK (y > '-Infinity' AND y < 'Infinity'),
    PRIMARY KEY (study, layout, country, organization)
);
COMMENT ON TABLE puente.position IS 'where an organization stands on a map';
COMMENT ON COLUMN puente.position.study IS 'class:administrative;purpose:key';
COMMENT ON COLUMN puente.position.country IS 'class:administrative;purpose:key and jurisdiction';
COMMENT ON COLUMN puente.position.organization IS 'class:identity;purpose:key';
COMMENT ON COLUMN puente.position.layout IS 'class:administrative;purpose:key, the kind of map';
COMMENT ON COLUMN puente.position.x IS 'class:derived;purpose:the same place on every map, points';
COMMENT ON COLUMN puente.position.y IS 'class:derived;purpose:the same place on every map, points';
