-- 0004_walls.sql - who may read which country.
--
-- Row security is forced: it binds the owner of the tables too. The role of the
-- program reads everything; a role for one country gets a policy of its own
-- (core/store/README.md). Constants in policies, never settings: a setting can be forged.

ALTER TABLE puente.organization ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE puente.person ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE puente.affiliation ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE puente.response ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE puente.block ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE puente.report ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE puente.fact ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE puente.finding ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;
ALTER TABLE puente.position ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY;

CREATE POLICY all_countries ON puente.organization TO CURRENT_USER USING (true);
CREATE POLICY all_countries ON puente.person TO CURRENT_USER USING (true);
CREATE POLICY all_countries ON puente.affiliation TO CURRENT_USER USING (true);
CREATE POLICY all_countries ON puente.response TO CURRENT_USER USING (true);
CREATE POLICY all_countries ON puente.block TO CURRENT_USER USING (true);
CREATE POLICY all_countries ON puente.report TO CURRENT_USER USING (true);
CREATE POLICY all_countries ON puente.fact TO CURRENT_USER USING (true);
CREATE POLICY all_countries ON puente.finding TO CURRENT_USER USING (true);
CREATE POLICY all_countries ON puente.position TO CURRENT_USER USING (true);

REVOKE ALL ON ALL TABLES IN SCHEMA puente FROM PUBLIC;
